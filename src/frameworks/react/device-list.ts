import { createComponent } from '@lit/react';
import * as React from 'react';
import { MfaDeviceList as elementClass } from '../../elements/define/device-list.ts';
import { events } from './events.ts';

/** `<mfa-device-list>` as a component. */
export const MfaDeviceList = createComponent({ react: React, tagName: 'mfa-device-list', elementClass, events });

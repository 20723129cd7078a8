import { createComponent } from '@lit/react';
import * as React from 'react';
import { MfaSyncPair as elementClass } from '../../elements/define/sync-pair.ts';
import { events } from './events.ts';

/** `<mfa-sync-pair>` as a component. */
export const MfaSyncPair = createComponent({ react: React, tagName: 'mfa-sync-pair', elementClass, events });

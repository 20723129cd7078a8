import { createComponent } from '@lit/react';
import * as React from 'react';
import { MfaAuthenticator as elementClass } from '../../elements/define/authenticator.ts';
import { events } from './events.ts';

/** `<mfa-authenticator>` as a component. */
export const MfaAuthenticator = createComponent({ react: React, tagName: 'mfa-authenticator', elementClass, events });

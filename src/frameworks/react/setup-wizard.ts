import { createComponent } from '@lit/react';
import * as React from 'react';
import { MfaSetupWizard as elementClass } from '../../elements/define/setup-wizard.ts';
import { events } from './events.ts';

/** `<mfa-setup-wizard>` as a component. */
export const MfaSetupWizard = createComponent({ react: React, tagName: 'mfa-setup-wizard', elementClass, events });

/** Defines all elements. */
export { MfaSetupWizard } from './elements/define/setup-wizard.ts';
export { MfaAuthenticator } from './elements/define/authenticator.ts';
export { MfaDeviceList } from './elements/define/device-list.ts';
export { MfaSyncPair } from './elements/define/sync-pair.ts';
export type { MfaEvent, MfaEventDetails, MfaEventName } from './elements/events.ts';
export { MfaError } from './contract/mfa-error.ts';
export { version } from './core/version.ts';

/** The elements as components of React 18 and 19, with properties and events as props. */
export { MfaAuthenticator } from './authenticator.ts';
export { MfaDeviceList } from './device-list.ts';
export { MfaSetupWizard } from './setup-wizard.ts';
export { MfaSyncPair } from './sync-pair.ts';

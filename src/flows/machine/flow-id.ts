/**
 * The ids of the flows, as the `flow` attribute and the events use them. There is one for each manual, and some more.
 */
export const flowIds = [
  'choose',
  'overview',
  'mail',
  'app-smartphone',
  'app-browser',
  'app-here',
  'sync',
  'sync-smartphone-smartphone',
  'sync-smartphone-browser',
  'sync-browser-smartphone',
  'sync-browser-browser',
  'change-device',
  'pair-here',
  'pair-give',
  'pair-there',
  'reset',
  'wipe',
  'devices',
  'remove-device',
  'renew-key',
  'recovery-codes',
  'check-code',
  'not-offered',
  'authenticator',
  'authenticator-access',
  'authenticator-add',
  'authenticator-export',
  'authenticator-locks',
] as const;
export type FlowId = (typeof flowIds)[number];

/** The flows there are, by the names used in the `flow` attribute and in events (design: one per manual). */
export const flowIds = [
  'choose',
  'overview',
  'mail',
  'app-smartphone',
  'app-browser',
  'sync',
  'sync-smartphone-smartphone',
  'sync-smartphone-browser',
  'sync-browser-smartphone',
  'sync-browser-browser',
  'change-device',
  'reset',
  'wipe',
  'authenticator',
  'authenticator-access',
  'authenticator-add',
  'authenticator-export',
  'authenticator-locks',
] as const;
export type FlowId = (typeof flowIds)[number];

/** The flows there are, by the names used in the `flow` attribute and in events (design: one per manual). */
export const flowIds = ['choose', 'overview', 'mail', 'app-smartphone'] as const;
export type FlowId = (typeof flowIds)[number];

// Written by `npm run generate` from what the flows import.
import type { ChunkName } from '../../localization/load.ts';

export const interruptionWords = {
  'sign-in': ['interruptions'],
  'step-up': ['step-up'],
  trouble: ['interruptions'],
} as const satisfies Record<string, readonly ChunkName[]>;

// Written by `npm run generate` from what the flows import.
import type { ChunkName } from '../../localization/load.ts';

export const usualWords = {
  'app-smartphone': ['app-smartphone'],
  mail: ['mail'],
  choose: [],
} as const satisfies Record<string, readonly ChunkName[]>;

// Written by `npm run generate` from what the flows import.
import type { ChunkName } from '../../localization/load.ts';

export const guideWords = {
  'app-browser': ['app-browser', 'app-here', 'app-smartphone', 'guide', 'reading', 'vault'],
  'app-smartphone': ['app-smartphone', 'guide', 'reading'],
  mail: ['guide', 'mail'],
  reset: ['reset'],
  choose: ['choose-guide'],
} as const satisfies Record<string, readonly ChunkName[]>;

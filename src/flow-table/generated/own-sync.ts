// Written by `npm run generate` from what the flows import.
import type { ChunkName } from '../../localization/load.ts';

export const words = ['sync'] as const satisfies readonly ChunkName[];

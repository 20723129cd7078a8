// Written by `npm run generate` from what the flows import.
import type { ChunkName } from '../../localization/load.ts';

export const words = ['authenticator'] as const satisfies readonly ChunkName[];

import { usualChunks } from '../../src/localization/generated/chunks.ts';
import { moreChunks } from '../../src/localization/generated/more-chunks.ts';

/** Every chunk of words, wherever its address is kept. */
export const chunks = { ja: { ...usualChunks.ja, ...moreChunks.ja } };
export type { ChunkName } from '../../src/localization/load.ts';

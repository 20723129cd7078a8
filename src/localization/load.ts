import { usualChunks, type UsualChunk } from './generated/chunks.ts';
import type { MoreChunk } from './generated/more-chunks.ts';
import { sourceLocale, type Locale } from './languages.ts';
import { addTemplates } from './msg.ts';

export type ChunkName = UsualChunk | MoreChunk;

/** Loads the words of some chunks. Resolves when `msg` can use them; English is in the code itself. */
export async function loadWords(locale: Locale, names: readonly ChunkName[]): Promise<void> {
  if (locale === sourceLocale) return;
  await Promise.all(
    names.map(async (name) => {
      const usual = usualChunks[locale][name as UsualChunk];
      const load = usual ?? (await import('./generated/more-chunks.ts')).moreChunks[locale][name as MoreChunk];
      addTemplates(locale, (await load()).templates);
    }),
  );
}

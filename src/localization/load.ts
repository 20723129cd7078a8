import { usualChunks, type UsualChunk } from './generated/usual-chunks.ts';
import type { OtherChunk } from './generated/other-chunks.ts';
import { sourceLocale, type Locale } from './languages.ts';
import { addTemplates } from './msg.ts';

export type ChunkName = UsualChunk | OtherChunk;

/** Loads the words of some chunks. Resolves when `msg` can use them; English is in the code itself. */
export async function loadWords(locale: Locale, names: readonly ChunkName[]): Promise<void> {
  if (locale === sourceLocale) return;
  await Promise.all(
    names.map(async (name) => {
      const usual = usualChunks[locale][name as UsualChunk];
      const load = usual ?? (await import('./generated/other-chunks.ts')).otherChunks[locale][name as OtherChunk];
      addTemplates(locale, (await load()).templates);
    }),
  );
}

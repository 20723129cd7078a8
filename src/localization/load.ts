import { chunks, type ChunkName } from './generated/chunks.ts';
import { addTemplates, sourceLocale, type Locale } from './msg.ts';

export type { ChunkName };

/** Loads the words of some chunks. Resolves when `msg` can use them; English is in the code itself. */
export async function loadWords(locale: Locale, names: readonly ChunkName[]): Promise<void> {
  if (locale === sourceLocale) return;
  await Promise.all(names.map(async (name) => addTemplates(locale, (await chunks[locale][name]()).templates)));
}

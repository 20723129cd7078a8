import { locales, sourceLocale, type Locale } from '../../src/localization/languages.ts';
import type { ChunkName } from '../../src/localization/load.ts';
import type { Templates } from '../../src/localization/msg.ts';
import { usualChunks } from '../../src/localization/generated/chunks.ts';
import { moreChunks } from '../../src/localization/generated/more-chunks.ts';

/** Every chunk of words, wherever its address is kept. */
export const chunks = Object.fromEntries(
  locales.flatMap((locale) =>
    locale === sourceLocale ? [] : [[locale, { ...usualChunks[locale], ...moreChunks[locale] }]],
  ),
) as Record<Exclude<Locale, typeof sourceLocale>, Record<ChunkName, () => Promise<{ templates: Templates }>>>;
export type { ChunkName } from '../../src/localization/load.ts';

import { locales, sourceLocale, type Locale } from '../../src/localization/languages.ts';
import type { ChunkName } from '../../src/localization/load.ts';
import type { Templates } from '../../src/localization/msg.ts';
import { usualChunks } from '../../src/localization/generated/usual-chunks.ts';
import { otherChunks } from '../../src/localization/generated/other-chunks.ts';

/** Every chunk of words, wherever its address is kept. */
export const chunks = Object.fromEntries(
  locales.flatMap((locale) =>
    locale === sourceLocale ? [] : [[locale, { ...usualChunks[locale], ...otherChunks[locale] }]],
  ),
) as Record<Exclude<Locale, typeof sourceLocale>, Record<ChunkName, () => Promise<{ templates: Templates }>>>;
export type { ChunkName } from '../../src/localization/load.ts';

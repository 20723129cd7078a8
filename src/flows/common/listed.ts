import { isDraft, sourceLocale } from '../../localization/languages.ts';
import type { Context } from '../machine/machine.ts';

/** `A, B, C`, with the comma of the language. A sentence of a draft may be in English, so a list in it is, too. */
export const listed = (names: readonly string[], { locale }: Pick<Context, 'locale'>): string =>
  new Intl.ListFormat(isDraft(locale) ? sourceLocale : locale, { style: 'narrow' }).format(names);

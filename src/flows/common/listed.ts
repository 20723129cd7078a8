import type { Context } from '../machine/machine.ts';

/** `A, B, C`, with the comma of the language. */
export const listed = (names: readonly string[], { locale }: Pick<Context, 'locale'>): string =>
  new Intl.ListFormat(locale, { style: 'narrow' }).format(names);

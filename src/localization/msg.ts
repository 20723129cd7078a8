import type { msg as localizeMsg } from '@lit/localize';
import { str } from '@lit/localize/internal/str-tag.js';
import { textId } from './text-id.ts';

/**
 * Words in the reader's language: the language is asked for at each message, so two elements on one page can speak two
 * languages. Messages are extracted and translated by @lit/localize's tools; looking one up is all that happens here,
 * without its run-time part, which a page may configure once only and for itself.
 */
export { str };

export const sourceLocale = 'en';
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

/** A text in pieces around places; `values` names the place of the source text that each one takes. */
interface Pieces {
  strings: readonly string[];
  values: readonly number[];
}
/** As a generated module holds them: id → text, or text with numbered places. */
export type Templates = Record<string, string | Pieces>;

const known = new Map<Locale, Templates>();
let active: Locale = sourceLocale;

/** The text in the active language; in English where no translation has been loaded. */
export const msg = ((template: string | ReturnType<typeof str>): string => {
  const { strings, values } = typeof template === 'string' ? { strings: [template], values: [] } : template;
  const own = known.get(active)?.[textId(strings)] ?? { strings, values: values.keys() };
  return typeof own === 'string'
    ? own
    : [...own.values].reduce<string>(
        (text, place, index) => text + values[place] + own.strings[index + 1]!,
        own.strings[0]!,
      );
}) as typeof localizeMsg;

/** Runs `speak` with every `msg` in it answered in `locale`. */
export function withLocale<Result>(locale: Locale, speak: () => Result): Result {
  const before = active;
  active = locale;
  try {
    return speak();
  } finally {
    active = before;
  }
}

export function addTemplates(locale: Locale, templates: Templates): void {
  known.set(locale, { ...known.get(locale), ...templates });
}

/** The best language we have for a BCP 47 tag: `ja-JP` → `ja`, anything unknown → English. */
export function localeFor(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? sourceLocale;
}

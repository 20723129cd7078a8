import { languages, locales, sourceLocale, type Locale } from './languages.ts';
import { textId } from './text-id.ts';

interface Filled {
  strings: readonly string[];
  values: readonly unknown[];
}
/** The translation tools recognise our `msg` and `str` by these members. */
interface Marks {
  _LIT_LOCALIZE_MSG_?: never;
  _LIT_LOCALIZE_STR_?: never;
}

/** Tag of a message with places to fill: msg(str`Step ${step} of ${of}`). */
export const str: ((strings: TemplateStringsArray, ...values: unknown[]) => Filled) &
  Pick<Marks, '_LIT_LOCALIZE_STR_'> = (strings, ...values) => ({ strings, values });

/** A text in pieces around places; `values` names the place of the source text that each one takes. */
interface Pieces {
  strings: readonly string[];
  values: readonly number[];
}
/** The words of a generated module: id → text, or text with numbered places. */
export type Templates = Record<string, string | Pieces>;

const known = new Map<Locale, Templates>();
let active: Locale | undefined;

/**
 * Words in the reader's language: `withLocale` says which, around each screen, so two elements on one page can speak
 * two languages. Messages are extracted and translated by @lit/localize's tools; looking one up is all that happens here,
 * without its run-time part, which a page may configure once only and for itself.
 *
 * Answers in English where no translation has been loaded. Outside of `withLocale` nobody knows the reader: that throws,
 * except in the built files, which the labelled line is left out of.
 */
export const msg: ((template: string | Filled) => string) & Pick<Marks, '_LIT_LOCALIZE_MSG_'> = (template) => {
  const { strings, values }: Filled = typeof template === 'string' ? { strings: [template], values: [] } : template;
  development: if (!active) throw new Error(`Outside of withLocale: msg('${strings.join('…')}')`);
  const own = known.get(active!)?.[textId(strings)] ?? { strings, values: values.keys() };
  return typeof own === 'string'
    ? own
    : [...own.values].reduce<string>(
        (text, place, index) => text + values[place] + own.strings[index + 1]!,
        own.strings[0]!,
      );
};

/** A label that a person looks for, in the quotation marks of the reader's language. */
export function quote(label: string): string {
  development: if (!active) throw new Error(`Outside of withLocale: quote('${label}')`);
  const [open, close] = languages[active!].quotes;
  return open + label + close;
}

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

/** `isOwn`: words of the host, which win over those of a chunk, whichever is loaded first. */
export function addTemplates(locale: Locale, templates: Templates, isOwn = false): void {
  const before = known.get(locale);
  known.set(locale, isOwn ? { ...before, ...templates } : { ...templates, ...before });
}

/** The best language we have for a BCP 47 tag: `ja-JP` → `ja`, anything unknown → English. */
export function localeFor(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? sourceLocale;
}

/**
 * What the elements must know of a language besides its words. The platform knows the rest: `Intl.DisplayNames` the name
 * in the language itself, `Intl.Locale` the script, `Intl.ListFormat` the comma of a list.
 */
export interface Language {
  /** From left to right or from right to left. The elements set `dir` from it. */
  direction: 'ltr' | 'rtl';
  /** What stands between two sentences. */
  joiner: '' | ' ';
  /** What stands around a label that a person looks for: one sign before it and one behind. */
  quotes: string;
  /** Where a line may end: between words, or between the phrases of a script that writes no spaces. */
  breaks: 'words' | 'phrases';
  /** Words may be missing, and are shown in English. Without this mark a missing word does not compile. */
  draft?: true;
}

export const languages = {
  en: { direction: 'ltr', joiner: ' ', quotes: '“”', breaks: 'words' },
  ja: { direction: 'ltr', joiner: '', quotes: '「」', breaks: 'phrases' },
} as const satisfies Record<string, Language>;

/** The language of the code. All others are translated from it. */
export const sourceLocale = 'en';
export type Locale = keyof typeof languages;
export const locales = Object.keys(languages) as Locale[];

/** What the language calls itself. */
export const ownName = (locale: Locale): string => new Intl.DisplayNames(locale, { type: 'language' }).of(locale)!;

export const isDraft = (locale: Locale): boolean => 'draft' in languages[locale];

/** A language whose words are all there. */
export type CompleteLocale = {
  [Tag in Locale]: (typeof languages)[Tag] extends { draft: true } ? never : Tag;
}[Locale];

/** One text in several languages. English is always there. */
export type Words<Text = string> = { readonly [sourceLocale]: Text } & {
  readonly [Tag in Locale]?: Text | undefined;
};
/** Words that we write ourselves: no complete language may lack one. */
export type OwnWords<Text = string> = Words<Text> & { readonly [Tag in CompleteLocale]: Text };

/** Falls back to English for a missing language. */
export const inLanguage = <Text>(words: Words<Text>, locale: Locale): Text => words[locale] ?? words[sourceLocale];

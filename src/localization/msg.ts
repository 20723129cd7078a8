import { configureReentrantLocalization, type ReentrantConfiguration } from '@lit/localize/init/reentrant.js';
import { msg as configuredMsg } from '@lit/localize/init/install.js';
import { str } from '@lit/localize/internal/str-tag.js';
import { textId } from './text-id.ts';

/**
 * Words in the reader's language. @lit/localize in its re-entrant form: the language is asked for at each message,
 * so two elements on one page can speak two languages. The copy is bundled, so a page that configures its own
 * @lit/localize is not disturbed (a second configuration of one copy throws).
 */
export { str };

/** As @lit/localize has it, asked by an id of ours. */
export const msg: typeof configuredMsg = ((template: string | ReturnType<typeof str>) =>
  (configuredMsg as (...message: unknown[]) => unknown)(template, {
    id: textId(typeof template === 'string' ? [template] : template.strings),
  })) as typeof configuredMsg;

export const sourceLocale = 'en';
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];
/** As a generated module holds them: message id → text, or text with numbered places. */
export type Templates = NonNullable<ReturnType<ReentrantConfiguration['loadLocaleSync']>>['templates'];

const known = new Map<string, Templates>();
let active: string = sourceLocale;
let isConfigured = false;

/** At the first use and not at import, so that importing has no effect and bundlers may place this module freely. */
function configure(): void {
  isConfigured = true;
  configureReentrantLocalization({
    sourceLocale,
    targetLocales: locales.filter((locale) => locale !== sourceLocale),
    getLocale: () => active,
    loadLocaleSync: (locale) => ({ templates: known.get(locale) ?? {} }),
  });
}

/** Runs `speak` with every `msg` in it answered in `locale`. */
export function withLocale<Result>(locale: Locale, speak: () => Result): Result {
  if (!isConfigured) configure();
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

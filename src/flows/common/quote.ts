import { inLanguage, languages, locales, sourceLocale } from '../../localization/languages.ts';
import { quote } from '../../localization/msg.ts';
import type { Profile } from '../../profiles/schema.ts';
import type { Context } from '../machine/machine.ts';

type Labels = NonNullable<Profile['labels']>;

/**
 * A button or message of the institution's own page as it stands there; a reader of another language gets its meaning
 * beside it. Where the page is not in English, its own language is the first other one of the label. Undefined where the
 * profile does not name it.
 */
export function quoted({ profile, locale }: Context, label: keyof Labels): string | undefined {
  const words = profile.labels?.[label];
  if (!words) return undefined;
  const own = locales.find((each) => each !== sourceLocale && words[each]);
  if (!own || own === locale) return quote(inLanguage(words, locale));
  const [open, close] = languages[own].quotes;
  return `${open}${words[own]}${close} (${inLanguage(words, locale)})`;
}

import { msg, str } from '../localization/msg.ts';
import type { Profile } from '../profiles/schema.ts';
import type { Context } from './machine.ts';

type Labels = NonNullable<Profile['labels']>;

/**
 * A button or message of the institution's own page as it stands there; where that is Japanese, readers of English get
 * its meaning beside it. Undefined where the profile does not name it.
 */
export function quoted({ profile, locale }: Context, label: keyof Labels): string | undefined {
  const words = profile.labels?.[label];
  if (!words) return undefined;
  if (locale === 'ja' || !words.ja) return msg(str`“${words[locale] ?? words.en}”`);
  return `「${words.ja}」 (${words.en})`;
}

import { inLanguage } from '../../localization/languages.ts';
import { msg } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import type { Link, WaitScreen } from '../machine/screen.ts';

/** While the account is fetched. */
export const loadingScreen = (): WaitScreen<never> => ({ kind: 'wait', heading: msg('One moment…') });

/** The words for a person who wants the app before mail is set up. */
export const mailFirstWords = () => ({
  heading: msg('Let us begin with your mail address'),
  body: [msg('Mail comes first, then the app. Have a private mail address at hand.')],
});

/** "Contact us", where the institution gave an address for it. */
export function contactLinks({ profile, locale }: Context): Link[] {
  const { contact } = profile.links;
  return contact ? [{ label: msg('Ask the help desk'), href: inLanguage(contact, locale) }] : [];
}

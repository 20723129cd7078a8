import { inLanguage } from '../../localization/languages.ts';
import { msg } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import type { Link, WaitScreen } from '../machine/screen.ts';

/** While the account is fetched. */
export const loadingScreen = (): WaitScreen<never> => ({ kind: 'wait', heading: msg('One moment…') });

/** "Contact us", where the institution gave an address for it. */
export function contactLinks({ profile, locale }: Context): Link[] {
  const { contact } = profile.links;
  return contact ? [{ label: msg('Ask the help desk'), href: inLanguage(contact, locale) }] : [];
}

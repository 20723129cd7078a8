import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import { institutionName } from './institution.ts';
import type { Link } from '../machine/screen.ts';

/**
 * The institution's own page to work on, beside this one; the manual that one is in where we do not know the address.
 * `isStart`: manual 1, which may stand elsewhere.
 */
export function settingsLinks({ profile: { links }, locale }: Context, { isStart = false } = {}): Link[] {
  const { settings, start } = links;
  const manuals = (isStart && start) || links.manuals;
  if (settings) return [{ label: msg('Open the settings page'), href: inLanguage(settings, locale) }];
  return manuals ? [{ label: msg('Open the manuals'), href: inLanguage(manuals, locale) }] : [];
}

/** How the two pages are used together. */
export function settingsWords(context: Context): string[] {
  return [
    context.profile.links.settings
      ? msg(str`Open the page of ${institutionName(context)} where one-time passwords are set up, and sign in there.`)
      : msg(
          str`Open the page of ${institutionName(context)} where one-time passwords are set up, and sign in there. Its manuals tell where it is.`,
        ),
    msg('Keep both pages open: do each step there, then come back here.'),
  ];
}

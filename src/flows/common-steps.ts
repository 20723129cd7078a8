import { msg } from '../localization/msg.ts';
import type { Context } from './machine.ts';
import type { Link, WaitStep } from './steps.ts';

/** While the account is fetched. */
export const loadingStep = (): WaitStep<never> => ({ kind: 'wait', heading: msg('One moment…') });

/** "Contact us", where the institution gave an address for it. */
export function contactLinks({ profile, locale }: Context): Link[] {
  const { contact } = profile.links;
  return contact ? [{ label: msg('Ask the help desk'), href: contact[locale] ?? contact.en }] : [];
}

import type { Problem } from '../contract/problem-codes.ts';
import { msg } from '../localization/msg.ts';
import type { Context } from './machine.ts';
import { serviceWords } from './service-words.ts';
import type { Link, NoticeStep, WaitStep } from './steps.ts';

/** While the account is fetched. */
export const loadingStep = (): WaitStep<never> => ({ kind: 'wait', heading: msg('One moment …') });

/** The account could not be fetched: try again, or ask. */
export const failedStep =
  <E>(retried: E, words = serviceWords) =>
  ({ problem }: { problem: Problem }, context: Context): NoticeStep<E> => {
    const { text, more } = words(problem);
    return {
      kind: 'notice',
      heading: text,
      body: more,
      primary: { label: msg('Try again'), event: retried },
      links: contactLinks(context),
    };
  };

/** "Contact us", where the institution gave an address for it. */
export function contactLinks({ profile, locale }: Context): Link[] {
  const { contact } = profile.links;
  return contact ? [{ label: msg('Ask the help desk'), href: contact[locale] ?? contact.en }] : [];
}

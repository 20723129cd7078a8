import { msg } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen } from '../machine/screen.ts';

/** What setting up again has in common with and without a back end. */

/** Codes that are there and refused are rarely a reason to begin anew. */
export function clockScreen<E>({ works, back }: { works: E; back: E }): NoticeScreen<E> {
  return {
    kind: 'notice',
    heading: msg('Check the clock first'),
    body: [
      msg('A code is made from the time. If the clock of the device is wrong, so are its codes.'),
      msg('In the settings of the device, turn automatic date and time off and on again, and restart the app.'),
      msg('Does the app have two entries with the same name? Then one of them is old: try the code of the other.'),
      msg('Then sign in with a new code.'),
    ],
    primary: { label: msg('The codes work now'), event: works },
    others: [{ label: msg('They are still refused'), event: back }],
    back,
  };
}

/** Setting up again is proven by mail: without it, only people who know the person can help. */
export function noMailboxScreen<E>(
  { hasAddress, changes }: { hasAddress: boolean; changes?: E },
  context: Context,
): NoticeScreen<E> {
  return {
    kind: 'notice',
    heading: hasAddress ? msg('You need the help desk for this') : msg('There is no mail address on your account'),
    body: [
      ...(hasAddress
        ? []
        : [msg('Setting up again is confirmed by mail. Without an address, the help desk has to do it for you.')]),
      msg(
        'Ask the help desk to void the app for you. They have to make sure that it is you: have your account name and your student or staff card ready.',
      ),
      msg('Have a private mail address ready, too, one that opens without a one-time password.'),
      ...(changes
        ? [msg('Does one of your apps still show a code that works? Then you can set the address yourself.')]
        : []),
    ],
    others: changes ? [{ label: msg('Set the mail address with my app'), event: changes }] : [],
    links: contactLinks(context),
  };
}

/** Two entries of one name look alike, and people type the code of the wrong one. */
export const oldEntriesWords = (): string[] => [
  msg('In each app, delete the old entry before you set up the new one.'),
  msg('Both would have the same name, and the old one goes on showing codes that no longer count.'),
];

/** For the set-up, which says what becomes of the old entries. */
export const again = { again: oldEntriesWords };

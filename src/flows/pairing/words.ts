import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import type { EndReason, Pairing, PairingPart } from '../../ports/pairing.ts';
import type { OwnAlert } from '../machine/screen.ts';

/** `123456` → `123 456` */
export const spacedDigits = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;

export const offlineAlert = (): OwnAlert<never> => ({
  tone: 'news',
  text: msg('The connection is lost. Trying again…'),
});

/** What is about to leave, and to whom. */
export const givingWords = ({ issuer, account }: Entry, openedBy: string | undefined): string[] => [
  msg(str`This goes to the device that shows these digits: ${[issuer, account].filter(Boolean).join(' · ')}`),
  ...(openedBy ? [msg(str`That device is signed in as: ${openedBy}`)] : []),
  msg('Look at it now. You must have opened the page there yourself: whoever shows these digits gets your codes.'),
];

/** Where the codes are tomorrow. */
export const keptHereWords = (): string =>
  msg(str`To see them tomorrow, open this page in this browser and press “${msg('Show the codes of this browser')}”.`);

/** Why the code is none. */
export function codeAlert(wrong: (Pairing & { at: 'no-code' })['why']): OwnAlert<never> {
  const alert = (text: string, ...more: string[]): OwnAlert<never> => ({ tone: 'error', text, more });
  switch (wrong) {
    case 'empty':
      return alert(msg('Type the pairing code first.'));
    case 'too-short':
      return alert(msg('A part of the pairing code is missing.'), msg('It has eight letters and digits.'));
    case 'too-long':
      return alert(msg('That is more than the pairing code.'), msg('It has eight letters and digits.'));
    case 'foreign':
      return alert(
        msg('That is not a pairing code.'),
        msg('It has eight letters and digits, and is not the one for signing in.'),
      );
    case 'other':
      return alert(
        msg('This QR code is for something else.'),
        msg('Scan the one that the other device shows now, or type its pairing code.'),
      );
    case 'version':
      return alert(
        msg('The other device uses a newer version of this page.'),
        msg('Reload this page, then begin again.'),
      );
  }
}

/** What to say at the end, and what about it. */
export function endWords(
  why: EndReason,
  { part, isOpener }: { part: PairingPart; isOpener: boolean },
): { heading: string; body: string[] } {
  const isGiver = part.role === 'giver';
  const nothing = isGiver
    ? msg('Nothing was handed over. The account here is unchanged.')
    : msg('Nothing was handed over. The account on the other device is unchanged.');
  const ended = (heading: string, ...body: string[]) => ({ heading, body: [...body, nothing] });
  switch (why) {
    case 'stopped':
      return ended(msg('You have stopped'));
    case 'closed-by-other':
      return ended(msg('The other device has stopped'), msg('Begin again on both devices if you want to go on.'));
    case 'differs':
      return ended(
        msg('The digits differ: that was not your device'),
        msg('Somebody may have come in between. Begin again on both devices, and compare anew.'),
        msg('If they differ again, ask the help desk, and use another network until then.'),
      );
    case 'tampered':
      return ended(
        msg('A message did not come from your device'),
        msg('It was refused. Begin again on both devices; if it happens again, ask the help desk.'),
      );
    case 'expired':
      return ended(msg('The two minutes are over'), msg('Have both devices in front of you and begin again.'));
    case 'taken':
      return ended(
        msg('Another device has used this pairing code already'),
        msg('If it was not yours, stop on the device that shows the code, and have a new one shown.'),
      );
    case 'of-another':
      return ended(
        msg('Another person opened that page'),
        msg('Nobody else ever needs your account. If somebody sent you the code or a link, tell the help desk.'),
        msg('If both devices are yours, sign in on both as the same person and begin again.'),
      );
    case 'not-found':
      return ended(
        msg('This pairing code is not known'),
        msg('It works once, within two minutes. Look at it again, or have a new one shown.'),
      );
    case 'offline':
      return ended(msg('There is no connection'), msg('Connect both devices to the network and begin again.'));
    case 'unauthenticated':
      return ended(msg('Sign in first'), msg('The service has to know who connects two devices.'));
    case 'not-offered':
      return ended(
        msg('The service does not connect devices'),
        msg('Choose another way. If there is none, ask the help desk.'),
      );
    case 'unavailable':
      return ended(msg('The service does not connect the devices just now'), msg('Try again in a moment.'));
    case 'version':
      return ended(msg('The two devices use different versions of this page'), msg('Reload it on both of them.'));
    case 'same-role':
      return ended(
        isGiver ? msg('Both devices want to hand an account over') : msg('Both devices wait for an account'),
        isOpener
          ? msg('Begin on the other device with the opposite.')
          : msg('Begin here with the opposite, or on the other device.'),
      );
    case 'not-kept':
      return isGiver
        ? { heading: msg('The other device could not keep the account'), body: [msg('The account here is unchanged.')] }
        : {
            heading: msg('The account could not be kept in this browser'),
            body: [
              msg('It may be locked, or out of room. Open the app here, then begin again.'),
              msg('The account on the other device is unchanged.'),
            ],
          };
    case 'unacknowledged':
      return {
        heading: msg('Look at the other device'),
        body: [
          msg('The account was sent, but no answer came that it was kept. If it shows codes there, all is well.'),
          msg('The account here is unchanged.'),
        ],
      };
  }
}

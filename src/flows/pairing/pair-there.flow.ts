import type { Account } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { Invited, PairingPart, PairingRole } from '../../ports/pairing.ts';
import type { Secret } from '../../core/secret.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import type { OfAccount } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, PairingInvited, Transition } from '../machine/machine.ts';
import { joinThere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import { keptHereWords } from './words.ts';
import { institutionName } from '../common/institution.ts';
import { insecureWords } from '../reading/words.ts';
import { beginReading, readingKeys, type ReadingEvent, type ReadingState } from '../reading/reading.ts';
import { openTheVault } from '../own-app/vault-access.ts';
import { openingVaultToKeep, type VaultKeepEvent, type VaultKeepState } from '../own-app/vault-offer.ts';
import { pickFrom, pickingAccount, type VaultPickEvent, type VaultPickState } from '../own-app/vault-pick.ts';

/**
 * The other end of a pairing, on the device whose camera has scanned the QR code: it hands on what it reads or has (2-5),
 * or keeps what comes (2-4).
 *
 * Whoever gives is asked first whether the other device is theirs, for a link may lead here. What this browser keeps goes
 * to a device of the same person only, so it needs a sign-in; what an app on the phone exports does not, since the
 * device that shows the code has it. Left half way, nothing has moved.
 */
interface Kept {
  text: Secret;
  role: PairingRole;
}

type State =
  | { at: 'looking' }
  | { at: 'unreadable' }
  | { at: 'insecure' }
  | { at: 'asked'; kept: Kept }
  | { at: 'denied' }
  | { at: 'signingIn'; kept: Kept }
  | { at: 'signedIn'; kept: Kept }
  | { at: 'noPlace' }
  | VaultKeepState<Kept>
  | VaultPickState<Kept>
  | ReadingState<Kept>
  | PairingStates<Kept>
  | { at: 'given' }
  | { at: 'got' };

type Event =
  | PairingInvited
  | { type: 'saidNo' }
  | { type: 'choseApp' }
  | { type: 'choseHere' }
  | { type: 'loaded'; answer: Account }
  | { type: 'wentOn' }
  | { type: 'wentToList' }
  | VaultKeepEvent
  | VaultPickEvent
  | ReadingEvent
  | PairingEvent;

type Next = Transition<State, Event>;

const { define, embed, go } = hostOf<State, Event, never, OfAccount>();

const leave = (): Next => go({ at: 'looking' }, { effect: 'hand-over', flow: 'choose' });
const isTaker = ({ role }: Kept): boolean => role === 'taker';
const askedAgain = ({ kept }: { kept: Kept }): State => ({ at: 'asked', kept });
const hand = (kept: Kept, part: PairingPart): Next => joinThere(kept, part, kept.text);
const signIn = (kept: Kept): Next =>
  go(
    { at: 'signingIn', kept },
    { effect: 'pair', do: 'hold', text: kept.text },
    { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
  );
const look = { effect: 'pair', do: 'look' } as const;

function arrive(invited: Invited | 'unreadable' | null, { vault, insecure }: Context['can']): Next {
  if (!invited) return leave();
  if (insecure) return { at: 'insecure' };
  if (invited === 'unreadable') return { at: 'unreadable' };
  if (invited.role === 'taker') return vault ? openTheVault<Kept>(invited) : { at: 'noPlace' };
  return { at: 'asked', kept: invited };
}

export const pairThereFlow = define({
  id: 'pair-there',
  start: ({ mode }) => (mode === 'guide' ? leave() : go({ at: 'looking' }, look)),
  states: {
    looking: {
      screen: loadingScreen,
      on: { invited: (_, { invited }, { can }) => arrive(invited, can) },
    },
    unreadable: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('This QR code leads nowhere'),
        body: [msg('Reload the page on the other device, and scan the code that it shows then.')],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    insecure: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('The two devices cannot be connected here'),
        body: [insecureWords(), msg('Then scan the code of the other device once more.')],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    asked: {
      screen: (_, context) => ({
        kind: 'choose',
        heading: msg('Another device asks for your account'),
        body: [
          msg(str`Whoever gets your account of ${institutionName(context)} can make your codes.`),
          msg(
            'Go on only if you have just scanned the code on a screen of your own. If you came by a link, or somebody asked you to, say no.',
          ),
        ],
        choices: [
          {
            label: msg('No, I did not ask for this'),
            note: msg('Nothing is handed over'),
            event: { type: 'saidNo' },
          },
          {
            label: msg('Yes, from an app on this phone'),
            note: msg('It exports the account as a QR code or a file'),
            event: { type: 'choseApp' },
          },
          ...(context.can.vault
            ? [
                {
                  label: msg('Yes, from this page itself'),
                  note: msg('The app in this browser'),
                  event: { type: 'choseHere' } as const,
                },
              ]
            : []),
        ],
      }),
      on: {
        saidNo: () => ({ at: 'denied' }),
        choseApp: ({ kept }) => beginReading(kept),
        choseHere: ({ kept }) => signIn(kept),
      },
    },
    denied: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('Nothing was handed over'),
        body: [
          msg('Did somebody send you the link or the code? Tell the help desk: whoever asks for it wants your codes.'),
        ],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    signingIn: {
      screen: loadingScreen,
      on: { loaded: ({ kept }) => go({ at: 'signedIn', kept }, look) },
    },
    signedIn: {
      screen: loadingScreen,
      on: {
        // It is out of the address again.
        invited: ({ kept }) => openTheVault(kept),
      },
    },
    noPlace: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('This page keeps no accounts'),
        body: [msg('Choose on the other device to show the account to an app on the phone instead.')],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    ...embed(openingVaultToKeep<Kept>(isTaker), {
      opened: ({ kept, vault }, context) =>
        isTaker(kept)
          ? hand(kept, { role: 'taker' })
          : pickFrom(vault, kept, context, (entry) => hand(kept, { role: 'giver', entry, onlyMine: true })),
      left: leave,
    }),
    ...embed(pickingAccount<Kept>(), {
      picked: ({ kept, entry }) => hand(kept, { role: 'giver', entry, onlyMine: true }),
      left: leave,
    }),
    ...embed(
      readingKeys<Kept>((_, context) => ({
        heading: msg('Choose the picture of the exported QR code'),
        body: [
          msg('It is read on this phone.'),
          msg(
            str`Only the account of ${institutionName(context)} is handed on, sealed for the computer that showed the code.`,
          ),
        ],
        first: 'picture',
        links: contactLinks(context),
      })),
      {
        read: ({ kept, entries: [entry] }) => hand(kept, { role: 'giver', entry }),
        otherWay: askedAgain,
        left: askedAgain,
      },
    ),
    // This end never opens a mailbox, so it shows no code.
    ...embed(
      pairingDevices<Kept>(() => ({ heading: msg('Scan this with the phone'), body: [] })),
      {
        done: ({ got }) => (got ? { at: 'got' } : { at: 'given' }),
        left: leave,
        signIn: ({ kept }) => signIn(kept),
      },
    ),
    given: {
      screen: () => ({
        kind: 'done',
        heading: msg('The account is on the other device, too'),
        body: [
          msg('Go on there. The app on this phone keeps working.'),
          msg(
            'If you took a picture of the QR code, delete it now, also from the recently deleted ones: whoever has it can make your codes.',
          ),
        ],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: leave },
    },
    got: {
      screen: () => ({
        kind: 'done',
        heading: msg('The account is in this browser now'),
        body: [msg('Both show the same codes from now on.'), keptHereWords()],
        primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
      }),
      on: { wentToList: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }) },
    },
  },
});

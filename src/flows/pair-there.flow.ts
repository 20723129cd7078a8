import type { Entry } from '../entry.ts';
import { msg, str } from '../localization/msg.ts';
import type { Invited, PairingRole } from '../pairing-state.ts';
import type { Secret } from '../secret.ts';
import { contactLinks, loadingStep } from './common-steps.ts';
import { defineFlow, go, type PairingInvited, type Transition } from './machine.ts';
import { joinThere, pairingStates, type PairingEvent, type PairingStates } from './pairing.ts';
import { institutionName } from './read-words.ts';
import { beginReading, readingStates, type ReadingEvent, type ReadingState } from './reading.ts';
import { pickFromVault, vaultPickStates, type VaultPickEvent, type VaultPickState } from './vault-pick.ts';

/**
 * The other end of a pairing, on the device whose camera has scanned the QR code: it hands on what it reads or has (2-5),
 * or keeps what comes (2-4).
 *
 * Needs no sign-in: the device that shows the code has it. Left half way, nothing has moved.
 */
interface Kept {
  text: Secret;
  role: PairingRole;
}

type State =
  | { at: 'looking' }
  | { at: 'unreadable' }
  | { at: 'source'; kept: Kept }
  | { at: 'noPlace' }
  | VaultPickState<Kept>
  | ReadingState<Kept>
  | PairingStates<Kept>
  | { at: 'given' }
  | { at: 'got' };

type Event =
  | PairingInvited
  | { type: 'choseApp' }
  | { type: 'choseHere' }
  | { type: 'wentOn' }
  | { type: 'wentToList' }
  | VaultPickEvent
  | ReadingEvent
  | PairingEvent;

type Next = Transition<State, Event>;

const leave = (): Next => go<State, Event>({ at: 'looking' }, { effect: 'hand-over', flow: 'choose' });
const give = (kept: Kept, entry: Entry): Next => joinThere(kept, { role: 'giver', entry }, kept.text) as Next;

function arrive(invited: Invited | 'unreadable' | null, hasVault: boolean): Next {
  if (!invited) return leave();
  if (invited === 'unreadable') return { at: 'unreadable' };
  if (invited.role === 'taker') return hasVault ? (pickFromVault<Kept>(invited) as Next) : { at: 'noPlace' };
  return hasVault ? { at: 'source', kept: invited } : beginReading<Kept>(invited);
}

export const pairThereFlow = defineFlow<State, Event>({
  id: 'pair-there',
  start: ({ mode }) =>
    mode === 'guide' ? leave() : go<State, Event>({ at: 'looking' }, { effect: 'pair', do: 'look' }),
  states: {
    looking: {
      step: loadingStep,
      on: { invited: (_, { invited }, { can }) => arrive(invited, can.vault) },
    },
    unreadable: {
      step: (_, context) => ({
        kind: 'notice',
        heading: msg('This QR code leads nowhere'),
        body: [msg('Reload the page on the other device, and scan the code that it shows then.')],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    source: {
      step: () => ({
        kind: 'choose',
        heading: msg('Where is the account now?'),
        choices: [
          {
            label: msg('In an app on this phone'),
            note: msg('It exports the account as a QR code or a file'),
            event: { type: 'choseApp' },
          },
          {
            label: msg('This page itself'),
            note: msg('The app in this browser'),
            event: { type: 'choseHere' },
          },
        ],
        back: { type: 'wentBack' },
      }),
      on: {
        choseApp: ({ kept }) => beginReading(kept),
        choseHere: ({ kept }) => pickFromVault(kept) as Next,
        wentBack: leave,
      },
    },
    noPlace: {
      step: (_, context) => ({
        kind: 'notice',
        heading: msg('This page keeps no accounts'),
        body: [msg('Choose on the other device to show the account to an app on the phone instead.')],
        primary: { label: msg('To the first page'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: leave },
    },
    ...vaultPickStates<Kept, State, Event>({
      instead: (kept) => (kept.role === 'taker' ? (joinThere(kept, { role: 'taker' }, kept.text) as Next) : undefined),
      next: give,
      leave,
    }),
    ...readingStates<Kept, State, Event>({
      screen: (_, context) => ({
        heading: msg('Choose the picture of the exported QR code'),
        body: [
          msg('It is read on this phone.'),
          msg(
            str`Only the account of ${institutionName(context)} is handed on, sealed for the computer that showed the code.`,
          ),
        ],
        first: 'picture',
        links: contactLinks(context),
      }),
      next: give,
      back: leave,
    }),
    ...pairingStates<Kept, State, Event>({
      // It never opens.
      shown: () => ({ heading: msg('Scan this with the phone'), body: [], order: 'qr-first' }),
      done: (_, got) => (got ? { at: 'got' } : { at: 'given' }),
      leave,
      signIn: leave,
    }),
    given: {
      step: () => ({
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
      step: () => ({
        kind: 'done',
        heading: msg('The account is in this browser now'),
        body: [msg('Show the codes, and finish on the other device.')],
        primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
      }),
      on: { wentToList: (state) => go<State, Event>(state, { effect: 'hand-over', flow: 'authenticator' }) },
    },
  },
});

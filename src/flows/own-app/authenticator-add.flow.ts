import type { Entry } from '../../core/entry.ts';
import { counted } from '../../localization/counted.ts';
import { msg, str } from '../../localization/msg.ts';
import type { LeftOut } from '../machine/effects.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition } from '../machine/machine.ts';
import { leftOutWords } from '../reading/words.ts';
import { beginReading, readingKeys, type ReadingEvent, type ReadingState } from '../reading/reading.ts';
import type { Screen } from '../machine/screen.ts';
import { openTheVault } from './vault-access.ts';
import { openingVaultToKeep, type VaultKeepEvent, type VaultKeepState } from './vault-offer.ts';

/**
 * Adds an account to the app in this browser, from wherever it is now.
 *
 * Leaves the accounts that were chosen; those that are there already are not kept twice. Left half way, nothing is kept.
 */
type State =
  /** With what was read. */
  | VaultKeepState<Read>
  | ReadingState<null>
  | ({ at: 'adding' } & Read)
  | ({ at: 'notAdded'; isFull: boolean } & Read)
  | ({ at: 'added'; added: number } & Read);

interface Read {
  entries: Entry[];
  /** What else was read and cannot be kept. */
  leftOut: LeftOut[];
}

type Event =
  | VaultKeepEvent
  | ReadingEvent
  | { type: 'kept'; answer: { added: number } }
  | { type: 'triedToAdd' }
  | { type: 'wantedAnother' }
  | { type: 'wentToList' };

const { define, embed, go } = hostOf<State, Event>();

const toList = (state: State): Transition<State, Event> => go(state, { effect: 'hand-over', flow: 'authenticator' });

const nothingRead: Read = { entries: [], leftOut: [] };

const add = ({ entries, leftOut }: Read): Transition<State, Event> =>
  go({ at: 'adding', entries, leftOut }, { effect: 'vault', operation: 'addAll', input: { entries }, then: 'kept' });

const addedWords = (added: number, of: number): string => {
  if (added === 0) return counted(of, msg('It is in this browser already'), msg('They are in this browser already'));
  if (added < of) return msg(str`New: ${added} of ${of}. The others are in this browser already`);
  return counted(
    added,
    msg('The account was added to this browser'),
    msg(str`${added} accounts were added to this browser`),
  );
};

const addedScreen = ({ added, entries, leftOut }: Read & { added: number }, context: Context): Screen<Event> => ({
  kind: 'done',
  heading: addedWords(added, entries.length),
  body: [
    ...leftOutWords(leftOut, context),
    msg('Show the codes and compare: the other device has the same digits.'),
    msg('The codes live in this browser only. Set the app up on a second device, too, in case you lose this one.'),
  ],
  primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
  others: [{ label: msg('Add another account'), event: { type: 'wantedAnother' } }],
});

export const authenticatorAddFlow = define({
  id: 'authenticator-add',
  start: () => openTheVault(nothingRead),
  states: {
    ...embed(
      openingVaultToKeep<Read>(({ entries }) => entries.length > 0),
      {
        opened: ({ kept: read }) => (read.entries.length ? add(read) : beginReading(null)),
        left: ({ kept }) => toList({ at: 'vaultUnavailable', kept }),
      },
    ),
    ...embed(
      readingKeys<null>(
        (_, { can, mode }) => ({
          heading: msg('Where is the account now?'),
          body: [
            msg('Let the other app show it: as a QR code, as a text, or as a file that it exports.'),
            msg('It is read in this browser; nothing is sent anywhere.'),
          ],
          first: can.camera ? 'camera' : 'picture',
          ...(mode === 'backed' && {
            others: [{ label: msg('From another browser or a phone'), event: { type: 'wantedOtherWay' } }],
          }),
        }),
        ['all', 'otherWay'],
      ),
      {
        // Opens the vault once more: this may be its first account, and it may have locked itself meanwhile.
        read: ({ entries, leftOut }) => openTheVault<Read>({ entries, leftOut }),
        otherWay: ({ kept }) => go(beginReading(kept), { effect: 'hand-over', flow: 'pair-here' }),
        left: () => toList({ at: 'vaultUnavailable', kept: nothingRead }),
      },
    ),
    adding: {
      screen: () => ({ kind: 'wait', heading: msg('Keeping it in this browser…') }),
      on: {
        kept: (state, { answer: { added } }) => ({ ...state, at: 'added', added }),
        vaultRefused: (state, { fault }) => ({ ...state, at: 'notAdded', isFull: fault === 'full' }),
      },
    },
    notAdded: {
      screen: ({ isFull }) => ({
        kind: 'notice',
        heading: msg('It could not be kept'),
        body: [
          isFull
            ? msg('This browser has no room left. Delete data of other sites in its settings, then try again.')
            : msg('The browser did not save it. Nothing you have read is lost: try again.'),
        ],
        primary: { label: msg('Try again'), event: { type: 'triedToAdd' } },
        others: [{ label: msg('Show the codes'), event: { type: 'wentToList' } }],
      }),
      on: {
        // The app may have locked itself meanwhile.
        triedToAdd: ({ entries, leftOut }) => openTheVault<Read>({ entries, leftOut }),
        wentToList: toList,
      },
    },
    added: {
      screen: addedScreen,
      on: { wentToList: toList, wantedAnother: () => beginReading(null) },
    },
  },
});

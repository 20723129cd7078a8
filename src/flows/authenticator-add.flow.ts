import type { Entry } from '../entry.ts';
import { msg, str } from '../localization/msg.ts';
import { defineFlow, go, type Transition } from './machine.ts';
import { beginReading, readingStates, type ReadingEvent, type ReadingState } from './reading.ts';
import type { Step } from './steps.ts';
import { openTheVault, vaultAccessStates, type VaultAccessEvent, type VaultAccessState } from './vault-access.ts';

/**
 * An account for the app in this browser, from wherever it is now.
 *
 * Leaves the accounts that were chosen; those that are there already are not kept twice. Left half way, nothing is kept.
 */
type State =
  /** With what was read before the app locked itself. */
  | VaultAccessState<Entry[]>
  | ReadingState<null>
  | { at: 'adding'; entries: Entry[] }
  | { at: 'notAdded'; entries: Entry[]; isFull: boolean }
  | { at: 'added'; added: number; of: number };

type Event =
  | VaultAccessEvent
  | ReadingEvent
  | { type: 'kept'; answer: { added: number } }
  | { type: 'triedToAdd' }
  | { type: 'wantedAnother' }
  | { type: 'wentToList' }
  | { type: 'wantedPairing' };

const toList = (state: State): Transition<State, Event> =>
  go<State, Event>(state, { effect: 'hand-over', flow: 'authenticator' });

const add = (entries: Entry[]): Transition<State, Event> =>
  go<State, Event>(
    { at: 'adding', entries },
    { effect: 'vault', operation: 'addAll', input: { entries }, then: 'kept' },
  );

const addedWords = ({ added, of }: { added: number; of: number }): string => {
  if (added === 0) return of === 1 ? msg('It is in this browser already') : msg('They are in this browser already');
  if (added < of) return msg(str`New: ${added} of ${of}. The others are in this browser already`);
  return added === 1
    ? msg('The account was added to this browser')
    : msg(str`${added} accounts were added to this browser`);
};

const addedStep = (state: { added: number; of: number }): Step<Event> => ({
  kind: 'done',
  heading: addedWords(state),
  body: [
    msg('Compare the code with the one on the other device: they are the same.'),
    msg('The codes live in this browser only. Set the app up on a second device, too, in case you lose this one.'),
  ],
  primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
  others: [{ label: msg('Add another account'), event: { type: 'wantedAnother' } }],
});

export const authenticatorAddFlow = defineFlow<State, Event>({
  id: 'authenticator-add',
  start: () => openTheVault<Entry[]>([]) as Transition<State, Event>,
  states: {
    ...vaultAccessStates<Entry[], State, Event>({
      next: (read) => (read.length ? add(read) : beginReading(null)),
      leave: (kept) => toList({ at: 'vaultUnavailable', kept }),
    }),
    ...readingStates<null, State, Event>({
      screen: (_, { can, mode }) => ({
        heading: msg('Where is the account now?'),
        body: [
          msg('Let the other app show it: as a QR code, as a text, or as a file that it exports.'),
          msg('It is read in this browser; nothing is sent anywhere.'),
        ],
        first: can.camera ? 'camera' : 'picture',
        ...(mode === 'backed' && {
          others: [{ label: msg('From another browser or a phone'), event: { type: 'wantedPairing' } }],
        }),
      }),
      on: {
        wantedPairing: (kept) => go<State, Event>(beginReading(kept), { effect: 'hand-over', flow: 'pair-here' }),
      },
      next: (_, entry) => add([entry]),
      all: (_, entries) => add(entries),
      back: () => toList({ at: 'vaultUnavailable', kept: [] }),
    }),
    adding: {
      step: () => ({ kind: 'wait', heading: msg('Keeping it in this browser…') }),
      on: {
        kept: ({ entries }, { answer: { added } }) => ({ at: 'added', added, of: entries.length }),
        vaultRefused: ({ entries }, { fault }) => ({ at: 'notAdded', entries, isFull: fault === 'full' }),
      },
    },
    notAdded: {
      step: ({ isFull }) => ({
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
        // It may have locked itself meanwhile.
        triedToAdd: ({ entries }) => openTheVault(entries) as Transition<State, Event>,
        wentToList: toList,
      },
    },
    added: {
      step: addedStep,
      on: { wentToList: toList, wantedAnother: () => beginReading(null) },
    },
  },
});

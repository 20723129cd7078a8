import type { Problem } from '../contract/problem-codes.ts';
import type { Account, AppKey } from '../contract/types.ts';
import { makeEntry, type Entry } from '../entry.ts';
import { msg } from '../localization/msg.ts';
import type { VaultFault } from '../vault-state.ts';
import { contactLinks } from './common-steps.ts';
import { go, type AnyEvent, type Context, type StateEntry, type Transition, type VaultRefused } from './machine.ts';
import { openTheVault, vaultAccessStates, type VaultAccessEvent, type VaultAccessState } from './vault-access.ts';
import type { Secret } from '../secret.ts';

/**
 * A key goes into this browser's own app, which then makes the code that proves it: nobody types anything. As states that
 * a flow takes over as they are; the proof itself is the flow's own call.
 */
export interface Held<Kept> {
  kept: Kept;
  entry: Entry;
}

/** The account that the vault keeps by now. */
export interface InVault<Kept> extends Held<Kept> {
  id: string;
  /** The code of the moment before has been used: this is the one after it. */
  isNext?: true;
}

export type OwnKeyState<Kept> =
  | VaultAccessState<Held<Kept>>
  | ({ at: 'keeping' } & Held<Kept>)
  | ({ at: 'notKept'; isFull: boolean } & Held<Kept>)
  | ({ at: 'making' } & InVault<Kept>)
  | ({ at: 'notMade' } & InVault<Kept>)
  | ({ at: 'tying'; deviceId: string } & InVault<Kept>);

export type OwnKeyEvent =
  | VaultAccessEvent
  | { type: 'keptHere'; answer: { id: string } }
  | { type: 'triedAgain' }
  | { type: 'made'; code: Secret | null }
  | { type: 'tied'; answer: object }
  | VaultRefused;

export interface OwnKeyWays<Kept, State, Event> {
  /** The vault has it. */
  kept: (inVault: InVault<Kept>, context: Context) => Transition<State, Event>;
  prove: (inVault: InVault<Kept>, code: Secret, context: Context) => Transition<State, Event>;
  /** The device is on the account, and the vault knows which one it is. */
  next: (inVault: InVault<Kept>, deviceId: string) => Transition<State, Event>;
  leave: (kept: Kept, context: Context) => Transition<State, Event>;
}

export const entryOf = ({ issuer, label }: Pick<Account, 'issuer' | 'label'>, key: AppKey): Entry => {
  const { secret, digits, periodS, algorithm } = key;
  return makeEntry(issuer, label, { secret, digits, periodS, algorithm });
};

export const keepHere = <Kept>(held: Held<Kept>): Transition<OwnKeyState<Kept>, OwnKeyEvent> =>
  openTheVault(held) as Transition<OwnKeyState<Kept>, OwnKeyEvent>;

export const makeProof = <Kept>(inVault: InVault<Kept>): Transition<OwnKeyState<Kept>, OwnKeyEvent> =>
  go<OwnKeyState<Kept>, OwnKeyEvent>(
    { ...inVault, at: 'making' },
    { effect: 'make-code', key: inVault.entry.key, ...(inVault.isNext && { isNext: true }) },
  );

/** Once: a service that calls the next one used as well has another reason. */
export const mayTryNext = ({ isNext }: InVault<unknown>, { code }: Problem): boolean =>
  code === 'code_replayed' && !isNext;

/** The vault learns which device it is, so that a list can say “this browser”. */
export const tie = <Kept>(
  { kept, entry, id }: InVault<Kept>,
  deviceId: string,
): Transition<OwnKeyState<Kept>, OwnKeyEvent> =>
  go<OwnKeyState<Kept>, OwnKeyEvent>(
    { at: 'tying', kept, entry, id, deviceId },
    { effect: 'vault', operation: 'tie', input: { id, deviceId }, then: 'tied' },
  );

export function ownKeyStates<Kept, State, Event extends AnyEvent>(ways: OwnKeyWays<Kept, State, Event>) {
  type Own = OwnKeyState<Kept>;
  type Next = Transition<Own, OwnKeyEvent>;
  type Rest = Exclude<Own, VaultAccessState<Held<Kept>>>;
  type Entries = { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, Own, OwnKeyEvent> };
  const away = (transition: Transition<State, Event>) => transition as unknown as Next;
  const heldIn = ({ kept, entry }: Held<Kept>): Held<Kept> => ({ kept, entry });
  const inVault = ({ kept, entry, id, isNext }: InVault<Kept>): InVault<Kept> => ({
    kept,
    entry,
    id,
    ...(isNext && { isNext }),
  });
  const keep = ({ kept, entry }: Held<Kept>): Next =>
    go<Own, OwnKeyEvent>(
      { at: 'keeping', kept, entry },
      { effect: 'vault', operation: 'add', input: { entry }, then: 'keptHere' },
    );
  const refuse = (held: Held<Kept>, fault: VaultFault): Next =>
    fault === 'locked' ? keepHere(heldIn(held)) : { at: 'notKept', ...heldIn(held), isFull: fault === 'full' };
  const waitStep = () => ({ kind: 'wait' as const, heading: msg('Setting up the app in this browser …') });

  const entries: Entries = {
    keeping: {
      step: waitStep,
      on: {
        keptHere: ({ kept, entry }, { answer: { id } }, context) => away(ways.kept({ kept, entry, id }, context)),
        vaultRefused: (state, { fault }) => refuse(state, fault),
      },
    },
    notKept: {
      step: ({ isFull }, context) => ({
        kind: 'notice',
        heading: msg('It could not be kept in this browser'),
        body: [
          isFull
            ? msg('This browser has no room left. Delete data of other sites in its settings, then try again.')
            : msg('The browser did not save it. Nothing has changed on your account.'),
        ],
        primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
        others: [{ label: msg('Use another app'), event: { type: 'leftVault' } }],
        links: contactLinks(context),
      }),
      on: {
        triedAgain: (state) => keep(state),
        leftVault: ({ kept }, _, context) => away(ways.leave(kept, context)),
      },
    },
    making: {
      step: waitStep,
      on: {
        made: (state, { code }, context) =>
          code ? away(ways.prove(inVault(state), code, context)) : { at: 'notMade', ...inVault(state) },
      },
    },
    notMade: {
      step: (_, context) => ({
        kind: 'notice',
        heading: msg('The app in this browser made no code'),
        body: [msg('The key is kept, but not confirmed yet. Try again in a moment.')],
        primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
        others: [{ label: msg('Use another app'), event: { type: 'leftVault' } }],
        links: contactLinks(context),
      }),
      on: {
        triedAgain: (state) => makeProof(inVault(state)),
        leftVault: ({ kept }, _, context) => away(ways.leave(kept, context)),
      },
    },
    tying: {
      step: waitStep,
      on: {
        tied: (state) => away(ways.next(inVault(state), state.deviceId)),
        // The device works all the same; only the mark “this browser” is missing.
        vaultRefused: (state) => away(ways.next(inVault(state), state.deviceId)),
      },
    },
  };
  return {
    ...vaultAccessStates<Held<Kept>, State, Event>({
      next: ({ kept, entry }) => keep({ kept, entry }) as unknown as Transition<State, Event>,
      leave: ({ kept }, context) => ways.leave(kept, context),
    }),
    ...(entries as unknown as { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, State, Event> }),
  };
}

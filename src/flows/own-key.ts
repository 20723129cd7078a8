import type { Problem } from '../contract/problem-codes.ts';
import type { Account, AppKey } from '../contract/types.ts';
import { canMakeCodes, makeEntry, type Entry } from '../entry.ts';
import { msg } from '../localization/msg.ts';
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
  /** It was there before, and may be in use. */
  wasThere?: true;
  /** The code of the moment before has been used: this is the one after it. */
  isNext?: true;
}

export type KeepingState<Kept> =
  | VaultAccessState<Held<Kept>>
  /** `before`: the accounts that were there. */
  | ({ at: 'keeping'; before: readonly string[] } & Held<Kept>)
  | ({ at: 'notKept'; isFull: boolean } & Held<Kept>);

export type KeepingEvent =
  VaultAccessEvent | { type: 'keptHere'; answer: { id: string } } | { type: 'triedAgain' } | VaultRefused;

export type OwnKeyState<Kept> =
  | KeepingState<Kept>
  | ({ at: 'making' } & InVault<Kept>)
  | ({ at: 'notMade' } & InVault<Kept>)
  | ({ at: 'tying'; deviceId: string } & InVault<Kept>);

export type OwnKeyEvent = KeepingEvent | { type: 'made'; code: Secret | null } | { type: 'tied'; answer: object };

export interface KeepingWays<Kept, State, Event> {
  /** The vault has it. */
  kept: (inVault: InVault<Kept>, context: Context) => Transition<State, Event>;
  leave: (kept: Kept, context: Context) => Transition<State, Event>;
}

export interface OwnKeyWays<Kept, State, Event> extends KeepingWays<Kept, State, Event> {
  prove: (inVault: InVault<Kept>, code: Secret, context: Context) => Transition<State, Event>;
  /** The device is on the account, and the vault knows which one it is. */
  next: (inVault: InVault<Kept>, deviceId: string, context: Context) => Transition<State, Event>;
}

export const inVaultOf = <Kept>({ kept, entry, id, wasThere, isNext }: InVault<Kept>): InVault<Kept> => ({
  kept,
  entry,
  id,
  ...(wasThere && { wasThere }),
  ...(isNext && { isNext }),
});

/** None for a key that this page can make no codes of. */
export const entryOf = ({ issuer, label }: Pick<Account, 'issuer' | 'label'>, key: AppKey): Entry | undefined => {
  if (!canMakeCodes(key)) return undefined;
  const { secret, digits, periodS, algorithm } = key;
  return makeEntry(issuer, label, { secret, digits, periodS, algorithm });
};

export const keepHere = <Kept>(held: Held<Kept>): Transition<KeepingState<Kept>, KeepingEvent> =>
  openTheVault(held) as Transition<KeepingState<Kept>, KeepingEvent>;

export const makeProof = <Kept>(inVault: InVault<Kept>): Transition<OwnKeyState<Kept>, OwnKeyEvent> =>
  go<OwnKeyState<Kept>, OwnKeyEvent>(
    { ...inVault, at: 'making' },
    { effect: 'make-code', key: inVault.entry.key, ...(inVault.isNext && { isNext: true }) },
  );

/** Once: a service that calls the next one used as well has another reason. */
export const mayTryNext = ({ isNext }: InVault<unknown>, { code }: Problem): boolean =>
  code === 'code_replayed' && !isNext;

/** After these the service may know the device all the same. */
const isUnclear: readonly Problem['code'][] = ['offline', 'timed_out', 'bad_answer', 'unavailable', 'already_enrolled'];

/** Whether the vault gives the account up again: never one that was there before, nor one that may count by now. */
export const mayDrop = ({ wasThere }: InVault<unknown>, { code }: Problem): boolean =>
  !wasThere && !isUnclear.includes(code);

/** The vault learns which device it is, so that a list can say “this browser”. */
export const tie = <Kept>(inVault: InVault<Kept>, deviceId: string): Transition<OwnKeyState<Kept>, OwnKeyEvent> =>
  go<OwnKeyState<Kept>, OwnKeyEvent>(
    { at: 'tying', ...inVaultOf(inVault), deviceId },
    { effect: 'vault', operation: 'tie', input: { id: inVault.id, deviceId }, then: 'tied' },
  );

/** The end of manual 2-2 with this app. */
export const doneHereWords = () => ({
  heading: msg('The app is set up in this browser'),
  body: [
    msg('The codes live in this browser only. Set the app up on a second device, too, in case you lose this one.'),
  ],
});

const waitStep = () => ({ kind: 'wait' as const, heading: msg('Setting up the app in this browser…') });

/** Into the vault, without a proof: where there is no back end, the institution's page asks for it. */
export function keepingStates<Kept, State, Event extends AnyEvent>(ways: KeepingWays<Kept, State, Event>) {
  type Own = KeepingState<Kept>;
  type Next = Transition<Own, KeepingEvent>;
  type Rest = Exclude<Own, VaultAccessState<Held<Kept>>>;
  type Entries = { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, Own, KeepingEvent> };
  const away = (transition: Transition<State, Event>) => transition as unknown as Next;

  const entries: Entries = {
    keeping: {
      step: waitStep,
      on: {
        keptHere: ({ kept, entry, before }, { answer: { id } }, context) =>
          away(ways.kept({ kept, entry, id, ...(before.includes(id) && { wasThere: true }) }, context)),
        vaultRefused: ({ kept, entry }, { fault }) => ({ at: 'notKept', kept, entry, isFull: fault === 'full' }),
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
        // It may have locked itself meanwhile.
        triedAgain: ({ kept, entry }) => keepHere({ kept, entry }),
        leftVault: ({ kept }, _, context) => away(ways.leave(kept, context)),
      },
    },
  };
  return {
    ...vaultAccessStates<Held<Kept>, State, Event>({
      next: ({ kept, entry }, { entries: there }) =>
        go<Own, KeepingEvent>(
          { at: 'keeping', kept, entry, before: there.map(({ id }) => id) },
          { effect: 'vault', operation: 'add', input: { entry }, then: 'keptHere' },
        ) as unknown as Transition<State, Event>,
      keeps: () => true,
      leave: ({ kept }, context) => ways.leave(kept, context),
    }),
    ...(entries as unknown as { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, State, Event> }),
  };
}

export function ownKeyStates<Kept, State, Event extends AnyEvent>(ways: OwnKeyWays<Kept, State, Event>) {
  type Own = OwnKeyState<Kept>;
  type Next = Transition<Own, OwnKeyEvent>;
  type Rest = Exclude<Own, KeepingState<Kept>>;
  type Entries = { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, Own, OwnKeyEvent> };
  const away = (transition: Transition<State, Event>) => transition as unknown as Next;

  const entries: Entries = {
    making: {
      step: waitStep,
      on: {
        made: (state, { code }, context) =>
          code ? away(ways.prove(inVaultOf(state), code, context)) : { at: 'notMade', ...inVaultOf(state) },
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
        triedAgain: (state) => makeProof(inVaultOf(state)),
        leftVault: ({ kept }, _, context) => away(ways.leave(kept, context)),
      },
    },
    tying: {
      step: waitStep,
      on: {
        tied: (state, _, context) => away(ways.next(inVaultOf(state), state.deviceId, context)),
        // The device works all the same; only the mark “this browser” is missing.
        vaultRefused: (state, _, context) => away(ways.next(inVaultOf(state), state.deviceId, context)),
      },
    },
  };
  return {
    ...keepingStates<Kept, State, Event>(ways),
    ...(entries as unknown as { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, State, Event> }),
  };
}

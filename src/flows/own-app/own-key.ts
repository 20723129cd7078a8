import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, AppKey } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { makeEntry, type Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, VaultRefused } from '../machine/machine.ts';
import type { WaitScreen } from '../machine/screen.ts';
import { openTheVault } from './vault-access.ts';
import { openingVaultToKeep, type VaultKeepEvent, type VaultKeepState } from './vault-offer.ts';
import type { Secret } from '../../core/secret.ts';

/**
 * A key goes into this browser's own app, which then makes the code that proves it: nobody types anything. The proof
 * itself is the flow's own call.
 */
export interface Held<Kept> {
  kept: Kept;
  entry: Entry;
}

/** The account that the vault keeps by now. */
export interface InVault<Kept> extends Held<Kept> {
  id: string;
  /** The account was in the vault before, and may be in use. */
  wasThere?: true;
  /** The service had seen the last code already, so this is the next one. */
  isNext?: true;
}

export type KeepingState<Kept> =
  | VaultKeepState<Held<Kept>>
  /** `before`: the accounts that were there. */
  | ({ at: 'keeping'; before: readonly string[] } & Held<Kept>)
  | ({ at: 'notKept'; isFull: boolean } & Held<Kept>);

export type KeepingEvent =
  VaultKeepEvent | { type: 'keptHere'; answer: { id: string } } | { type: 'triedAgain' } | VaultRefused;

export type OwnKeyState<Kept> =
  | KeepingState<Kept>
  | ({ at: 'making' } & InVault<Kept>)
  | ({ at: 'notMade' } & InVault<Kept>)
  | ({ at: 'tying'; deviceId: string } & InVault<Kept>)
  /** Takes the key out of the vault again. `problem`: the service refused it; null: the person left. */
  | { at: 'dropping'; kept: Kept; problem: Problem | null };

export type OwnKeyEvent =
  | KeepingEvent
  | { type: 'made'; code: Secret | null }
  | { type: 'tied'; answer: object }
  | { type: 'dropped'; answer: object };

/** `kept`: the vault has it. */
export type KeepingExit<Kept> = { exit: 'kept'; inVault: InVault<Kept> } | { exit: 'left'; kept: Kept };

/**
 * `code`: to prove the key with. `tied`: the device is on the account, and the vault knows which one it is. `failed`: the
 * service did not take the key, and the vault does not keep it. `left`: nor does it then.
 */
export type OwnKeyExit<Kept> =
  | KeepingExit<Kept>
  | { exit: 'failed'; kept: Kept; problem: Problem }
  | { exit: 'code'; inVault: InVault<Kept>; code: Secret }
  | { exit: 'tied'; inVault: InVault<Kept>; deviceId: string };

export const inVaultOf = <Kept>({ kept, entry, id, wasThere, isNext }: InVault<Kept>): InVault<Kept> => ({
  kept,
  entry,
  id,
  ...(wasThere && { wasThere }),
  ...(isNext && { isNext }),
});

/** Undefined for a key that this page cannot make codes of. */
export const entryOf = ({ issuer, label }: Pick<Account, 'issuer' | 'label'>, key: AppKey): Entry | undefined => {
  if (!canMakeCodes(key)) return undefined;
  const { secret, digits, periodS, algorithm } = key;
  return makeEntry(issuer, label, { secret, digits, periodS, algorithm });
};

export const keepHere = <Kept>(held: Held<Kept>) => openTheVault(held);

export const makeProof = <Kept>(inVault: InVault<Kept>) =>
  hostOf<OwnKeyState<Kept>, OwnKeyEvent>().go(
    { ...inVault, at: 'making' },
    { effect: 'make-code', key: inVault.entry.key, ...(inVault.isNext && { isNext: true }) },
  );

/** Only once: a service that calls the next code used as well has another reason. */
export const mayTryNext = ({ isNext }: InVault<unknown>, { code }: Problem): boolean =>
  code === 'code_replayed' && !isNext;

/** After these refusals the service may have accepted the device all the same. */
const isUnclear: readonly Problem['code'][] = ['offline', 'timed_out', 'bad_answer', 'unavailable', 'already_enrolled'];

/** Whether the vault gives the account up again: never one that was there before, nor one that may count by now. */
export const mayDrop = ({ wasThere }: InVault<unknown>, problem: Problem | null): boolean =>
  !wasThere && !(problem && isUnclear.includes(problem.code));

/** For good: what never counted is not to be brought back beside what does. */
export const drop = <Kept>({ kept, id }: InVault<Kept>, problem: Problem | null) =>
  hostOf<OwnKeyState<Kept>, OwnKeyEvent>().go(
    { at: 'dropping', kept, problem },
    { effect: 'vault', operation: 'remove', input: { id, forGood: true }, then: 'dropped' },
  );

/** Tells the vault which device it is, so that a list can say “this browser”. */
export const tie = <Kept>(inVault: InVault<Kept>, deviceId: string) =>
  hostOf<OwnKeyState<Kept>, OwnKeyEvent>().go(
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

const waitScreen = () => ({ kind: 'wait' as const, heading: msg('Setting up the app in this browser…') });

/** Half a minute without a word looks like a fault: why, how long, and a way out. */
function nextScreen({ entry }: InVault<unknown>, { nowMs, clockAheadMs = 0 }: Context): WaitScreen<OwnKeyEvent> {
  const { periodS } = entry.key;
  const left = periodS - (Math.floor((nowMs - clockAheadMs) / 1000) % periodS);
  // By fives, since nothing counts down.
  const seconds = Math.ceil(left / 5) * 5;
  return {
    kind: 'wait',
    heading: msg('Waiting for the next code…'),
    body: [
      msg('The code of this moment has been used already, and each one counts once.'),
      msg(str`The next one comes in about ${seconds} seconds. Then this goes on by itself.`),
    ],
    others: [{ label: msg('Stop'), event: { type: 'leftVault' } }],
  };
}

/** Fragment: keeps a key in the vault, and leaves the proof to the institution's page. For guide mode. */
export function keeping<Kept>(): Fragment<KeepingState<Kept>, KeepingEvent, KeepingExit<Kept>> {
  const { embed, go } = hostOf<KeepingState<Kept>, KeepingEvent, KeepingExit<Kept>>();

  return {
    states: {
      ...embed(openingVaultToKeep<Held<Kept>>(), {
        opened: ({ kept: { kept, entry }, vault }) =>
          go(
            { at: 'keeping', kept, entry, before: vault.entries.map(({ id }) => id) },
            { effect: 'vault', operation: 'add', input: { entry }, then: 'keptHere' },
          ),
        left: ({ kept: { kept } }) => ({ exit: 'left', kept }),
      }),
      keeping: {
        screen: waitScreen,
        on: {
          keptHere: ({ kept, entry, before }, { answer: { id } }) => ({
            exit: 'kept',
            inVault: { kept, entry, id, ...(before.includes(id) && { wasThere: true }) },
          }),
          vaultRefused: ({ kept, entry }, { fault }) => ({ at: 'notKept', kept, entry, isFull: fault === 'full' }),
        },
      },
      notKept: {
        screen: ({ isFull }, context) => ({
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
          // The vault may have locked itself meanwhile.
          triedAgain: ({ kept, entry }) => keepHere({ kept, entry }),
          leftVault: ({ kept }) => ({ exit: 'left', kept }),
        },
      },
    },
  };
}

/** Fragment: keeps a key in the vault, and makes the code that proves it. */
export function provingOwnKey<Kept>(): Fragment<OwnKeyState<Kept>, OwnKeyEvent, OwnKeyExit<Kept>> {
  const { embed } = hostOf<OwnKeyState<Kept>, OwnKeyEvent, OwnKeyExit<Kept>>();
  const tied = (state: InVault<Kept> & { deviceId: string }): OwnKeyExit<Kept> => ({
    exit: 'tied',
    inVault: inVaultOf(state),
    deviceId: state.deviceId,
  });
  const dropped = ({ kept, problem }: OwnKeyState<Kept> & { at: 'dropping' }): OwnKeyExit<Kept> =>
    problem ? { exit: 'failed', kept, problem } : { exit: 'left', kept };
  const leave = (state: InVault<Kept>) =>
    mayDrop(state, null) ? drop(state, null) : ({ exit: 'left', kept: state.kept } as const);

  return {
    states: {
      ...embed(keeping<Kept>(), { kept: (out) => out, left: (out) => out }),
      making: {
        screen: (state, context) => (state.isNext ? nextScreen(state, context) : waitScreen()),
        on: {
          leftVault: leave,
          made: (state, { code }) =>
            code ? { exit: 'code', inVault: inVaultOf(state), code } : { at: 'notMade', ...inVaultOf(state) },
        },
      },
      notMade: {
        screen: (_, context) => ({
          kind: 'notice',
          heading: msg('The app in this browser made no code'),
          body: [msg('The key is kept, but not confirmed yet. Try again in a moment.')],
          primary: { label: msg('Try again'), event: { type: 'triedAgain' } },
          others: [{ label: msg('Use another app'), event: { type: 'leftVault' } }],
          links: contactLinks(context),
        }),
        on: {
          triedAgain: (state) => makeProof(inVaultOf(state)),
          leftVault: leave,
        },
      },
      tying: {
        screen: waitScreen,
        on: {
          tied,
          // The device works all the same; only the mark “this browser” is missing.
          vaultRefused: tied,
        },
      },
      dropping: {
        screen: waitScreen,
        on: {
          dropped,
          // It stays, and shows digits that do not count: the list says so once a newer key is there.
          vaultRefused: dropped,
        },
      },
    },
  };
}

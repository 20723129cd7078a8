import type { Problem } from '../../contract/problem-codes.ts';
import type { Answer, Device, Input } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg } from '../../localization/msg.ts';
import type { KeptEntry, VaultState } from '../../ports/vault.ts';
import { accountFacts, accountTitle } from '../own-app/words.ts';
import { contactLinks } from '../common/screens.ts';
import type { OfDevice } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import {
  drop,
  inVaultOf,
  keepHere,
  makeProof,
  mayDrop,
  mayTryNext,
  provingOwnKey,
  tie,
  type InVault,
  type OwnKeyEvent,
  type OwnKeyState,
} from '../own-app/own-key.ts';
import type { NoticeScreen, Screen } from '../machine/screen.ts';
import { provingAgain, type ProofEvent, type ProofState } from '../own-app/vault-proof.ts';

/**
 * Fragment: the app in this browser as one end of a transfer. It takes the key and proves it by itself (2-5, 2-6), or it
 * gives the key to be shown (2-4, 2-6).
 */
interface Taking<Chosen> {
  chosen: Chosen;
  /** Null until the service waits for the proof. */
  sync: Answer<'beginSync'> | null;
  device: Device | null;
}

interface Giving<Chosen> {
  chosen: Chosen;
  entries: readonly KeptEntry[];
}

/** `closed`: it is broken, or this browser keeps nothing; the app itself says more. */
type NotHere = 'empty' | 'locked' | 'closed';

type Own<Chosen> = InVault<Taking<Chosen>>;

export type TransferOwnState<Chosen> =
  | OwnKeyState<Taking<Chosen>>
  | ({ at: 'ownBeginning' } & Own<Chosen>)
  | ({ at: 'ownConfirming' } & Own<Chosen>)
  /** Left while the service waits for the proof. */
  | { at: 'ownLeaving'; chosen: Chosen }
  | { at: 'lookingHere'; chosen: Chosen }
  | { at: 'nothingHere'; chosen: Chosen; why: NotHere }
  | ({ at: 'pickHere' } & Giving<Chosen>)
  | ProofState<Giving<Chosen>>;

export type TransferOwnEvent =
  | { type: 'begun'; answer: Answer<'beginSync'> }
  | { type: 'confirmed'; answer: Answer<'confirmSync'> }
  | { type: 'cancelled'; answer: Answer<'cancelSync'> }
  | { type: 'opened'; answer: VaultState }
  | { type: 'pickedHere'; entry: Entry }
  | { type: 'wentToOwnApp' }
  | OwnKeyEvent
  | ProofEvent
  | Refused;

/** `proven`: the new device works. `kept`: without a back end the person says so. */
export type TransferOwnExit<Chosen> =
  | { exit: 'proven'; chosen: Chosen; device: Device }
  | { exit: 'kept'; chosen: Chosen; entry: Entry }
  | { exit: 'gives'; chosen: Chosen; entry: Entry }
  | { exit: 'failed'; problem: Problem }
  | { exit: 'left'; chosen: Chosen };

export const takeHere = <Chosen>(chosen: Chosen, entry: Entry, sync: Answer<'beginSync'> | null = null) =>
  keepHere<Taking<Chosen>>({ kept: { chosen, sync, device: null }, entry });

export const giveFromHere = <Chosen>(chosen: Chosen) =>
  hostOf<TransferOwnState<Chosen>, TransferOwnEvent>().go(
    { at: 'lookingHere', chosen },
    { effect: 'vault', operation: 'open', input: {}, then: 'opened' },
  );

const nothingHereWords = (why: NotHere): Pick<NoticeScreen<never>, 'heading' | 'body'> =>
  ({
    empty: {
      heading: msg('The app in this browser has no account'),
      body: [msg('Is the account in another browser? Then open this page there.')],
    },
    locked: {
      heading: msg('The app in this browser is locked'),
      body: [msg('Open it first, then come back to this step.')],
    },
    closed: {
      heading: msg('The app in this browser cannot be opened'),
      body: [msg('The app itself says why, and what to do.')],
    },
  })[why];

const waitScreen = (): Screen<never> => ({ kind: 'wait', heading: msg('Setting up the app in this browser…') });

/** `input`: what `beginSync` is told of the new device. `name`: what it is called in the list. */
export function transferringOwn<Chosen>(
  input: (chosen: Chosen, context: Context<OfDevice>) => Input<'beginSync'>,
  name: (chosen: Chosen, context: Context) => string,
): Fragment<TransferOwnState<Chosen>, TransferOwnEvent, TransferOwnExit<Chosen>, OfDevice> {
  type Out = TransferOwnExit<Chosen>;
  const { embed, go } = hostOf<TransferOwnState<Chosen>, TransferOwnEvent, Out, OfDevice>();
  const failed = ({ problem }: { problem: Problem }): Out => ({ exit: 'failed', problem });
  const leave = ({ chosen }: { chosen: Chosen }): Out => ({ exit: 'left', chosen });
  const give = (chosen: Chosen, entry: Entry): Out => ({ exit: 'gives', chosen, entry });

  const pick = ({ chosen, entries }: Giving<Chosen>): TransferOwnState<Chosen> | Out =>
    entries.length === 1 ? give(chosen, entries[0]!) : { at: 'pickHere', chosen, entries };

  const arrive = (chosen: Chosen, vault: VaultState): TransferOwnState<Chosen> | Out => {
    if (vault.at !== 'open') return { at: 'nothingHere', chosen, why: vault.at === 'locked' ? 'locked' : 'closed' };
    const { entries, locks } = vault;
    if (!entries.length) return { at: 'nothingHere', chosen, why: 'empty' };
    return locks.length ? { at: 'proving', kept: { chosen, entries }, locks } : pick({ chosen, entries });
  };

  return {
    states: {
      ...embed(provingOwnKey<Taking<Chosen>>(), {
        kept: ({ inVault }, context) => {
          const { kept, entry } = inVault;
          if (context.mode === 'guide') return { exit: 'kept', chosen: kept.chosen, entry };
          if (kept.sync) return makeProof(inVault);
          return go(
            { at: 'ownBeginning', ...inVaultOf(inVault) },
            { effect: 'call', operation: 'beginSync', input: input(kept.chosen, context), then: 'begun' },
          );
        },
        code: ({ inVault, code }, context) =>
          go(
            { at: 'ownConfirming', ...inVaultOf(inVault) },
            {
              effect: 'call',
              operation: 'confirmSync',
              input: {
                id: inVault.kept.sync!.id,
                code: code.reveal(),
                ...(!context.input.deviceId && { name: name(inVault.kept.chosen, context) }),
              },
              then: 'confirmed',
            },
          ),
        tied: ({ inVault: { kept } }) => ({ exit: 'proven', chosen: kept.chosen, device: kept.device! }),
        failed,
        left: ({ kept: { chosen, sync } }) =>
          sync
            ? go(
                { at: 'ownLeaving', chosen },
                { effect: 'call', operation: 'cancelSync', input: { id: sync.id }, then: 'cancelled' },
              )
            : leave({ chosen }),
      }),
      ...embed(
        provingAgain<Giving<Chosen>>(() => ({
          heading: msg('First, prove that it is you'),
          body: [msg('A key is about to leave this browser.')],
        })),
        { proved: ({ kept }) => pick(kept), left: ({ kept }) => leave(kept) },
      ),
      ownBeginning: {
        only: 'backed',
        screen: waitScreen,
        on: {
          begun: (state, { answer: sync }) => makeProof({ ...inVaultOf(state), kept: { ...state.kept, sync } }),
          // Left at the question who it is: the person chooses anew where the app is to be.
          refused: ({ kept }, { problem }) => (problem.code === 'step_up_required' ? leave(kept) : failed({ problem })),
        },
      },
      ownConfirming: {
        only: 'backed',
        screen: waitScreen,
        on: {
          confirmed: (state, { answer: { device } }) =>
            tie({ ...inVaultOf(state), kept: { ...state.kept, device } }, device.id),
          refused: (state, { problem }) => {
            if (mayTryNext(state, problem)) return makeProof({ ...inVaultOf(state), isNext: true });
            return mayDrop(state, problem) ? drop(state, problem) : failed({ problem });
          },
        },
      },
      ownLeaving: {
        only: 'backed',
        screen: waitScreen,
        // A refused cancellation changes nothing: the sync expires by itself.
        on: { cancelled: leave, refused: leave },
      },
      lookingHere: {
        screen: waitScreen,
        on: {
          opened: ({ chosen }, { answer }) => arrive(chosen, answer),
          vaultRefused: ({ chosen }) => ({ at: 'nothingHere', chosen, why: 'closed' }),
        },
      },
      nothingHere: {
        screen: ({ why }, context) => ({
          kind: 'notice',
          ...nothingHereWords(why),
          primary: { label: msg('Open the app'), event: { type: 'wentToOwnApp' } },
          back: { type: 'wentBack' },
          links: contactLinks(context),
        }),
        on: {
          wentToOwnApp: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }),
          wentBack: leave,
        },
      },
      pickHere: {
        screen: ({ entries: found }) => ({
          kind: 'choose',
          heading: msg('Which account is it?'),
          choices: found.map((entry) => ({
            label: accountTitle(entry),
            ...(accountFacts(entry) && { note: accountFacts(entry) }),
            event: { type: 'pickedHere', entry },
          })),
          back: { type: 'wentBack' },
        }),
        on: {
          pickedHere: ({ chosen }, { entry }) => give(chosen, entry),
          wentBack: leave,
        },
      },
    },
  };
}

import type { Problem } from '../contract/problem-codes.ts';
import type { Answer, Device } from '../contract/types.ts';
import type { Entry } from '../entry.ts';
import { msg } from '../localization/msg.ts';
import type { KeptEntry, VaultState } from '../vault-state.ts';
import { accountFacts, accountTitle } from './authenticator-words.ts';
import { browserName } from './browser-name.ts';
import { contactLinks } from './common-steps.ts';
import type { FlowId } from './flow-id.ts';
import { go, type AnyEvent, type Context, type Refused, type StateEntry, type Transition } from './machine.ts';
import {
  inVaultOf,
  keepHere,
  makeProof,
  mayDrop,
  mayTryNext,
  ownKeyStates,
  tie,
  type InVault,
  type OwnKeyEvent,
  type OwnKeyState,
} from './own-key.ts';
import type { NoticeStep, Step } from './steps.ts';
import { proofStates, type ProofEvent, type ProofState } from './vault-proof.ts';

/**
 * This browser's own app as one end of a transfer, as states that the transfer takes over as they are: it takes the key
 * and proves it by itself (2-5, 2-6), or it gives the key to be shown (2-4, 2-6).
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
  /** What was not taken is taken out of the vault again. */
  | { at: 'ownDropping'; problem: Problem }
  | { at: 'lookingHere'; chosen: Chosen }
  | { at: 'nothingHere'; chosen: Chosen; why: NotHere }
  | ({ at: 'pickHere' } & Giving<Chosen>)
  | ProofState<Giving<Chosen>>;

export type TransferOwnEvent =
  | { type: 'begun'; answer: Answer<'beginSync'> }
  | { type: 'confirmed'; answer: Answer<'confirmSync'> }
  | { type: 'dropped'; answer: object }
  | { type: 'opened'; answer: VaultState }
  | { type: 'pickedHere'; entry: Entry }
  | { type: 'wentToOwnApp' }
  | OwnKeyEvent
  | ProofEvent
  | Refused;

export interface TransferOwnWays<Chosen, State, Event> {
  /** What `beginSync` is told of the new device. */
  input: (chosen: Chosen, context: Context) => { kind: 'browser' | 'smartphone' };
  /** The new device works. */
  proven: (chosen: Chosen, device: Device, context: Context) => Transition<State, Event>;
  /** Without a back end the person says so. */
  kept: (chosen: Chosen, entry: Entry) => State;
  give: (chosen: Chosen, entry: Entry) => State;
  failed: (problem: Problem) => State;
  back: (chosen: Chosen) => State;
}

export const takeHere = <Chosen>(
  chosen: Chosen,
  entry: Entry,
  sync: Answer<'beginSync'> | null = null,
): Transition<TransferOwnState<Chosen>, TransferOwnEvent> =>
  keepHere<Taking<Chosen>>({ kept: { chosen, sync, device: null }, entry }) as Transition<
    TransferOwnState<Chosen>,
    TransferOwnEvent
  >;

export const giveFromHere = <Chosen>(chosen: Chosen): Transition<TransferOwnState<Chosen>, TransferOwnEvent> =>
  go<TransferOwnState<Chosen>, TransferOwnEvent>(
    { at: 'lookingHere', chosen },
    { effect: 'vault', operation: 'open', input: {}, then: 'opened' },
  );

const nothingHereWords = (why: NotHere): Pick<NoticeStep<never>, 'heading' | 'body'> =>
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

export function transferOwnStates<Chosen, State, Event extends AnyEvent>(
  ways: TransferOwnWays<Chosen, State, Event>,
): { [At in TransferOwnState<Chosen>['at']]: StateEntry<Extract<TransferOwnState<Chosen>, { at: At }>, State, Event> } {
  type All = TransferOwnState<Chosen>;
  type Next = Transition<All, TransferOwnEvent>;
  type Rest = Exclude<All, OwnKeyState<Taking<Chosen>> | ProofState<Giving<Chosen>>>;
  type Entries = { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, All, TransferOwnEvent> };
  const away = (transition: Transition<State, Event>) => transition as unknown as Next;
  const waitStep = (): Step<never> => ({ kind: 'wait', heading: msg('Setting up the app in this browser…') });

  const afterKept = (inVault: Own<Chosen>, context: Context): Next => {
    const { kept, entry } = inVault;
    if (context.mode === 'guide') return away(ways.kept(kept.chosen, entry));
    if (kept.sync) return makeProof(inVault) as Next;
    return go<All, TransferOwnEvent>(
      { at: 'ownBeginning', ...inVaultOf(inVault) },
      { effect: 'call', operation: 'beginSync', input: ways.input(kept.chosen, context), then: 'begun' },
    );
  };

  const arrive = (chosen: Chosen, vault: VaultState): Next => {
    if (vault.at !== 'open') return { at: 'nothingHere', chosen, why: vault.at === 'locked' ? 'locked' : 'closed' };
    const { entries, locks } = vault;
    if (!entries.length) return { at: 'nothingHere', chosen, why: 'empty' };
    return locks.length ? { at: 'proving', kept: { chosen, entries }, locks } : pick({ chosen, entries });
  };
  const pick = ({ chosen, entries }: Giving<Chosen>): Next =>
    entries.length === 1 ? away(ways.give(chosen, entries[0]!)) : { at: 'pickHere', chosen, entries };

  const entries: Entries = {
    ownBeginning: {
      only: 'backed',
      step: waitStep,
      on: {
        begun: (state, { answer: sync }) => makeProof({ ...inVaultOf(state), kept: { ...state.kept, sync } }) as Next,
        // Left at the question who it is: the person chooses anew where the app is to be.
        refused: ({ kept }, { problem }) =>
          away(problem.code === 'step_up_required' ? ways.back(kept.chosen) : ways.failed(problem)),
      },
    },
    ownConfirming: {
      only: 'backed',
      step: waitStep,
      on: {
        confirmed: (state, { answer: { device } }) =>
          tie({ ...inVaultOf(state), kept: { ...state.kept, device } }, device.id) as Next,
        refused: (state, { problem }) => {
          if (mayTryNext(state, problem)) return makeProof({ ...inVaultOf(state), isNext: true }) as Next;
          if (!mayDrop(state, problem)) return away(ways.failed(problem));
          return go<All, TransferOwnEvent>(
            { at: 'ownDropping', problem },
            { effect: 'vault', operation: 'remove', input: { id: state.id }, then: 'dropped' },
          );
        },
      },
    },
    ownDropping: {
      only: 'backed',
      step: waitStep,
      on: {
        dropped: ({ problem }) => away(ways.failed(problem)),
        vaultRefused: ({ problem }) => away(ways.failed(problem)),
      },
    },
    lookingHere: {
      step: waitStep,
      on: {
        opened: ({ chosen }, { answer }) => arrive(chosen, answer),
        vaultRefused: ({ chosen }) => ({ at: 'nothingHere', chosen, why: 'closed' }),
      },
    },
    nothingHere: {
      step: ({ why }, context) => ({
        kind: 'notice',
        ...nothingHereWords(why),
        primary: { label: msg('Open the app'), event: { type: 'wentToOwnApp' } },
        back: { type: 'wentBack' },
        links: contactLinks(context),
      }),
      on: {
        wentToOwnApp: (state) =>
          go<All, TransferOwnEvent>(state, { effect: 'hand-over', flow: 'authenticator' satisfies FlowId }),
        wentBack: ({ chosen }) => away(ways.back(chosen)),
      },
    },
    pickHere: {
      step: ({ entries: found }) => ({
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
        pickedHere: ({ chosen }, { entry }) => away(ways.give(chosen, entry)),
        wentBack: ({ chosen }) => away(ways.back(chosen)),
      },
    },
  };
  return {
    ...ownKeyStates<Taking<Chosen>, State, Event>({
      kept: (inVault, context) => afterKept(inVault, context) as unknown as Transition<State, Event>,
      prove: (inVault, code, context) =>
        go<All, TransferOwnEvent>(
          { at: 'ownConfirming', ...inVaultOf(inVault) },
          {
            effect: 'call',
            operation: 'confirmSync',
            input: {
              id: inVault.kept.sync!.id,
              code: code.reveal(),
              ...(!context.about && { name: browserName(context) }),
            },
            then: 'confirmed',
          },
        ) as unknown as Transition<State, Event>,
      next: ({ kept: { chosen, device } }, _, context) => ways.proven(chosen, device!, context),
      leave: ({ chosen }) => ways.back(chosen),
    }),
    ...proofStates<Giving<Chosen>, State, Event>({
      words: () => ({
        heading: msg('First, prove that it is you'),
        body: [msg('A key is about to leave this browser.')],
      }),
      next: (giving) => pick(giving) as unknown as Transition<State, Event>,
      back: ({ chosen }) => ways.back(chosen),
    }),
    ...(entries as unknown as { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, State, Event> }),
  };
}

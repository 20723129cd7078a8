import { msg } from '../localization/msg.ts';
import type { KeptEntry } from '../vault-state.ts';
import { contactLinks } from './common-steps.ts';
import type { AnyEvent, Context, StateEntry, Transition } from './machine.ts';
import { openTheVault, vaultAccessStates, type VaultAccessEvent, type VaultAccessState } from './vault-access.ts';
import { proofStates, type ProofEvent, type ProofState } from './vault-proof.ts';

/**
 * One account of this browser's own app, to be handed on: opened, proven where it locks, chosen where there are several.
 * As states that a flow takes over as they are. `kept` is what the flow knows besides.
 */
interface Picking<Kept> {
  kept: Kept;
  entries: readonly KeptEntry[];
}

export type VaultPickState<Kept> =
  | VaultAccessState<Kept>
  | ProofState<Picking<Kept>>
  | ({ at: 'vaultPick' } & Picking<Kept>)
  | { at: 'vaultEmpty'; kept: Kept };

export type VaultPickEvent = VaultAccessEvent | ProofEvent | { type: 'pickedAccount'; id: string };

export interface VaultPickWays<Kept, State, Event> {
  next: (kept: Kept, entry: KeptEntry, context: Context) => Transition<State, Event>;
  leave: (kept: Kept) => Transition<State, Event>;
  /** The vault is wanted open, and nothing out of it. */
  instead?: (kept: Kept) => Transition<State, Event> | undefined;
}

export const pickFromVault = openTheVault;

const name = ({ name, issuer, account }: KeptEntry): string =>
  name || [issuer, account].filter(Boolean).join(' · ') || msg('Account without a name');

export function vaultPickStates<Kept, State, Event extends AnyEvent>(ways: VaultPickWays<Kept, State, Event>) {
  type Own = VaultPickState<Kept>;
  type Rest = Extract<Own, { at: 'vaultPick' | 'vaultEmpty' }>;
  type Entries = { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, Own, VaultPickEvent> };
  type Next = Transition<Own, VaultPickEvent>;
  const away = (transition: Transition<State, Event>) => transition as unknown as Next;
  const back = (own: Next) => own as unknown as Transition<State, Event>;

  const pick = ({ kept, entries }: Picking<Kept>, context: Context): Next => {
    const only = entries.find(({ id }) => id === context.about) ?? (entries.length === 1 ? entries[0]! : undefined);
    return only ? away(ways.next(kept, only, context)) : { at: 'vaultPick', kept, entries };
  };

  const entries: Entries = {
    vaultPick: {
      step: ({ entries: found }) => ({
        kind: 'choose',
        heading: msg('Which account is it?'),
        choices: found.map((entry) => ({ label: name(entry), event: { type: 'pickedAccount', id: entry.id } })),
        back: { type: 'wentBack' },
      }),
      on: {
        pickedAccount: ({ kept, entries: found }, { id }, context) =>
          away(
            ways.next(
              kept,
              found.find((entry) => entry.id === id)!,
              context,
            ),
          ),
        wentBack: ({ kept }) => away(ways.leave(kept)),
      },
    },
    vaultEmpty: {
      step: (_, context) => ({
        kind: 'notice',
        heading: msg('The app in this browser has no account'),
        body: [msg('Is the account in another browser? Then open this page there.')],
        links: contactLinks(context),
        back: { type: 'wentBack' },
      }),
      on: { wentBack: ({ kept }) => away(ways.leave(kept)) },
    },
  };
  return {
    ...vaultAccessStates<Kept, State, Event>({
      next: (kept, { entries: found, locks }, context) => {
        const instead = ways.instead?.(kept);
        if (instead) return instead;
        if (!found.length) return back({ at: 'vaultEmpty', kept });
        const picking = { kept, entries: found };
        return back(locks.length ? { at: 'proving', kept: picking, locks } : pick(picking, context));
      },
      ...(ways.instead && { keeps: (kept: Kept) => ways.instead!(kept) !== undefined }),
      leave: ways.leave,
    }),
    ...proofStates<Picking<Kept>, State, Event>({
      words: () => ({
        heading: msg('First, prove that it is you'),
        body: [msg('A key is about to leave this browser.')],
      }),
      next: (picking, _, context) => back(pick(picking, context)),
      back: ({ kept }) => ways.leave(kept),
    }),
    ...(entries as unknown as { [At in Rest['at']]: StateEntry<Extract<Rest, { at: At }>, State, Event> }),
  };
}

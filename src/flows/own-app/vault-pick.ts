import { msg } from '../../localization/msg.ts';
import type { KeptEntry } from '../../ports/vault.ts';
import { contactLinks } from '../common/screens.ts';
import type { OfAccount } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { OpenVault } from './vault-access-state.ts';
import { provingAgain, type ProofEvent, type ProofState } from './vault-proof.ts';

/**
 * Fragment: picks one account of the app in this browser, to hand it on. Asks for a proof where the app locks, and which
 * account where there are several.
 */
interface Picking<Kept> {
  kept: Kept;
  entries: readonly KeptEntry[];
}

export type VaultPickState<Kept> =
  ProofState<Picking<Kept>> | ({ at: 'vaultPick' } & Picking<Kept>) | { at: 'vaultEmpty'; kept: Kept };

export type VaultPickEvent = ProofEvent | { type: 'pickedAccount'; id: string };

export type VaultPickExit<Kept> = { exit: 'picked'; kept: Kept; entry: KeptEntry } | { exit: 'left'; kept: Kept };

const name = ({ name, issuer, account }: KeptEntry): string =>
  name || [issuer, account].filter(Boolean).join(' · ') || msg('Account without a name');

/** `next`: there is no choice. */
function pick<Kept, Next>(
  { kept, entries }: Picking<Kept>,
  { input }: Context<OfAccount>,
  next: (entry: KeptEntry) => Next,
) {
  const only = entries.find(({ id }) => id === input.accountId) ?? (entries.length === 1 ? entries[0]! : undefined);
  return only ? next(only) : ({ at: 'vaultPick', kept, entries } as const);
}

/** Once the vault is open. */
export function pickFrom<Kept, Next>(
  { entries, locks }: OpenVault,
  kept: Kept,
  context: Context<OfAccount>,
  next: (entry: KeptEntry) => Next,
): VaultPickState<Kept> | Next {
  if (!entries.length) return { at: 'vaultEmpty', kept };
  return locks.length ? { at: 'proving', kept: { kept, entries }, locks } : pick({ kept, entries }, context, next);
}

export function pickingAccount<Kept>(): Fragment<VaultPickState<Kept>, VaultPickEvent, VaultPickExit<Kept>, OfAccount> {
  const { embed } = hostOf<VaultPickState<Kept>, VaultPickEvent, VaultPickExit<Kept>, OfAccount>();
  const left = ({ kept }: { kept: Kept }) => ({ exit: 'left', kept }) as const;
  const picked = (kept: Kept, entry: KeptEntry) => ({ exit: 'picked', kept, entry }) as const;

  return {
    states: {
      ...embed(
        provingAgain<Picking<Kept>>(() => ({
          heading: msg('First, prove that it is you'),
          body: [msg('A key is about to leave this browser.')],
        })),
        {
          proved: ({ kept: picking }, context) => pick(picking, context, (entry) => picked(picking.kept, entry)),
          left: ({ kept }) => left(kept),
        },
      ),
      vaultPick: {
        screen: ({ entries }) => ({
          kind: 'choose',
          heading: msg('Which account is it?'),
          choices: entries.map((entry) => ({ label: name(entry), event: { type: 'pickedAccount', id: entry.id } })),
          back: { type: 'wentBack' },
        }),
        on: {
          pickedAccount: ({ kept, entries }, { id }) =>
            picked(
              kept,
              entries.find((entry) => entry.id === id)!,
            ),
          wentBack: left,
        },
      },
      vaultEmpty: {
        screen: (_, context) => ({
          kind: 'notice',
          heading: msg('The app in this browser has no account'),
          body: [msg('Is the account in another browser? Then open this page there.')],
          links: contactLinks(context),
          back: { type: 'wentBack' },
        }),
        on: { wentBack: left },
      },
    },
  };
}

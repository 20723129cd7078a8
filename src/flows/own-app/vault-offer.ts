import { msg } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { VaultFault, VaultLock } from '../../ports/vault.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import { isShort, lockAlert, newPassphraseField, repeatScreen } from './vault-lock-words.ts';
import { openingVault } from './vault-access.ts';
import type { OpenVault, VaultAccessEvent, VaultAccessExit, VaultAccessState } from './vault-access-state.ts';

/**
 * Fragment: opens the vault to keep something in it, and offers a lock before its first account.
 *
 * What was kept
 * without one may stay readable in the files of the browser after a lock is set; what a lock was there for never is. The
 * screen says as well that a shared computer is no place for codes.
 */
export type VaultKeepState<Kept> =
  | VaultAccessState<Kept>
  | { at: 'vaultOffer'; kept: Kept; vault: OpenVault; fault?: 'short' | VaultFault }
  | { at: 'vaultRepeat'; kept: Kept; vault: OpenVault; first: Secret; isDifferent?: true }
  | { at: 'vaultLocking'; kept: Kept; vault: OpenVault };

export type VaultKeepEvent =
  | VaultAccessEvent
  | { type: 'choseNewPassphrase'; value: string }
  | { type: 'repeatedNewPassphrase'; value: string }
  | { type: 'choseNewPasskey' }
  | { type: 'wantedNoLock' }
  | { type: 'wentBackToOffer' }
  | { type: 'lockedNew'; answer: object };

/** `keeps`: something is about to be kept, not only looked for. */
export function openingVaultToKeep<Kept>(
  keeps: (kept: Kept) => boolean = () => true,
): Fragment<VaultKeepState<Kept>, VaultKeepEvent, VaultAccessExit<Kept>> {
  const { embed, go } = hostOf<VaultKeepState<Kept>, VaultKeepEvent, VaultAccessExit<Kept>>();
  const decided = ({ kept, vault }: { kept: Kept; vault: OpenVault }) => ({ exit: 'opened', kept, vault }) as const;

  const lockWith = (kept: Kept, vault: OpenVault, lock: VaultLock, passphrase?: Secret) =>
    go(
      { at: 'vaultLocking', kept, vault },
      lock === 'passkey'
        ? { effect: 'vault', operation: 'addPasskey', input: { proof: null }, then: 'lockedNew' }
        : {
            effect: 'vault',
            operation: 'setPassphrase',
            input: { passphrase: passphrase!, proof: null },
            then: 'lockedNew',
          },
    );

  return {
    states: {
      ...embed(openingVault<Kept>(), {
        opened: (out) =>
          out.vault.isNew && keeps(out.kept) ? { at: 'vaultOffer', kept: out.kept, vault: out.vault } : out,
        left: (out) => out,
      }),
      vaultOffer: {
        screen: ({ fault }) => {
          const alert = lockAlert(fault);
          return {
            kind: 'enter-text',
            heading: msg('Lock your codes'),
            body: [
              msg('A passphrase or a passkey keeps others out, even those who copy the files of this browser.'),
              msg(
                'Without a lock, whoever uses this browser can read your codes. A lock that is set later protects less.',
              ),
              msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
            ],
            ...(alert && { alert }),
            field: newPassphraseField(),
            submit: { label: msg('Lock with this passphrase'), type: 'choseNewPassphrase' },
            others: [
              { label: msg('Lock with a passkey'), event: { type: 'choseNewPasskey' } },
              { label: msg('Go on without a lock'), event: { type: 'wantedNoLock' } },
            ],
            back: { type: 'leftVault' },
          };
        },
        on: {
          choseNewPassphrase: ({ kept, vault }, { value }) =>
            isShort(value)
              ? { at: 'vaultOffer', kept, vault, fault: 'short' }
              : { at: 'vaultRepeat', kept, vault, first: new Secret(value) },
          choseNewPasskey: ({ kept, vault }) => lockWith(kept, vault, 'passkey'),
          wantedNoLock: decided,
          leftVault: ({ kept }) => ({ exit: 'left', kept }),
        },
      },
      vaultRepeat: {
        screen: ({ isDifferent }) =>
          repeatScreen<VaultKeepEvent>(isDifferent, {
            submit: 'repeatedNewPassphrase',
            back: { type: 'wentBackToOffer' },
          }),
        on: {
          repeatedNewPassphrase: ({ kept, vault, first }, { value }) =>
            first.equals(value)
              ? lockWith(kept, vault, 'passphrase', first)
              : { at: 'vaultRepeat', kept, vault, first, isDifferent: true },
          wentBackToOffer: ({ kept, vault }) => ({ at: 'vaultOffer', kept, vault }),
        },
      },
      vaultLocking: {
        screen: () => ({ kind: 'wait', heading: msg('Changing the lock…') }),
        on: {
          lockedNew: decided,
          vaultRefused: ({ kept, vault }, { fault }) => ({ at: 'vaultOffer', kept, vault, fault }),
        },
      },
    },
  };
}

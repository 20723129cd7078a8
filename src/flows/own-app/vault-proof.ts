import { msg } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import type { Proof, VaultFault, VaultLock } from '../../ports/vault.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { VaultRefused } from '../machine/machine.ts';
import type { NoticeScreen, Screen } from '../machine/screen.ts';
import { passphraseField, unlockAlert } from './vault-access-screens.ts';

/**
 * Fragment: asks for the passphrase or the passkey again, before a key leaves the app in this browser or its locks change.
 */
export type ProofState<Kept> =
  | { at: 'proving'; kept: Kept; locks: readonly VaultLock[]; fault?: VaultFault | 'empty' }
  | { at: 'checking'; kept: Kept; locks: readonly VaultLock[]; proof: Proof };

export type ProofEvent =
  | { type: 'submittedPassphrase'; value: string }
  | { type: 'wantedPasskey' }
  | { type: 'proved'; answer: object }
  | { type: 'wentBack' }
  | VaultRefused;

/** `left`: without a proof. */
export type ProofExit<Kept> = { exit: 'proved'; kept: Kept; proof: Proof } | { exit: 'left'; kept: Kept };

export function provingAgain<Kept>(
  words: () => Pick<NoticeScreen<never>, 'heading' | 'body'>,
): Fragment<ProofState<Kept>, ProofEvent, ProofExit<Kept>> {
  const { go } = hostOf<ProofState<Kept>, ProofEvent, ProofExit<Kept>>();

  const check = (kept: Kept, locks: readonly VaultLock[], proof: Proof) =>
    go(
      { at: 'checking', kept, locks, proof },
      { effect: 'vault', operation: 'prove', input: { proof }, then: 'proved' },
    );

  const screen = ({
    locks,
    fault,
  }: {
    locks: readonly VaultLock[];
    fault?: VaultFault | 'empty';
  }): Screen<ProofEvent> => {
    const alert = unlockAlert(fault);
    const around = { ...words(), ...(alert && { alert }), back: { type: 'wentBack' } as const };
    const byPasskey = { label: msg('Use the passkey'), event: { type: 'wantedPasskey' } as const };
    if (!locks.includes('passphrase')) return { kind: 'notice', ...around, primary: byPasskey };
    return {
      kind: 'enter-text',
      ...around,
      field: passphraseField(),
      submit: { label: msg('Go on'), type: 'submittedPassphrase' },
      ...(locks.includes('passkey') && { others: [byPasskey] }),
    };
  };

  return {
    states: {
      proving: {
        screen,
        on: {
          submittedPassphrase: ({ kept, locks }, { value }) =>
            value
              ? check(kept, locks, { by: 'passphrase', passphrase: new Secret(value) })
              : { at: 'proving', kept, locks, fault: 'empty' },
          wantedPasskey: ({ kept, locks }) => check(kept, locks, { by: 'passkey' }),
          wentBack: ({ kept }) => ({ exit: 'left', kept }),
        },
      },
      checking: {
        busyOn: 'proving',
        screen,
        on: {
          proved: ({ kept, proof }) => ({ exit: 'proved', kept, proof }),
          vaultRefused: ({ kept, locks }, { fault }) => ({ at: 'proving', kept, locks, fault }),
        },
      },
    },
  };
}

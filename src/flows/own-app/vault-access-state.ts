import type { NoVault, VaultFault, VaultLock, VaultState } from '../../ports/vault.ts';
import type { VaultChanged, VaultRefused } from '../machine/machine.ts';

export type OpenVault = VaultState & { at: 'open' };
/** There and cannot be opened. */
type Broken = VaultState & { at: 'broken' };
/** The states from which the person may give up everything in the vault. */
type Hopeless = { at: 'vaultBroken'; vault: Broken } | { at: 'vaultForgotten'; locks: readonly VaultLock[] };

export type VaultAccessState<Kept> =
  | { at: 'vaultOpening'; kept: Kept }
  | { at: 'vaultLocked'; kept: Kept; locks: readonly VaultLock[]; tries: number; fault?: VaultFault | 'empty' }
  | { at: 'vaultUnlocking'; kept: Kept; locks: readonly VaultLock[]; tries: number }
  /** Nobody can open it any more. */
  | { at: 'vaultForgotten'; kept: Kept; locks: readonly VaultLock[]; fault?: VaultFault }
  | { at: 'vaultBroken'; kept: Kept; vault: Broken; fault?: VaultFault }
  /** The person is about to give up everything in the vault. */
  | { at: 'vaultGivingUp'; kept: Kept; from: Hopeless }
  | { at: 'vaultErasing'; kept: Kept; from: Hopeless }
  | { at: 'vaultUnavailable'; kept: Kept; why?: NoVault };

export type VaultAccessEvent =
  | { type: 'opened'; answer: VaultState }
  | { type: 'submittedPassphrase'; value: string }
  | { type: 'wantedPasskey' }
  | { type: 'unlocked'; answer: object }
  | { type: 'forgot' }
  | { type: 'wentBackToUnlock' }
  | { type: 'triedAgain' }
  | { type: 'wantedToBeginAnew' }
  | { type: 'gaveUp' }
  | { type: 'erased'; answer: object }
  | { type: 'leftVault' }
  | VaultChanged
  | VaultRefused;

/** `left`: away from here, where the app itself is not the whole page. */
export type VaultAccessExit<Kept> = { exit: 'opened'; kept: Kept; vault: OpenVault } | { exit: 'left'; kept: Kept };

/** The sealed accounts of an authenticator app in this browser, usable without any element. */
export { openVault, Vault, VaultError, undoMs, type VaultOptions } from './vault.ts';
export type { KeptEntry, Proof, VaultLock, VaultOperation, VaultOperations, VaultState } from '../vault-state.ts';
export { makeEntry, type Entry, type EntryKey } from '../entry.ts';
export { Secret } from '../secret.ts';

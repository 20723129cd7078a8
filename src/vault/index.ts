/** The sealed accounts of an authenticator app in this browser, usable without any element. */
export { openVault, Vault, VaultError, undoMs, type VaultOptions } from './vault.ts';
export type { KeptEntry, Proof, VaultLock, VaultOperation, VaultOperations, VaultState } from '../ports/vault.ts';
export { makeEntry, type Entry, type EntryKey } from '../core/entry.ts';
export { Secret } from '../core/secret.ts';

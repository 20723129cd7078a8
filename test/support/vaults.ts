import { makeEntry, type Entry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import { openVault, type Vault, type VaultError, type VaultOptions } from '../../src/vault/vault.ts';
import type { KeptEntry, Proof, VaultState } from '../../src/ports/vault.ts';

/** A key of our own making; nobody’s. */
export const vaultCanary = 'VAULTCANARY2VAULTCANARY3VAULTCAN';

let count = 0;
export const freshName = (): string => `vault-test-${Date.now()}-${count++}`;

const opened: Vault[] = [];
/** One tab’s vault; closed by `closeVaults`. */
export async function tab(name: string, options: VaultOptions = {}): Promise<Vault> {
  const vault = await openVault({ name, ...options });
  opened.push(vault);
  return vault;
}

export const closeVaults = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((vault) => vault.close()));
};

export function entryOf(account: string, secret = vaultCanary, rest: Partial<Entry['key']> = {}): Entry {
  return makeEntry('Kyoto University', account, {
    secret: new Secret(secret),
    digits: 6,
    periodS: 30,
    algorithm: 'SHA1',
    ...rest,
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Another key for each number. */
export const keyNumber = (number: number): string =>
  `KEYNUMBER${alphabet[Math.floor(number / 32) % 32]}${alphabet[number % 32]}AAAAA`;

export const passphrase = (text = 'correct horse battery staple'): Proof & { by: 'passphrase' } => ({
  by: 'passphrase',
  passphrase: new Secret(text),
});

export function entriesOf({ state }: { state: VaultState }): readonly KeptEntry[] {
  if (state.at !== 'open') throw new Error(`The vault is ${state.at}`);
  return state.entries;
}

export const namesIn = (vault: Vault): string[] => entriesOf(vault).map(({ name, account }) => name || account);

/** Why it was not done. */
export const faultIn = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: VaultError) => error.fault,
  );

/** Resolves when the vault is as wanted; it tells each change. */
export function until(vault: Vault, isSo: (state: VaultState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(vault.state)) return;
      forget();
      resolve();
    };
    const forget = vault.subscribe(look);
    look();
  });
}

import { makeEntry, type Entry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Proof } from '../../src/ports/vault.ts';
import { openVault } from '../../src/vault/vault.ts';

// What a test asks of the vault of a page, in words that travel there and back.

const opening = openVault();

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const entryOf = (account: string): Entry => {
  const secret = [...account].map((sign) => alphabet[sign.charCodeAt(0) % 32]).join('');
  return makeEntry('', account, {
    secret: new Secret(`${secret.padEnd(30, 'A')}22`),
    digits: 6,
    periodS: 30,
    algorithm: 'SHA1',
  });
};

export const add = async (account: string): Promise<string> =>
  (await (await opening).add({ entry: entryOf(account) })).id;

export const rename = async (id: string, name: string): Promise<unknown> => (await opening).rename({ id, name });

const proofOf = (passphrase: string): Proof => ({ by: 'passphrase', passphrase: new Secret(passphrase) });

/** Sets a passphrase, or changes it. */
export const lockWith = async (passphrase: string, former?: string): Promise<unknown> =>
  (await opening).setPassphrase({
    passphrase: new Secret(passphrase),
    proof: former === undefined ? null : proofOf(former),
  });

export const unlock = async (passphrase: string): Promise<unknown> =>
  (await opening).unlock({ proof: proofOf(passphrase) });

export const takeLockOff = async (passphrase: string): Promise<unknown> =>
  (await opening).removeLock({ lock: 'passphrase', proof: proofOf(passphrase) });

export const erase = async (): Promise<unknown> => (await opening).erase();

export const remove = async (id: string): Promise<unknown> => (await opening).remove({ id });

/** How it is; the names of the accounts where it is open. */
export async function look(): Promise<{ at: string; names: string[]; lost: number }> {
  const state = await (await opening).open();
  if (state.at !== 'open') return { at: state.at, names: [], lost: 0 };
  return { at: 'open', names: state.entries.map(({ name, account }) => name || account), lost: state.lost };
}

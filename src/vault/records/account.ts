import { makeEntry, type Entry } from '../../core/entry.ts';
import { Secret } from '../../core/secret.ts';
import type { KeptEntry } from '../../ports/vault.ts';
import type { EntryRecord } from './format.ts';
import { idOf, seal, unseal, type Sealed, type VaultKeys } from '../envelope.ts';

/** What is sealed of an account. */
export type Account = Entry & Pick<KeptEntry, 'name' | 'addedAtMs'>;

/** The same for the same key and rules: an account is not kept twice, whichever tab adds it. */
export function accountId(keys: VaultKeys, { key: { secret, algorithm, digits, periodS } }: Entry): Promise<string> {
  return idOf(keys, [secret.reveal(), algorithm, digits, periodS].join());
}

/** The only place where an account is written out: between two wrappers. */
export async function sealAccount(
  keys: VaultKeys,
  id: string,
  { issuer, account, name, addedAtMs, key }: Account,
): Promise<Sealed> {
  const { secret, algorithm, digits, periodS } = key;
  const content = { issuer, account, name, addedAtMs, secret: secret.reveal(), algorithm, digits, periodS };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await seal(keys.seal, `account ${id}`, bytes);
  bytes.fill(0);
  return sealed;
}

/** Rejects when it was sealed under another key, or for another record. */
export async function unsealAccount(keys: VaultKeys, { id, sealed, deviceId }: EntryRecord): Promise<KeptEntry> {
  const bytes = await unseal(keys.seal, `account ${id}`, sealed);
  // Written by `sealAccount`, and by nobody else who lacks the key.
  const content = JSON.parse(new TextDecoder().decode(bytes)) as Omit<Account, 'key'> &
    Omit<Entry['key'], 'secret' | 'uri'> & { secret: string };
  bytes.fill(0);
  const { issuer, account, name, addedAtMs, secret, algorithm, digits, periodS } = content;
  const entry = makeEntry(issuer, account, { secret: new Secret(secret), algorithm, digits, periodS });
  return { ...entry, id, name, addedAtMs, deviceId };
}

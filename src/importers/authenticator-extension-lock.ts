import { md5 } from '@noble/hashes/legacy.js';
import { base64Bytes, joined, utf8, utf8Text } from './bytes.ts';
import { decryptCbc } from './crypto.ts';
import { membersOf, parseJson, textOf } from './json.ts';
import { stepOf } from './progress.ts';
import type { Work } from './types.ts';

/** What the extension locks with CryptoJS: OpenSSL's `Salted__` form, a key for each text by MD5 from a pass phrase. */

type Members = Record<string, unknown>;

/** OpenSSL's EVP_BytesToKey with MD5 and one round: 32 bytes of key, 16 of IV. */
function keyAndIv(passPhrase: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let block: Uint8Array = new Uint8Array();
  let all = new Uint8Array();
  while (all.length < 48) {
    block = md5(joined(block, passPhrase, salt));
    all = joined(all, block);
  }
  return all;
}

async function decrypt(locked: unknown, passPhrase: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = base64Bytes(textOf(locked));
  if (!bytes || new TextDecoder().decode(bytes.subarray(0, 8)) !== 'Salted__') return undefined;
  const key = keyAndIv(utf8(passPhrase), bytes.slice(8, 16));
  const plain = await decryptCbc(key.slice(0, 32), key.slice(32), bytes.slice(16));
  key.fill(0);
  return plain;
}

/** With one wrong password in 256 AES-CBC reports no error. The bytes are then hardly ever UTF-8. */
async function decryptText(locked: unknown, passPhrase: string): Promise<string | undefined> {
  const plain = await decrypt(locked, passPhrase);
  const text = plain && utf8Text(plain);
  plain?.fill(0);
  return text && /^[\x20-\x7e]/.test(text) ? text : undefined;
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** 8.0 and newer: a record per password, whose pass phrase is the text of an Argon2id hash. */
async function passPhrases(
  root: Members,
  entries: Members[],
  password: string,
  work: Work,
): Promise<Map<unknown, string>> {
  const { argon2id } = await import('./argon2.ts');
  const keyIds = new Set(entries.map(({ keyId }) => keyId));
  const records = Object.values(root)
    .map(membersOf)
    .filter(({ dataType, id }) => dataType === 'Key' && keyIds.has(id))
    .slice(0, 4);
  const phrases = new Map<unknown, string>();
  for (const [index, { id, salt }] of records.entries()) {
    // The extension uses the hexadecimal text itself as salt, not its bytes.
    const cost = { passes: 2, memoryKiB: 19_456, lanes: 1 };
    const key = await argon2id(utf8(password), utf8(textOf(salt)), cost, stepOf(work, index, records.length));
    if (key) phrases.set(id, base64(key));
    key?.fill(0);
  }
  return phrases;
}

/** 7.0: a pass phrase of its own, locked by the password. Before that the password itself. */
async function olderPassPhrase(root: Members, password: string): Promise<string | undefined> {
  const locked = membersOf(root.key).enc ?? root.enc;
  if (typeof locked !== 'string') return password;
  const bytes = await decrypt(locked, password);
  const phrase = bytes && hex(bytes);
  bytes?.fill(0);
  return phrase;
}

/** The members of each locked entry that opened. If none opened, the password is wrong. */
export async function unlock(
  root: Members,
  entries: Members[],
  password: string,
  work: Work,
): Promise<Map<Members, Members> | 'wrong' | 'broken'> {
  const isNew = ({ dataType }: Members) => dataType === 'EncOTPStorage';
  const newer = entries.filter(isNew);
  const phrases = newer.length ? await passPhrases(root, newer, password, work) : new Map<unknown, string>();
  if (newer.length && !phrases.size) return 'broken';
  const older = newer.length < entries.length ? await olderPassPhrase(root, password) : undefined;
  const opened = new Map<Members, Members>();
  for (const entry of entries) {
    work.signal?.throwIfAborted();
    const phrase = isNew(entry) ? phrases.get(entry.keyId) : older;
    const text = phrase && (await decryptText(isNew(entry) ? entry.data : entry.secret, phrase));
    if (!text) continue;
    const members = isNew(entry) ? membersOf(parseJson(text)) : { ...entry, secret: text };
    if ('secret' in members) opened.set(entry, members);
  }
  return opened.size ? opened : 'wrong';
}

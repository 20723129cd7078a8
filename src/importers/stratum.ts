import { utf8, utf8Text } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf, parseJson } from './json.ts';

/** Stratum, once Authenticator Pro (`.authpro`). */

const types: Record<string, string> = { 1: 'hotp', 2: 'totp', 3: 'motp', 4: 'steam', 5: 'yandex' };
const algorithms = ['SHA1', 'SHA256', 'SHA512'];

const foundIn = (json: unknown): Found[] =>
  itemsOf(membersOf(json).Authenticators).map(({ Type, Issuer, Username, Secret, Algorithm, Digits, Period }) => ({
    type: types[String(Type ?? 2)] ?? 'unknown',
    issuer: Issuer,
    account: Username,
    secret: Secret,
    algorithm: algorithms[Number(Algorithm ?? 0)] ?? 'unknown',
    digits: Digits,
    period: Period,
  }));

const newHeader = 'AUTHENTICATORPRO';

/** Now: salt 16, nonce 12, Argon2id and AES-GCM. Before 2023: salt 20, IV 16, PBKDF2 and AES-CBC. */
async function open(bytes: Uint8Array<ArrayBuffer>, password: string, work: Source['work']): Promise<Outcome> {
  const { decryptCbc, decryptGcm, pbkdf2 } = await import('./crypto.ts');
  const isNew = new TextDecoder().decode(bytes.subarray(0, 16)) === newHeader;
  const body = bytes.subarray(16);
  if (body.length < 16 + 20 + 16) return 'broken';
  const { argon2id } = isNew ? await import('./argon2.ts') : { argon2id: undefined };
  const key = argon2id
    ? await argon2id(utf8(password), body.slice(0, 16), { passes: 3, memoryKiB: 65_536, lanes: 4 }, work)
    : await pbkdf2(utf8(password), body.slice(0, 20), { iterations: 64_000, hash: 'SHA-1' }, work);
  if (!key) return 'broken';
  const plain = isNew
    ? await decryptGcm(key, body.slice(16, 28), body.slice(28))
    : await decryptCbc(key, body.slice(20, 36), body.slice(36));
  key.fill(0);
  // With one wrong password in 256 AES-CBC reports no error. If the result is no JSON, the password was wrong.
  const json = plain && parseJson(utf8Text(plain) ?? '');
  plain?.fill(0);
  return json ? foundIn(json) : 'wrong';
}

export async function read({ json, bytes, password, work }: Source): Promise<Outcome> {
  if (json) return foundIn(json);
  return password ? open(bytes, password, work) : 'locked';
}

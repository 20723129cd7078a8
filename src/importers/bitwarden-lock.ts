import { base64Bytes, joined, utf8 } from './bytes.ts';
import { decryptCbc, pbkdf2 } from './crypto.ts';
import { numberOf, textOf } from './json.ts';
import type { Work } from './types.ts';

/** Bitwarden's password-protected export: the key is stretched to two, one for AES-CBC and one for HMAC-SHA256. */

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

async function derive(
  { salt, kdfType, kdfIterations, kdfMemory, kdfParallelism }: Record<string, unknown>,
  password: string,
  work: Work,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // The salt is used as text although it looks like Base64.
  const saltBytes = utf8(textOf(salt));
  const iterations = numberOf(kdfIterations);
  if (kdfType === 0) return pbkdf2(utf8(password), saltBytes, { iterations, hash: 'SHA-256' }, work);
  if (kdfType !== 1) return undefined;
  const { argon2id } = await import('./argon2.ts');
  const cost = { passes: iterations, memoryKiB: numberOf(kdfMemory) * 1024, lanes: numberOf(kdfParallelism) };
  return argon2id(utf8(password), await sha256(saltBytes), cost, work);
}

/** HKDF-Expand alone (RFC 5869 §2.3) for one block, which WebCrypto's HKDF cannot do. */
async function expand(key: Uint8Array<ArrayBuffer>, info: string): Promise<Uint8Array<ArrayBuffer>> {
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, utf8(`${info}\u0001`)));
}

/** `2.iv|data|mac`, each in Base64. The MAC over iv and data tells a wrong password for certain. */
async function decrypt(
  locked: unknown,
  keys: { enc: Uint8Array<ArrayBuffer>; mac: Uint8Array<ArrayBuffer> },
): Promise<Uint8Array<ArrayBuffer> | 'broken' | 'wrong'> {
  const [kind, rest = ''] = textOf(locked).split('.', 2);
  const [iv, data, mac] = rest.split('|', 4).map(base64Bytes);
  if (kind !== '2' || !iv || !data || !mac) return 'broken';
  const key = await crypto.subtle.importKey('raw', keys.mac, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const isRight = await crypto.subtle.verify('HMAC', key, mac, joined(iv, data));
  return isRight ? ((await decryptCbc(keys.enc, iv, data)) ?? 'broken') : 'wrong';
}

/** The JSON inside. */
export async function open(
  root: Record<string, unknown>,
  password: string,
  work: Work,
): Promise<Uint8Array<ArrayBuffer> | 'broken' | 'wrong'> {
  const key = await derive(root, password, work);
  if (!key) return 'broken';
  const keys = { enc: await expand(key, 'enc'), mac: await expand(key, 'mac') };
  key.fill(0);
  const check = await decrypt(root.encKeyValidation_DO_NOT_EDIT, keys);
  if (typeof check === 'string') return check;
  const plain = await decrypt(root.data, keys);
  keys.enc.fill(0);
  keys.mac.fill(0);
  return plain === 'wrong' ? 'broken' : plain;
}

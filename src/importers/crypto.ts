import type { Work } from './types.ts';

/** Opening what other apps locked, with WebCrypto. A failure is undefined: wrong password and damage look the same. */

const usable = <T>(promise: Promise<T>): Promise<T | undefined> => promise.catch(() => undefined);

async function decrypt(
  algorithm: AesGcmParams | AesCbcParams,
  key: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const aes = await usable(crypto.subtle.importKey('raw', key, algorithm.name, false, ['decrypt']));
  const plain = aes && (await usable(crypto.subtle.decrypt(algorithm, aes, data)));
  return plain && new Uint8Array(plain);
}

/** AES-GCM; the tag of 16 bytes is at the end of the data. */
export const decryptGcm = (
  key: Uint8Array<ArrayBuffer>,
  iv: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Promise<Uint8Array<ArrayBuffer> | undefined> => decrypt({ name: 'AES-GCM', iv, additionalData }, key, data);

/** AES-CBC with PKCS #7 padding. */
export const decryptCbc = (
  key: Uint8Array<ArrayBuffer>,
  iv: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> => decrypt({ name: 'AES-CBC', iv }, key, data);

/** PBKDF2 (RFC 8018 §5.2), 256 bits unless said otherwise. Undefined for more iterations than any app uses. */
export async function pbkdf2(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  { iterations, hash, bits = 256 }: { iterations: number; hash: 'SHA-1' | 'SHA-256' | 'SHA-512'; bits?: number },
  { signal }: Work,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > 10_000_000) return undefined;
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits({ name: 'PBKDF2', salt, iterations, hash }, key, bits);
  signal?.throwIfAborted();
  return new Uint8Array(derived);
}

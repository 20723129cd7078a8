import type { PassphraseLock } from '../records/format.ts';
import { randomBytes } from '../envelope.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** OWASP Password Storage Cheat Sheet, 2023, for PBKDF2 with HMAC-SHA-256. The browser derives off the page's thread. */
const iterations = 600_000;

/** Whoever gets it wipes it. */
export async function passphraseMaterial(
  passphrase: string,
  { salt, iterations }: Pick<PassphraseLock, 'salt' | 'iterations'>,
): Promise<Bytes> {
  // The same passphrase typed on another keyboard may be other code points (Unicode Standard Annex #15).
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  bytes.fill(0);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, base, 256));
}

export async function makePassphrase(passphrase: string): Promise<{ lock: PassphraseLock; material: Bytes }> {
  const lock: PassphraseLock = { kind: 'passphrase', salt: randomBytes(16), iterations };
  return { lock, material: await passphraseMaterial(passphrase, lock) };
}

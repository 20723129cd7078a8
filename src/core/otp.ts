import type { Secret } from './secret.ts';

/** One-time passwords by RFC 4226 and RFC 6238, on WebCrypto (needs a secure context). */

export interface OtpKey {
  /** Base32 (RFC 4648 §6); lower case, blanks, hyphens and padding are tolerated. */
  secret: Secret;
  /** 6 to 8. */
  digits: number;
  periodS: number;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a Base32 text; left-over bits are dropped, as authenticator apps do. Undefined for a foreign character. */
export function base32Decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  const clean = text.toUpperCase().replace(/[\s-]/g, '').replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of clean) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    buffer = ((buffer << 5) | value) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = buffer >>> bits;
  }
  return bytes;
}

/** The time step T (RFC 6238 §4.2). */
export const stepAt = (nowMs: number, periodS: number): number => Math.floor(nowMs / 1000 / periodS);

/** Browsers have a global name for it, Node has none: the back end reads keys here, too. */
type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function importKey({ secret, algorithm }: OtpKey): Promise<HmacKey> {
  const bytes = base32Decode(secret.reveal());
  if (!bytes?.length) throw new RangeError('The key is not Base32 text.');
  const hash = algorithm.replace('SHA', 'SHA-');
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign']);
  bytes.fill(0);
  return key;
}

async function codeOf(key: HmacKey, step: number, digits: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  // Dynamic truncation, RFC 4226 §5.3.
  const offset = mac.getUint8(mac.byteLength - 1) & 0xf;
  const number = mac.getUint32(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The code of a time step. */
export async function codeAt(key: OtpKey, step: number): Promise<string> {
  return codeOf(await importKey(key), step, key.digits);
}

/**
 * How many steps the clock that made `code` is away from `nowMs`: negative when it is slow, null when the code
 * belongs to none of the `reach` steps on either side. The nearest step wins.
 */
export async function findDelta(key: OtpKey, code: string, nowMs: number, reach: number): Promise<number | null> {
  const hmac = await importKey(key);
  const now = stepAt(nowMs, key.periodS);
  for (let distance = 0; distance <= reach; distance++) {
    for (const delta of distance ? [-distance, distance] : [0]) {
      if (now + delta >= 0 && (await codeOf(hmac, now + delta, key.digits)) === code) return delta;
    }
  }
  return null;
}

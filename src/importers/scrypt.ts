import { scryptAsync } from '@noble/hashes/scrypt.js';
import { watchOf } from './progress.ts';
import type { Work } from './types.ts';

export interface ScryptCost {
  n: number;
  r: number;
  p: number;
}

/** 16 times the work of Aegis' own choice, for all that one file asks for. */
export const scryptLimit = 2 ** 22;

/** Within 128 MiB (RFC 7914 §2: 128 · N · r bytes) and the limit of all. */
export const isScryptCost = ({ n, r, p }: ScryptCost): boolean =>
  [n, r, p].every((value) => Number.isInteger(value) && value >= 1) &&
  p <= 16 &&
  n * r <= 2 ** 20 &&
  n * r * p <= scryptLimit;

/** scrypt (RFC 7914) to 32 bytes. Gives way to the page every 10 ms. Undefined when there is not enough memory. */
export async function scrypt(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  { n, r, p }: ScryptCost,
  work: Work,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const key = await scryptAsync(password, salt, {
      N: n,
      r,
      p,
      dkLen: 32,
      asyncTick: 10,
      maxmem: 2 ** 28,
      onProgress: watchOf(work),
    });
    return new Uint8Array(key);
  } catch {
    work.signal?.throwIfAborted();
    return undefined;
  }
}

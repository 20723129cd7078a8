import { argon2idAsync } from '@noble/hashes/argon2.js';
import { watchOf } from './progress.ts';
import type { Work } from './types.ts';

export interface Argon2Cost {
  passes: number;
  memoryKiB: number;
  lanes: number;
}

/**
 * Ente asks for 1 GiB and four passes. A computer has that much memory; on a phone the allocation fails, and we say so.
 */
export const largeArgon2 = { memoryKiB: 1_048_576, workKiB: 4_194_304 };

/**
 * Argon2id (RFC 9106) to 32 bytes. Gives way to the page every 10 ms. Undefined for a cost that no app asks for (256 MiB
 * and a few passes, as a phone can still do) and when there is not enough memory.
 */
export async function argon2id(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  { passes, memoryKiB, lanes }: Argon2Cost,
  work: Work,
  { memoryKiB: most, workKiB }: { memoryKiB: number; workKiB: number } = { memoryKiB: 262_144, workKiB: 1_048_576 },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const isInRange = passes >= 1 && lanes >= 1 && lanes <= 16 && memoryKiB >= 8 * lanes && memoryKiB <= most;
  if (!isInRange || passes * memoryKiB > workKiB) return undefined;
  try {
    const key = await argon2idAsync(password, salt, {
      t: passes,
      m: memoryKiB,
      p: lanes,
      dkLen: 32,
      asyncTick: 10,
      onProgress: watchOf(work),
    });
    return new Uint8Array(key);
  } catch {
    work.signal?.throwIfAborted();
    return undefined;
  }
}

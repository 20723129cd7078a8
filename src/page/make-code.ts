import type { EntryKey } from '../core/entry.ts';
import { codeAt, stepAt } from '../core/otp.ts';
import { Secret } from '../core/secret.ts';

/** The code of `key` at `nowMs`, or that of the time step after it, once that has begun. Rejects when it is stopped. */
export async function makeCode(
  key: EntryKey,
  { nowMs, isNext }: { nowMs: number; isNext: boolean },
  signal: AbortSignal,
): Promise<Secret> {
  const step = stepAt(nowMs, key.periodS) + (isNext ? 1 : 0);
  if (isNext) await pause(step * key.periodS * 1000 - nowMs, signal);
  return new Secret(await codeAt(key, step));
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)));
  });

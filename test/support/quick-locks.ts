import { ok } from './expect.ts';
import { stub } from './mounted.ts';

/** For a test that changes locks often: what takes seconds on purpose, or waits for the browser's files, does not. */
export function quickLocks(): void {
  quickPassphrases();
  quickPurges();
}

/**
 * A passphrase gives its key in a hundredth of the rounds, which take a slow machine seconds. What asks has to ask for all
 * of them.
 */
export function quickPassphrases(): void {
  const { deriveBits } = SubtleCrypto.prototype;
  function quickly(this: SubtleCrypto, algorithm: Pbkdf2Params, key: CryptoKey, length: number): Promise<ArrayBuffer> {
    if (algorithm.name !== 'PBKDF2') return deriveBits.call(this, algorithm, key, length);
    ok(algorithm.iterations >= 600_000);
    return deriveBits.call(this, { ...algorithm, iterations: algorithm.iterations / 100 }, key, length);
  }
  stub(SubtleCrypto.prototype, 'deriveBits', quickly);
}

/** The pauses of src/vault/purge.ts, in which Chromium merges its files; test/e2e/vault-files.test.ts has them. */
export function quickPurges(): void {
  const { setTimeout: real } = globalThis;
  const quickly = (run: TimerHandler, ms?: number, ...given: unknown[]): number =>
    real(run, ms === 100 ? 0 : ms, ...given);
  stub(globalThis, 'setTimeout', quickly);
}

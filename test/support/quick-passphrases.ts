import { ok } from './expect.ts';
import { stub } from './mounted.ts';

/**
 * For a test that changes locks often: a passphrase gives its key in a hundredth of the rounds, which take a slow machine
 * seconds on purpose. What asks has to ask for all of them.
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

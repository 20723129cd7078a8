import { decode } from '../../../src/qr/decode.ts';
import { equal } from '../../support/expect.ts';

/** Twelve million pixels of fine texture, in which finder patterns seem to be everywhere and none is. */
function texture(): { width: number; height: number; luma: Uint8Array } {
  const gray = { width: 4000, height: 3000, luma: new Uint8Array(12e6) };
  let state = 1;
  for (let at = 0; at < gray.luma.length; at++) {
    // A linear congruential generator (Numerical Recipes).
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    gray.luma[at] = state >>> 24;
  }
  return gray;
}

describe('while a picture is searched', () => {
  it('a timer of 50 ms fires at least 15 times a second, and an answer comes through', async () => {
    const aborting = new AbortController();
    let fired = 0;
    let answers = 0;
    const timer = setInterval(() => fired++, 50);
    const ask = async (): Promise<void> => {
      while (!aborting.signal.aborted) {
        await (await fetch(location.href)).text();
        answers++;
      }
    };
    const beganMs = performance.now();
    const ended = decode(texture(), { signal: aborting.signal }).catch(() => 'aborted');
    void ask();
    setTimeout(() => aborting.abort(), 4000);
    equal(await ended, 'aborted');
    const seconds = (performance.now() - beganMs) / 1000;
    clearInterval(timer);
    equal(fired >= 15 * seconds || `${fired} times in ${seconds} s`, true);
    equal(answers > 4 || `${answers} answers`, true);
  }).timeout(20_000);
});

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { bentPictures } from '../../scripts/bench-qr/bent.ts';
import type { Gray } from '../../src/qr/gray.ts';
import { finish, resize } from '../../src/qr/prepare.ts';
import { countedReader } from './counted.ts';
import { draw, noisy, onto } from './draw.ts';

/**
 * Units of work in a millisecond on the machine on which the reader was made; the parts of the search do between 1.3 and
 * 5 million there. A phone is a fourth as fast.
 */
const unitsPerMs = 3e6;
const phone = unitsPerMs / 4;
/** No task is longer on a phone, ms. */
const longestTaskMs = 100;
/** Nor do two places at which the search can be paused lie further apart, ms: a pause comes soon when it is due. */
const longestStepMs = 12;

/** Finder patterns beside each other, three pixels to a module, and none of them in a code. */
function finderPatterns(across: number, down: number): Gray {
  const code = draw('a', 3);
  const side = 27;
  const finder: Gray = { width: side, height: side, luma: new Uint8Array(side * side) };
  // From one module outside of it.
  for (let y = 0; y < side; y++)
    finder.luma.set(code.luma.subarray((y + 9) * code.width + 9, (y + 9) * code.width + 9 + side), y * side);
  const places = Array.from({ length: across * down }, (_, at): [Gray, number, number] => [
    finder,
    (at % across) * side,
    Math.floor(at / across) * side,
  ]);
  return onto(across * side, down * side, 255, ...places);
}

const blank = (width: number, height: number): Gray => onto(width, height, 255);
const grey = (width: number, height: number): Gray => onto(width, height, 128);
const small = Array.from({ length: 12 }, (_, at) => `otpauth://totp/${at}?secret=JBSWY3DPEHPK3PXP`);
const bent = [...bentPictures('tuned', 1)].at(-1)!;

const pictures: [name: string, make: () => Gray, texts: string[]][] = [
  ['sixteen megapixels of white, the most that is looked at', () => blank(4096, 4096), []],
  ['twelve megapixels of noise', () => noisy(grey(4000, 3000), 255), []],
  ['one megapixel of noise', () => noisy(grey(1200, 1000), 255), []],
  ['three megapixels of white', () => blank(1990, 1490), []],
  ['two megapixels of white', () => blank(1590, 1240), []],
  ['2,600 finder patterns', () => finderPatterns(59, 44), []],
  ['2,600 finder patterns in noise', () => noisy(finderPatterns(59, 44), 255), []],
  [
    'a large picture of a dense code that is bent',
    () => finish(resize(bent.gray, 3000 / bent.gray.width)),
    [bent.expected],
  ],
  [
    'twelve small codes',
    () =>
      onto(
        1600,
        1200,
        255,
        ...small.map((text, at): [Gray, number, number] => [draw(text, 3), (at % 8) * 190, (at >> 3) * 190]),
      ),
    small,
  ],
];

describe('the search hands the page its turn in time', () => {
  let reader: Awaited<ReturnType<typeof countedReader>>;
  const reached = new Set<string>();
  before(async () => {
    reader = await countedReader(phone);
  });

  for (const [name, make, texts] of pictures) {
    test(name, async (t) => {
      const run = await reader.read(make());
      for (const at of run.reached) reached.add(at);
      assert.deepEqual(run.texts.sort(), [...texts].sort());
      const [task, step] = [run.task, run.step].map(({ work, at }) => ({ ms: work / phone, at }));
      t.diagnostic(`longest task ${task!.ms.toFixed(0)} ms, longest step ${step!.ms.toFixed(0)} ms on a phone`);
      assert.ok(task!.ms < longestTaskMs, `${task!.ms} ms ${task!.at}`);
      assert.ok(step!.ms < longestStepMs, `${step!.ms} ms from ${step!.at}`);
    });
  }

  test('every place of ours at which it can be paused was reached by one of them', () => {
    // Later pictures of an animation are decoded by the browser, which is waited for between any two.
    const isOurs = (at: string) => !/^(decode|animation)\./.test(at);
    const missed = [...reader.stops].filter((at) => !reached.has(at) && isOurs(at));
    assert.deepEqual(missed, []);
  });
});

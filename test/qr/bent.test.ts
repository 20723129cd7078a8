import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bentPictures } from '../../scripts/bench-qr/bent.ts';
import { decode, decodeFrame } from '../../src/qr/decode.ts';
import { flatten } from '../../src/qr/flatten.ts';
import type { Gray } from '../../src/qr/gray.ts';
import { draw } from './draw.ts';

const each = 3;
const pictures = [...bentPictures('tuned', each)];
const kinds = [...new Set(pictures.map(({ kind }) => kind))];

describe('codes that do not lie flat are read at the first frame', () => {
  for (const kind of kinds)
    test(`two of three: ${kind}`, async () => {
      let count = 0;
      for (const { gray, expected } of pictures.filter((picture) => picture.kind === kind)) {
        const found = (await decodeFrame(gray, 0)).map((text) => text.reveal());
        if (found.includes(expected)) count++;
      }
      assert.ok(count >= each - 1, `${count} of ${each}`);
    });
});

test('of small and noisy ones on curled paper, more than four of five are', async () => {
  let count = 0;
  for (const { gray, expected } of bentPictures('more', 24, 'curl, medium')) {
    const found = (await decodeFrame(gray, 0)).map((text) => text.reveal());
    if (found.includes(expected)) count++;
  }
  assert.ok(count > 19, `${count} of 24`);
});

/** Two pictures side by side. */
function beside(...grays: readonly Gray[]): Gray {
  const width = grays.reduce((sum, gray) => sum + gray.width, 0);
  const height = Math.max(...grays.map((gray) => gray.height));
  const both: Gray = { width, height, luma: new Uint8Array(width * height).fill(150) };
  let left = 0;
  for (const gray of grays) {
    for (let y = 0; y < gray.height; y++)
      both.luma.set(gray.luma.subarray(y * gray.width, (y + 1) * gray.width), y * width + left);
    left += gray.width;
  }
  return both;
}

test('two of them in one picture are both read', async () => {
  const [one, two] = pictures.filter(({ kind }) => kind === 'lens and curl, medium');
  const found = (await decode(beside(one!.gray, two!.gray))).map((text) => text.reveal());
  assert.deepEqual(found.sort(), [one!.expected, two!.expected].sort());
});

test('a code that could be read is laid flat once, and corners of one that was read are not tried for another', () => {
  const steps = flatten(beside(draw('one', 8, 30, 220), draw('two', 8, 30, 220)));
  let flats = 0;
  let after = 0;
  for (let { done, value } = steps.next(true); !done; { done, value } = steps.next(value !== undefined)) {
    after++;
    if (!value) continue;
    flats++;
    after = 0;
  }
  assert.deepEqual({ flats, after }, { flats: 2, after: 0 });
});

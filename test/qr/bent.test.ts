import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bentPictures } from '../../scripts/bench-qr/bent.ts';
import { decode, decodeFrame } from '../../src/qr/decode.ts';
import type { Gray } from '../../src/qr/gray.ts';

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

test('two of them in one picture are both read', async () => {
  const [one, two] = pictures.filter(({ kind }) => kind === 'lens and curl, medium');
  const width = one!.gray.width + two!.gray.width;
  const height = Math.max(one!.gray.height, two!.gray.height);
  const both: Gray = { width, height, luma: new Uint8Array(width * height).fill(150) };
  let left = 0;
  for (const { gray } of [one!, two!]) {
    for (let y = 0; y < gray.height; y++)
      both.luma.set(gray.luma.subarray(y * gray.width, (y + 1) * gray.width), y * width + left);
    left += gray.width;
  }
  const found = (await decode(both)).map((text) => text.reveal());
  assert.deepEqual(found.sort(), [one!.expected, two!.expected].sort());
});

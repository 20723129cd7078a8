import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bentFilms } from '../../scripts/bench-qr/bent.ts';
import { decodeFrame } from '../../src/qr/decode.ts';

test('of twelve films of codes that do not lie flat ten are read in six frames', async () => {
  const read: string[] = [];
  for (const { kind, frames, expected } of bentFilms('more', 1, 6)) {
    for (const [count, gray] of frames.entries()) {
      if (!(await decodeFrame(gray, count)).some((text) => text.equals(expected))) continue;
      read.push(kind);
      break;
    }
  }
  assert.ok(read.length >= 10, read.join('; '));
});

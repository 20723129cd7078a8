import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { animationIn } from '../../src/qr/animation.ts';

/** Bytes as written: texts in Latin-1, numbers as bytes. */
const file = (...parts: (string | number[])[]): ArrayBuffer =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part))).buffer;
const gif = (...blocks: number[][]): ArrayBuffer =>
  file('GIF89a', [8, 0, 8, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255], ...blocks);
const control = [0x21, 0xf9, 4, 0, 9, 0, 0, 0];
const image = [0x2c, 0, 0, 0, 0, 8, 0, 8, 0, 0, 2, 2, 0x2c, 0x2c, 0];
const imageWithColours = [0x2c, 0, 0, 0, 0, 8, 0, 8, 0, 0x80, 0x2c, 0x2c, 0x2c, 0x3b, 0x3b, 0x3b, 2, 1, 0x2c, 0];
const end = [0x3b];

const chunk = (name: string, ...content: number[]): (string | number[])[] => [
  [0, 0, 0, content.length],
  name,
  [...content, 0, 0, 0, 0],
];
const png = (...chunks: (string | number[])[]): ArrayBuffer =>
  file('\x89PNG\r\n\x1a\n', ...chunk('IHDR', ...Array<number>(13).fill(1)), ...chunks, [0, 0, 0, 0, 0, 0, 0, 0]);
const webp = (flags: number): ArrayBuffer => file('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, flags, 0, 0, 0]);

const pictures: [name: string, bytes: ArrayBuffer, type: string | undefined][] = [
  ['a GIF of two images', gif(control, image, control, image, end), 'image/gif'],
  ['a GIF of two images with colours of their own', gif(imageWithColours, imageWithColours, end), 'image/gif'],
  ['a GIF of one image', gif(control, image, end), undefined],
  ['a GIF of one image that ends too soon', gif(control, image), undefined],
  ['a PNG of two frames', png(...chunk('acTL', 0, 0, 0, 2, 0, 0, 0, 0), ...chunk('IDAT', 1)), 'image/png'],
  ['a PNG of one frame', png(...chunk('acTL', 0, 0, 0, 1, 0, 0, 0, 0), ...chunk('IDAT', 1)), undefined],
  ['a PNG', png(...chunk('tEXt', 65), ...chunk('IDAT', 1)), undefined],
  ['a PNG with the word in its data', png(...chunk('IDAT', ...Buffer.from('acTL'), 0, 0, 0, 9)), undefined],
  ['a WebP that says so', webp(0x12), 'image/webp'],
  ['a WebP with transparency', webp(0x10), undefined],
  ['an AVIF of a sequence', file([0, 0, 0, 24], 'ftypavis', [0, 0, 0, 0]), 'image/avif'],
  ['an AVIF', file([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0]), undefined],
  ['a JPEG', file([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]), undefined],
  ['nothing', new ArrayBuffer(0), undefined],
];

describe('an animation is told from a still picture', () => {
  for (const [name, bytes, type] of pictures) test(name, () => assert.equal(animationIn(bytes), type));
});

test('a GIF of very many blocks is not walked through to its end', () => {
  const comments = (count: number): ArrayBuffer =>
    gif([0x21, 0xfe, ...Array.from({ length: count }, () => [1, 0]).flat(), 0], image, image, end);
  assert.equal(animationIn(comments(150_000)), 'image/gif');
  assert.equal(animationIn(comments(250_000)), undefined);
});

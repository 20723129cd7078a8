import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pixelsIn } from '../../src/qr/picture-size.ts';

/** Bytes as written: texts in ASCII, numbers as bytes. */
function file(...parts: (string | number[])[]): ArrayBuffer {
  const bytes = parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part));
  // Enough that nothing is missing behind.
  return Uint8Array.from([...bytes, ...Array<number>(32).fill(0)]).buffer;
}
const big = (value: number, count = 4): number[] =>
  Array.from({ length: count }, (_, at) => (value >>> (8 * (count - 1 - at))) & 255);
const little = (value: number, count = 4): number[] => big(value, count).reverse();
const box = (name: string, ...content: (string | number[])[]): number[] => {
  const bytes = content.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part));
  return [...big(bytes.length + 8), ...Buffer.from(name), ...bytes];
};
const ispe = (width: number, height: number): number[] => box('ispe', big(0), big(width), big(height));
const heif = (brand: string, ...properties: number[][]): ArrayBuffer =>
  file(box('ftyp', brand, big(0)), box('meta', big(0), box('hdlr', 'pict'), box('iprp', box('ipco', ...properties))));

const gif = (frame: number[]): ArrayBuffer =>
  file(
    'GIF89a',
    little(20, 2),
    little(30, 2),
    [0x81, 0, 0],
    Array<number>(12).fill(0x21),
    [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    frame,
  );
const jpeg = (...segments: number[][]): ArrayBuffer => file([0xff, 0xd8], ...segments);
const app1 = [0xff, 0xe1, ...big(8, 2), 0xff, 0xc0, 0, 1, 0, 1];
const frame = (marker: number): number[] => [
  0xff,
  marker,
  ...big(11, 2),
  8,
  ...big(3000, 2),
  ...big(4000, 2),
  1,
  1,
  0x11,
  0,
];

const pictures: [format: string, bytes: ArrayBuffer, pixels: number][] = [
  ['PNG', file([0x89], 'PNG\r\n\x1a\n', big(13), 'IHDR', big(23000), big(23001)), 23000 * 23001],
  ['JPEG', jpeg(frame(0xc0)), 12e6],
  ['progressive JPEG after EXIF with a thumbnail', jpeg(app1, frame(0xc2)), 12e6],
  ['JPEG with tables and filling bytes before', jpeg([0xff, 0xc4, ...big(4, 2), 1, 1, 0xff, 0xff], frame(0xc1)), 12e6],
  ['JPEG with arithmetic coding', jpeg([0xff, 0xcc, ...big(2, 2)], frame(0xc9)), 12e6],
  ['GIF', gif([0x2c, 0, 0, 0, 0, 1, 0, 1, 0]), 600],
  ['GIF whose first frame is larger', gif([0x2c, 0, 0, 0, 0, ...little(500, 2), ...little(400, 2)]), 200_000],
  ['BMP', file('BM', Array<number>(12).fill(0), little(40), little(640), little(480)), 307_200],
  ['BMP from the top', file('BM', Array<number>(12).fill(0), little(40), little(640), little(-480)), 307_200],
  ['old BMP', file('BM', Array<number>(12).fill(0), little(12), little(640, 2), little(480, 2)), 307_200],
  [
    'WebP',
    file('RIFF', little(0), 'WEBPVP8 ', little(0), [0, 0, 0, 0x9d, 1, 0x2a], little(0x4000 + 640, 2), little(480, 2)),
    307_200,
  ],
  [
    'WebP without loss',
    file('RIFF', little(0), 'WEBPVP8L', little(0), [0x2f], little(((480 - 1) << 14) | (640 - 1))),
    307_200,
  ],
  [
    'WebP with more',
    file('RIFF', little(0), 'WEBPVP8X', little(10), little(0), little(15_999, 3), little(9_999, 3)),
    16e7,
  ],
  ['AVIF', heif('avif', ispe(407, 301)), 122_507],
  ['HEIC in tiles', heif('heic', ispe(512, 512), ispe(4032, 3024)), 4032 * 3024],
];

describe('the size is read from the first bytes', () => {
  for (const [format, bytes, pixels] of pictures) test(format, () => assert.equal(pixelsIn(bytes), pixels));
});

test('what is no picture, or ends before it tells, has no size', () => {
  for (const bytes of [file('%PDF-1.7'), file('<svg width="1"/>'), new ArrayBuffer(0), file('II*\0')])
    assert.equal(pixelsIn(bytes), undefined);
  for (const [format, bytes] of pictures) {
    for (let length = 0; length < 10; length++) assert.equal(pixelsIn(bytes.slice(0, length)), undefined, format);
  }
  assert.equal(pixelsIn(jpeg()), undefined);
  assert.equal(pixelsIn(heif('avif')), undefined);
});

test('a file that has very many parts before it tells has no size either', () => {
  const many = (part: number[], count: number): number[] => Array.from({ length: count }, () => part).flat();
  const endless: [format: string, make: (count: number) => ArrayBuffer][] = [
    ['JPEG', (count) => jpeg(many([0xff], count), frame(0xc0))],
    ['extensions of GIF', (count) => gif([...many([0x21, 0xfe, 0], count), 0x2c, 0, 0, 0, 0, 1, 0, 1, 0])],
    ['blocks of GIF', (count) => gif([0x21, 0xfe, ...many([1, 0], count), 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0])],
    ['AVIF', (count) => heif('avif', many([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65], count), ispe(407, 301))],
  ];
  for (const [format, make] of endless) {
    assert.ok(pixelsIn(make(40_000)), format);
    assert.equal(pixelsIn(make(60_000)), undefined, format);
  }
});

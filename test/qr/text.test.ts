import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { progressOf } from '../../src/qr/parts.ts';
import { put } from '../../src/qr/segments.ts';
import { textsOf, type Part, type Payload } from '../../src/qr/text.ts';

type Bits = (readonly [value: number, count: number])[];

/** Data of a symbol of version 1: the bits, and the end. */
function payload(...bits: Bits): Payload {
  const all: number[] = [];
  for (const [value, count] of bits) put(all, value, count);
  put(all, 0, 4);
  put(all, 0, -all.length & 7);
  const data = Array.from({ length: all.length / 8 }, (_, at) => parseInt(all.slice(at * 8, at * 8 + 8).join(''), 2));
  return { data: Uint8Array.from(data), version: 1 };
}
const bytes = (...values: number[]): Bits => [
  [4, 4],
  [values.length, 8],
  ...values.map((value) => [value, 8] as const),
];
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const eci = (number: number): Bits =>
  number < 128
    ? [[7, 4], [number, 8]] // prettier-ignore
    : [
        [7, 4],
        [2, 2],
        [number, 14],
      ]; /** 点 and 茗, the example of ISO/IEC 18004, 7.4.7: 935F and E4AA in Shift_JIS. */
// prettier-ignore
const kanji: Bits = [[8, 4], [2, 8], [0xd9f, 13], [0x1aaa, 13]];

// prettier-ignore
const samples: [kind: string, bits: Bits, text: string][] = [
  ['digits in threes and a rest of two', [[1, 4], [8, 10], [12, 10], [345, 10], [67, 7]], '01234567'],
  ['digits and a rest of one', [[1, 4], [4, 10], [999, 10], [0, 4]], '9990'],
  ['capitals, the example of the standard', [[2, 4], [5, 9], [462, 11], [1849, 11], [2, 6]], 'AC-42'],
  ['UTF-8 that does not say so', bytes(...utf8('京都')), '京都'],
  ['a character that begins in one segment and ends in the next', [...bytes(0xe4, 0xba), ...bytes(0xac)], '京'],
  ['Kanji mode', kanji, '点茗'],
  ['Kanji mode between bytes', [...bytes(...utf8('a:')), ...kanji, ...bytes(...utf8('?b'))], 'a:点茗?b'],
  ['Shift_JIS that does not say so', bytes(0x8b, 0x9e, 0x93, 0x73, 0x91, 0xe5, 0x8a, 0x77), '京都大学'],
  ['half-width Katakana', bytes(0xb6, 0xc5), 'ｶﾅ'],
  ['Shift_JIS by ECI', [...eci(20), ...bytes(0x89, 0xd4)], '花'],
  ['UTF-8 by ECI', [...eci(26), ...bytes(...utf8('花'))], '花'],
  ['UTF-16 by ECI', [...eci(25), ...bytes(0x82, 0xb1)], '花'],
  ['Latin-1 by ECI', [...eci(3), ...bytes(0xe9)], 'é'],
  ['ISO/IEC 8859-7 by ECI', [...eci(9), ...bytes(0xe1)], 'α'],
  ['an ECI of two bytes', [...eci(170), ...bytes(0x41)], 'A'],
  ['an ECI that nobody knows', [...eci(899), ...bytes(...utf8('花'))], '花'],
  ['one encoding after the other', [...eci(20), ...bytes(0x89, 0xd4), ...eci(26), ...bytes(...utf8('花'))], '花花'],
  ['Latin-1 that does not say so', bytes(0x63, 0x61, 0x66, 0xe9), 'café'],
  ['FNC1 before bytes', [[5, 4], ...bytes(0x41)], 'A'],
];

describe('data are read', () => {
  for (const [kind, bits, text] of samples) test(kind, () => assert.deepEqual(textsOf([payload(...bits)], []), [text]));
});

test('a text in several symbols is read when all are there, in their order', () => {
  const part = (index: number, text: string, parity = 7): Payload =>
    payload([3, 4], [index, 4], [2, 4], [parity, 8], ...bytes(...utf8(text)));
  const parts: Part[] = [];
  assert.deepEqual(textsOf([part(2, 'c'), part(0, 'a')], parts), []);
  assert.deepEqual(textsOf([part(1, 'x', 8)], parts), []);
  assert.deepEqual(textsOf([part(1, 'b')], parts), ['abc']);
});

test('how many of several symbols are known, of the text that was seen last; one that comes again counts once', () => {
  const part = (index: number, text: string, parity = 7): Payload =>
    payload([3, 4], [index, 4], [2, 4], [parity, 8], ...bytes(...utf8(text)));
  const parts: Part[] = [];
  assert.equal(progressOf(parts), undefined);
  textsOf([part(2, 'c'), part(2, 'c')], parts);
  assert.deepEqual(progressOf(parts), { read: 1, of: 3 });
  textsOf([part(0, 'x', 8)], parts);
  textsOf([part(0, 'a')], parts);
  assert.deepEqual(progressOf(parts), { read: 2, of: 3 });
  textsOf([part(0, 'x', 8)], parts);
  assert.deepEqual(progressOf(parts), { read: 1, of: 3 });
  assert.doesNotMatch(JSON.stringify(parts), /"[acx]"/);
});

test('data that end too soon are no text', () => {
  assert.deepEqual(textsOf([payload([4, 4], [200, 8], [65, 8])], []), []);
  assert.deepEqual(textsOf([payload([15, 4], [0, 8])], []), []);
});

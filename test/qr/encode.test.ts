import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import jsQrModule from 'jsqr';
import { create, type QRCodeMaskPattern } from 'qrcode';
import { encodeQr } from '../../src/qr/encode.ts';
import { bitsOf } from '../../src/qr/segments.ts';
import { draw } from './draw.ts';

const uri = 'otpauth://totp/Kyoto%20University:taro?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kyoto%20University';

/** The dark modules that a path paints, as `x,y` without the quiet zone. */
function painted(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(run); step++) dark.add(`${Number(x) + step - 4},${Number(y) - 4}`);
  }
  return dark;
}

type Mode = 'numeric' | 'alphanumeric' | 'byte';
interface Segment {
  mode: Mode;
  data: string | Buffer;
}
const jsQr = ((jsQrModule as unknown as { default?: unknown }).default ?? jsQrModule) as (
  data: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string; chunks: { type: Mode; text: string; bytes?: number[] }[] } | null;

/** What another decoder finds written, segment by segment. */
function segmentsOf(text: string): { data: string; segments: Segment[] } {
  const { width, height, luma } = draw(text, 4);
  const rgba = new Uint8ClampedArray(luma.length * 4);
  for (const [at, light] of luma.entries()) rgba.set([light, light, light, 255], at * 4);
  const { data, chunks } = jsQr(rgba, width, height)!;
  const segments = chunks.map(({ type, text, bytes }) => ({
    mode: type,
    data: type === 'byte' ? Buffer.from(bytes!) : text,
  }));
  return { data, segments };
}

/**
 * The decoder's segments, written by another encoder at level M: the same version and modules under one of the masks.
 * True when it chooses the same mask; the standard leaves open how a share of dark modules is rounded.
 */
function assertAsAnother(text: string): boolean {
  const { data, segments } = segmentsOf(text);
  assert.equal(data, text);
  const { modules, path } = encodeQr(text);
  const ours = [...painted(path)].join(' ');
  const drawn = (maskPattern?: QRCodeMaskPattern): string => {
    const other = create(segments as never, {
      errorCorrectionLevel: 'M',
      ...(maskPattern !== undefined && { maskPattern }),
    }).modules;
    assert.equal(modules, other.size + 8, text);
    return [...other.data.keys()]
      .filter((at) => other.data[at])
      .map((at) => `${at % other.size},${Math.floor(at / other.size)}`)
      .join(' ');
  };
  assert.ok(
    ([0, 1, 2, 3, 4, 5, 6, 7] as const).some((mask) => drawn(mask) === ours),
    text,
  );
  assert.ok(modules - 8 <= create(text, { errorCorrectionLevel: 'M' }).modules.size, `${text} fits a smaller one`);
  return drawn() === ours;
}

/** The same each time: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a decoder and an encoder of others agree with it', () => {
  test('in all versions', () => {
    for (let length = 1; length < 2331; length += 61) assertAsAnother('Ab9%2F'.repeat(400).slice(0, length));
    assertAsAnother('x'.repeat(2331));
    assertAsAnother('0'.repeat(5596));
    for (let length = 20; length < 3391; length += 85) assertAsAnother('A'.repeat(length));
    assertAsAnother('A'.repeat(3391));
  });

  test('about digits, capitals and others in any order', () => {
    const next = numbers(7);
    const kinds = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 'abcdefgh/&?=', '京都大学'];
    let same = 0;
    for (let count = 0; count < 60; count++) {
      let text = '';
      for (let part = next(9); part >= 0; part--) {
        const kind = kinds[next(kinds.length)]!;
        for (let rest = next(30); rest >= 0; rest--) text += kind[next(kind.length)];
      }
      if (assertAsAnother(text)) same++;
    }
    assert.ok(same > 48, `the mask is the same for ${same} of 60`);
  });
});

describe('no segments are shorter', () => {
  const modes = [
    { takes: /^\d$/, head: 14, bits: (length: number) => Math.ceil((length * 10) / 3) },
    { takes: /^[0-9A-Z $%*+\-./:]$/, head: 13, bits: (length: number) => Math.ceil((length * 11) / 2) },
    { takes: /^.$/, head: 12, bits: (length: number) => length * 8 },
  ];
  /** By trying every end of the first segment. */
  function fewest(text: string): number {
    const known = [0];
    for (let end = 1; end <= text.length; end++) {
      const all: number[] = [];
      for (let start = 0; start < end; start++) {
        for (const { takes, head, bits } of modes)
          if ([...text.slice(start, end)].every((one) => takes.test(one)))
            all.push(known[start]! + head + bits(end - start));
      }
      known.push(Math.min(...all));
    }
    return known.at(-1)!;
  }

  test('than ours', () => {
    const next = numbers(3);
    for (let count = 0; count < 300; count++) {
      let text = '';
      for (let part = next(6); part >= 0; part--) {
        const kind = ['0123456789', 'ABCDEF', 'abc'][next(3)]!;
        for (let rest = next(14); rest >= 0; rest--) text += kind[next(kind.length)];
      }
      assert.equal(bitsOf(text, 0).length, fewest(text), text);
    }
    // Parts of bits that are not rounded where a segment ends lead astray here.
    const text = 'FAaabbaabbacbabccbBBF4319789636BCECF';
    assert.equal(bitsOf(text, 0).length, fewest(text));
  });
});

const address = (name: string, rest = ''): string =>
  `otpauth://totp/${encodeURIComponent('京都大学')}:${encodeURIComponent(name)}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${encodeURIComponent('京都大学')}${rest}`;

describe('another decoder finds no ECI', () => {
  const texts: [kind: string, text: string][] = [
    ['an address', uri],
    ['a short Japanese name', address('花子')],
    ['a long Japanese name', address('情報環境機構の山田花子（学術情報メディアセンター）')],
    ['a Japanese name with other values', address('情報環境機構', '&algorithm=SHA256&digits=8&period=60')],
    ['Japanese as it is', 'otpauth://totp/京都大学:花子?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
    ...[200, 250, 300, 400, 600, 900, 1500].map((length): [string, string] => [
      `${length} characters`,
      address('x'.repeat(length)).slice(0, length),
    ]),
  ];
  for (const [kind, text] of texts)
    test(kind, () => {
      const { data, segments } = segmentsOf(text);
      assert.equal(data, text);
      const kinds = segments.map(({ mode }) => mode);
      for (const mode of kinds) assert.ok(['numeric', 'alphanumeric', 'byte'].includes(mode), mode);
    });

  test('and the key, which is in capitals, as alphanumeric', () => {
    const { segments } = segmentsOf(uri);
    assert.deepEqual(
      segments.map(({ mode }) => mode),
      ['byte', 'alphanumeric', 'byte'],
    );
  });
});

test('the quiet zone of four modules is left white', () => {
  const { modules, path } = encodeQr(uri);
  for (const place of painted(path))
    assert.ok(place.split(',').every((at) => Number(at) >= 0 && Number(at) < modules - 8));
});

test('a text too long for any QR code is refused', () => {
  assert.throws(() => encodeQr('x'.repeat(2332)), RangeError);
});

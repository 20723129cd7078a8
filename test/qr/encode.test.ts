import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create } from 'qrcode';
import { encodeQr } from '../../src/qr/encode.ts';

const uri = 'otpauth://totp/Kyoto%20University:taro?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kyoto%20University';

/** The dark modules that a path paints, as `x,y`. */
function painted(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(run); step++) dark.add(`${Number(x) + step},${y}`);
  }
  return dark;
}

test('a code has the size that another encoder gives the same bytes at level M, and a quiet zone of four modules', () => {
  for (const text of ['A', uri, uri.repeat(4)]) {
    const { modules } = create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M' });
    assert.equal(encodeQr(text).modules, modules.size + 8);
  }
});

test('the three finder patterns stand where ISO/IEC 18004 puts them, with the quiet zone left white', () => {
  const { modules, path } = encodeQr(uri);
  const dark = painted(path);
  const far = modules - 4 - 7;
  for (const [left, top] of [
    [4, 4],
    [far, 4],
    [4, far],
  ] as const) {
    for (let step = 0; step < 7; step++) {
      assert.ok(dark.has(`${left + step},${top}`) && dark.has(`${left},${top + step}`));
    }
    assert.ok(!dark.has(`${left + 1},${top + 1}`) && dark.has(`${left + 3},${top + 3}`));
  }
  for (const place of dark) assert.ok(place.split(',').every((at) => Number(at) >= 4 && Number(at) < modules - 4));
});

test('a text too long for any QR code is refused', () => {
  assert.throws(() => encodeQr('x'.repeat(3000)));
});

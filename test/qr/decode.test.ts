import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode, decodeFrame } from '../../src/qr/decode.ts';
import type { Gray } from '../../src/qr/gray.ts';
import { finish, mean, mirror, resize, turn } from '../../src/qr/prepare.ts';
import { draw, noisy, onto } from './draw.ts';

const uri = 'otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kyoto%20University';

const read = async (gray: Gray): Promise<string[]> => (await decode(gray)).map((text) => text.reveal());

describe('what we draw we read', () => {
  for (const length of [10, 60, 150, 400, 900, 1800]) {
    test(`a text of ${length} characters`, async () => {
      const text = `otpauth-migration://offline?data=${'Ab9%2F'.repeat(400)}`.slice(0, length);
      assert.deepEqual(await read(draw(text, 4)), [text]);
    });
  }

  test('Japanese', async () => {
    const text = 'otpauth://totp/京都大学:太郎?secret=JBSWY3DPEHPK3PXP';
    assert.deepEqual(await read(draw(text)), [text]);
  });
});

describe('a code is read', () => {
  const code = draw(uri);
  const pictures: [name: string, gray: Gray][] = [
    ['inverted', draw(uri, 5, 230, 30)],
    ['12 steps of grey apart', draw(uri, 5, 121, 133)],
    ['with strong noise', noisy(code, 300)],
    ['in noise as dark as itself', noisy(draw(uri, 6, 90, 130), 90)],
    ['out of focus', finish(mean(finish(mean(draw(uri, 6), 3)), 3))],
    ['turned by 30 degrees', finish(turn(code, 30))],
    ['upside down', finish(turn(code, 180))],
    ['in a mirror', mirror(code)],
    ['at 1.5 pixels a module', finish(resize(draw(uri, 6), 0.25))],
    [
      'of 90 pixels in a screen of 2560',
      onto(2560, 1440, 240, [finish(resize(draw(uri, 8), 90 / draw(uri, 8).width)), 1700, 900]),
    ],
  ];
  for (const [name, gray] of pictures) test(name, async () => assert.deepEqual(await read(gray), [uri]));
});

test('two codes are both read, one of them inverted and smaller', async () => {
  const [one, two] = [draw(uri), draw(`${uri}&digits=8`, 3, 255, 0)];
  const found = await read(onto(700, 400, 255, [one, 0, 0], [two, 420, 40]));
  assert.deepEqual(found.sort(), [uri, `${uri}&digits=8`]);
});

test('nothing is read where there is no code', async () => {
  const gray: Gray = { width: 320, height: 240, luma: new Uint8Array(320 * 240) };
  assert.deepEqual(await read(gray), []);
  assert.deepEqual(await read(noisy({ ...gray, luma: gray.luma.fill(128) }, 250)), []);
});

test('the picture stays as it was', async () => {
  const gray = draw(uri);
  const before = gray.luma.slice();
  await decode(gray);
  assert.deepEqual(gray.luma, before);
});

test('a text comes wrapped', async () => {
  assert.equal(JSON.stringify(await decode(draw(uri))), '["[secret]"]');
});

test('frames of low contrast are read within a few', async () => {
  const gray = draw(uri, 5, 121, 133);
  let count = 0;
  while (count < 12 && !(await decodeFrame(gray, count)).length) count++;
  assert.ok(count < 12);
});

test('the search ends when it is no longer wanted', async () => {
  const gray = noisy({ width: 1200, height: 900, luma: new Uint8Array(1200 * 900).fill(128) }, 250);
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(), 50);
  await assert.rejects(decode(gray, { signal: aborting.signal }), { name: 'AbortError' });
});

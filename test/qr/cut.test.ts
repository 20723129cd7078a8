import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { cutting } from '../../scripts/build/cut.ts';
import { qrCuts } from '../../scripts/build/qr-cuts.ts';
import * as whole from '../../src/qr/decode.ts';
import type { Gray } from '../../src/qr/gray.ts';
import { finish, turn } from '../../src/qr/prepare.ts';
import { draw, noisy, onto } from './draw.ts';

let outDir: string;
let built: typeof whole;
before(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'mfa-elements-qr-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [cutting(qrCuts)],
    build: {
      outDir,
      target: 'es2022',
      lib: { entry: 'src/qr/decode.ts', formats: ['es'], fileName: () => 'decode.mjs' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  built = (await import(pathToFileURL(join(outDir, 'decode.mjs')).href)) as typeof whole;
});
after(() => rm(outDir, { recursive: true }));

const texts = async ({ decode }: typeof whole, gray: Gray) => (await decode(gray)).map((text) => text.reveal()).sort();

const uri = 'otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kyoto%20University';
const long = `otpauth-migration://offline?data=${'Ab9%2F'.repeat(150)}`;
const pictures: [name: string, gray: Gray, found: string[]][] = [
  ['a code', draw(uri), [uri]],
  ['a code of many modules, inverted', draw(long, 4, 230, 30), [long]],
  ['a turned code in noise', finish(turn(noisy(draw(uri), 200), 30)), [uri]],
  [
    'two codes',
    onto(700, 400, 255, [draw(uri), 0, 0], [draw(`${uri}&digits=8`, 3), 420, 40]),
    [uri, `${uri}&digits=8`],
  ],
  ['no code', { width: 320, height: 240, luma: new Uint8Array(320 * 240) }, []],
];
for (const [name, gray, found] of pictures)
  test(`in ${name} the built decoder, which some of the library is left out of, sees what the whole one sees`, async () => {
    assert.deepEqual(await texts(built, gray), found);
    assert.deepEqual(await texts(whole, gray), found);
  });

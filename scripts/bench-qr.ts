// `npm run bench:qr [-- words]`: how many pictures are read, and how fast, by the code that ships (in Chromium), ZBar,
// jsQR and zxing-wasm (in Node). With words, only the pictures whose description holds one of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQrModule from 'jsqr';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { canMakePictures, fixturePictures, makePictures, type Picture } from './bench-qr/pictures.ts';

interface Result {
  texts: string[];
  ms: number;
}
interface Reader {
  name: string;
  read(file: string): Promise<Result>;
  end?(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'mfa-bench-qr-'));

async function timed(read: () => Promise<string[]> | string[]): Promise<Result> {
  const beganMs = performance.now();
  const texts = await read();
  return { texts, ms: performance.now() - beganMs };
}

/** The built module on a page; files come by an input, as a person gives them. */
async function ours(): Promise<Reader> {
  const outDir = join(folder, 'dist');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, target: 'es2022', lib: { entry: { reader: 'src/qr/read-picture.ts' }, formats: ['es'] } },
  });
  const server = createServer(({ url = '/' }, response) => {
    const isScript = url.endsWith('.js');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? readFileSync(join(outDir, url)) : '<!doctype html><title>Bench</title><input type="file">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    name: 'ours',
    async read(file) {
      await page.setInputFiles('input', file);
      // As text, so that the transpiler of this script puts no helpers of its own into it.
      return page.evaluate<Result>(`(async () => {
        const { readPicture } = await import('/reader.js');
        const beganMs = performance.now();
        const reading = await readPicture(document.querySelector('input').files[0]);
        const ms = performance.now() - beganMs;
        return { ms, texts: (reading.texts ?? []).map((text) => text.reveal()) };
      })()`);
    },
    async end() {
      await browser.close();
      server.close();
    },
  };
}

function zbar(): Reader[] {
  if (spawnSync('zbarimg', ['--version']).status !== 0) return [];
  const args = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable'];
  const read = (file: string): Promise<Result> =>
    timed(() =>
      spawnSync('zbarimg', [...args, file], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean),
    );
  return [{ name: 'zbarimg', read }];
}

/** RGBA, as `ImageData` has it. */
function pixelsOf(file: string): {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
  colorSpace: 'srgb';
} {
  const [width, height] = execFileSync('identify', ['-format', '%w %h\n', file], { encoding: 'utf8' })
    .split(/\s/)
    .map(Number) as [number, number];
  const bytes = execFileSync('convert', [file, '+repage', '-depth', '8', 'rgba:-'], { maxBuffer: 2 ** 28 });
  return { data: new Uint8ClampedArray(bytes), width, height, colorSpace: 'srgb' };
}

function jsQrReader(): Reader {
  // A CommonJS module whose function is a member of its default.
  const jsQr = ((jsQrModule as unknown as { default?: typeof jsQrModule }).default ?? jsQrModule) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { data: string } | null;
  return {
    name: 'jsqr',
    async read(file) {
      const { data, width, height } = pixelsOf(file);
      return timed(() => [jsQr(data, width, height)?.data ?? ''].filter(Boolean));
    },
  };
}

async function zxing(): Promise<Reader> {
  const wasmBinary = new Uint8Array(readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return {
    name: 'zxing-wasm',
    async read(file) {
      const pixels = pixelsOf(file);
      return timed(async () =>
        (await readBarcodes(pixels as ImageData, { formats: ['QRCode'], tryDenoise: true })).map(({ text }) => text),
      );
    },
  };
}

const median = (numbers: number[]): number => numbers.sort((one, other) => one - other)[numbers.length >> 1] ?? 0;

function pictures(): Picture[] {
  const made = join(folder, 'pictures');
  mkdirSync(made);
  const words = process.argv.slice(2);
  const isWanted = (kind: string): boolean => !words.length || words.some((word) => kind.includes(word));
  const fixtures = fixturePictures().filter(({ kind }) => isWanted(kind));
  return canMakePictures() ? [...fixtures, ...makePictures(made, isWanted)] : fixtures;
}

const all = pictures();
const readers = [await ours(), ...zbar(), ...(canMakePictures() ? [jsQrReader(), await zxing()] : [])];
const totals = readers.map(() => ({ read: 0, wrong: 0, ms: [] as number[] }));
console.log(['', ...readers.map(({ name }) => name.padStart(12))].join(''), ' picture');
for (const { file, kind, expected } of all) {
  let line = '';
  for (const [at, reader] of readers.entries()) {
    const { texts, ms } = await reader.read(file);
    const isRead = expected.every((text) => texts.includes(text));
    const total = totals[at]!;
    total.ms.push(ms);
    if (isRead) total.read++;
    if (texts.some((text) => !expected.includes(text))) total.wrong++;
    line += `${isRead ? 'read' : '-'} ${ms.toFixed(0).padStart(5)} ms`.padStart(14);
  }
  console.log(line, '', kind);
}
for (const [at, { name }] of readers.entries()) {
  const { read, wrong, ms } = totals[at]!;
  console.log(`${name}: ${read} of ${all.length} read, ${wrong} wrong, median ${median(ms).toFixed(0)} ms`);
}
for (const reader of readers) await reader.end?.();
rmSync(folder, { recursive: true });

// `npm run bench:qr [-- words]`: how many pictures are read, how fast, and how long at a time they hold the thread, by the
// code that ships (in Chromium), ZBar (a program), jsQR, zxing-wasm and qr (in Node). With words, only the pictures whose
// description holds one of them; `film` for the films, which readers in Node see frame by frame. Which pictures the reader was made with, and which it was not, is said with each group.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQrModule from 'jsqr';
import { chromium, type Page } from 'playwright-core';
import { decodeQRBatch } from 'qr/decode.js';
import { build } from 'vite';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Gray } from '../src/qr/gray.ts';
import { cutting } from './build/cut.ts';
import { qrCuts } from './build/qr-cuts.ts';
import { bentPictures, type Set } from './bench-qr/bent.ts';
import { compareFilms, type FilmReader } from './bench-qr/films.ts';
import { fixturePictures, canMakePictures, makePictures, textPictures, type Picture } from './bench-qr/pictures.ts';
import { png } from './bench-qr/png.ts';

interface Result {
  texts: string[];
  ms: number;
  /** Longest stretch in which nothing else could run on the page or in the process, ms. */
  blockedMs: number;
}
/** RGBA, as `ImageData` has it. */
interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
  colorSpace: 'srgb';
}
interface Reader {
  name: string;
  read(file: string, pixels: Pixels): Promise<Result>;
  end?(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'mfa-bench-qr-'));

async function timed(read: () => Promise<string[]> | string[]): Promise<Result> {
  const beganMs = performance.now();
  const texts = await read();
  const ms = performance.now() - beganMs;
  return { texts, ms, blockedMs: ms };
}

/** The built module on a page; files come by an input, as a person gives them. */
async function ours(): Promise<Reader & { page: Page }> {
  const outDir = join(folder, 'dist');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [cutting(qrCuts)],
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
    page,
    async read(file) {
      await page.setInputFiles('input', file);
      // As text, so that the transpiler of this script puts no helpers of its own into it.
      return page.evaluate<Result>(`(async () => {
        const { readPicture } = await import('/reader.js');
        let blockedMs = 0;
        // Tasks of less than 50 ms are not told.
        const tasks = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) blockedMs = Math.max(blockedMs, duration);
        });
        tasks.observe({ entryTypes: ['longtask'] });
        const beganMs = performance.now();
        const reading = await readPicture(document.querySelector('input').files[0]);
        const ms = performance.now() - beganMs;
        await new Promise((resolve) => setTimeout(resolve, 20));
        tasks.disconnect();
        return { ms, blockedMs, texts: (reading.texts ?? []).map((text) => text.reveal()) };
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
  const read = async (file: string): Promise<Result> => {
    const result = await timed(() =>
      spawnSync('zbarimg', [...args, file], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean),
    );
    // It is a process of its own.
    return { ...result, blockedMs: 0 };
  };
  return [{ name: 'zbarimg', read }];
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
    async read(_file, { data, width, height }) {
      return timed(() => [jsQr(data, width, height)?.data ?? ''].filter(Boolean));
    },
  };
}

async function zxing(): Promise<Reader> {
  const wasmBinary = new Uint8Array(readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return {
    name: 'zxing-wasm',
    async read(_file, pixels) {
      return timed(async () =>
        (await readBarcodes(pixels as ImageData, { formats: ['QRCode'], tryDenoise: true })).map(({ text }) => text),
      );
    },
  };
}

/** The package under our reader, as it is. */
const plain: Reader = {
  name: 'qr',
  read: (_file, { data, width, height }) =>
    timed(async () => {
      const [results = []] = await decodeQRBatch([{ data, width, height }], { maxSize: { width, height } });
      return results.filter((result) => typeof result === 'string');
    }),
};

/** As the browser decodes a file. */
async function pixelsOf(page: Page, file: string): Promise<Pixels> {
  await page.setInputFiles('input', file);
  const { width, height, base64 } = await page.evaluate<{
    width: number;
    height: number;
    base64: string;
  }>(`(async () => {
    const bitmap = await createImageBitmap(document.querySelector('input').files[0]);
    const { width, height } = bitmap;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    const reader = new FileReader();
    reader.readAsDataURL(new Blob([context.getImageData(0, 0, width, height).data]));
    await new Promise((resolve) => (reader.onload = resolve));
    return { width, height, base64: reader.result.slice(reader.result.indexOf(',') + 1) };
  })()`);
  return { data: new Uint8ClampedArray(Buffer.from(base64, 'base64')), width, height, colorSpace: 'srgb' };
}

function pixelsFrom({ width, height, luma }: Gray): Pixels {
  const data = new Uint8ClampedArray(luma.length * 4);
  for (const [at, light] of luma.entries()) data.set([light, light, light, 255], at * 4);
  return { data, width, height, colorSpace: 'srgb' };
}

/** At this share of the sorted numbers. */
const quantile = (numbers: number[], share: number): number =>
  [...numbers].sort((one, other) => one - other)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;

const saidOf: Record<Set, string> = {
  tuned: 'seen while the reader was made',
  apart: 'kept apart while the reader was made',
  more: 'seen while it was mended',
};

function pictures(): Picture[] {
  const made = join(folder, 'pictures');
  mkdirSync(made);
  const words = process.argv.slice(2);
  const isWanted = (kind: string): boolean => !words.length || words.some((word) => kind.includes(word));
  const all = fixturePictures();
  for (const set of ['tuned', 'apart'] as const) {
    for (const { kind, gray, expected } of bentPictures(set, 5)) {
      const group = `${kind} (${saidOf[set]})`;
      if (!isWanted(group)) continue;
      const file = join(made, `bent-${all.length}.png`);
      writeFileSync(file, png(gray));
      all.push({ file, group, kind: group, expected: [expected] });
    }
  }
  all.push(...textPictures(made));
  const wanted = all.filter(({ kind }) => isWanted(kind));
  return canMakePictures() ? [...wanted, ...makePictures(made, isWanted)] : wanted;
}

const all = pictures();
const own = await ours();
const readers: Reader[] = [own, ...zbar(), jsQrReader(), await zxing(), plain];
interface Total {
  read: number;
  wrong: number;
  ms: number[];
  blockedMs: number[];
}
const groups = new Map<string, { count: number; totals: Total[] }>();
const newGroup = () => ({
  count: 0,
  totals: readers.map((): Total => ({ read: 0, wrong: 0, ms: [], blockedMs: [] })),
});
console.log(['', ...readers.map(({ name }) => name.padStart(14))].join(''), ' picture');
for (const { file, group, kind, expected } of all) {
  const pixels = await pixelsOf(own.page, file);
  const ofGroup = groups.get(group) ?? newGroup();
  groups.set(group, ofGroup);
  const whole = groups.get('all') ?? newGroup();
  groups.set('all', whole);
  let line = '';
  for (const [at, reader] of readers.entries()) {
    const { texts, ms, blockedMs } = await reader.read(file, pixels);
    const isRead = expected.every((text) => texts.includes(text));
    for (const { totals } of [ofGroup, whole]) {
      const total = totals[at]!;
      total.ms.push(ms);
      total.blockedMs.push(blockedMs);
      if (isRead) total.read++;
      if (texts.some((text) => !expected.includes(text))) total.wrong++;
    }
    line += `${isRead ? 'read' : '-'} ${ms.toFixed(0).padStart(5)} ms`.padStart(14);
  }
  ofGroup.count++;
  whole.count++;
  console.log(line, '', kind);
}
for (const [group, { count, totals }] of groups) {
  console.log(`\n${group}: ${count}`);
  for (const [at, { name }] of readers.entries()) {
    const { read, wrong, ms, blockedMs } = totals[at]!;
    const times = [quantile(ms, 0.5), quantile(ms, 0.95), Math.max(...blockedMs)].map((time) => time.toFixed(0));
    console.log(
      `  ${name.padEnd(10)} ${read} read, ${wrong} wrong, median ${times[0]} ms, p95 ${times[1]} ms, longest task ${times[2]} ms`,
    );
  }
}
const inNode = readers
  .filter(({ name }) => !['ours', 'zbarimg'].includes(name))
  .map(({ name, read }): FilmReader => {
    return { name, read: async (gray) => (await read('', pixelsFrom(gray))).texts };
  });
if (process.argv.length < 3 || process.argv.includes('film'))
  for (const set of ['more', 'apart'] as const) await compareFilms(set, saidOf[set], inNode);
for (const reader of readers) await reader.end?.();
rmSync(folder, { recursive: true });

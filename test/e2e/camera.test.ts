import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { encodeQr } from '../../src/qr/encode.ts';
import { promisedPolicy } from '../../src/server/demo/security-headers.ts';
import { cameraShowing, launchChromium } from '../support/chromium.ts';

const text = 'otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kyoto%20University';
const [width, height] = [640, 480];

let folder: string;
let server: Server;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-camera-'));
  await Promise.all([writeFile(join(folder, 'film.y4m'), film()), buildReader()]);
  server = await serve();
  browser = await launchChromium({ args: cameraShowing(join(folder, 'film.y4m')) });
});
after(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true });
});

/** Two seconds at ten frames a second, as YUV4MPEG2: grey at first, then a code held into the camera. */
function film(): Buffer {
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = (luma: Buffer): Buffer => Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const empty = Buffer.alloc(width * height, 110);
  const code = Buffer.from(empty);
  const { modules, path } = encodeQr(text);
  const px = Math.floor(400 / modules);
  const [left, top] = [width, height].map((side) => Math.floor((side - modules * px) / 2)) as [number, number];
  const fill = (x: number, y: number, wide: number, high: number, light: number): void => {
    for (let row = top + y * px; row < top + (y + high) * px; row++)
      code.fill(light, row * width + left + x * px, row * width + left + (x + wide) * px);
  };
  fill(0, 0, modules, modules, 220);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) fill(Number(x), Number(y), Number(run), 1, 30);
  const frames = Array.from({ length: 20 }, (_, at) => frame(at < 5 ? empty : code));
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...frames]);
}

/** The reader alone, as files for a page. */
async function buildReader(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: { reader: 'src/screens/define/key-reader.ts' }, formats: ['es'] },
    },
  });
}

const page = `<!doctype html><html lang="en"><title>Reader</title><script type="module" src="/reader.js"></script>
<mfa-key-reader></mfa-key-reader>`;

/** Under the promised policy; only our own files. */
async function serve(): Promise<Server> {
  const made = createServer((request, response) => {
    void (async () => {
      const name = basename(request.url ?? '/');
      const body = name.endsWith('.js') ? await readFile(join(folder, name)).catch(() => undefined) : page;
      response.writeHead(body ? 200 : 404, {
        'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
        'content-security-policy': promisedPolicy,
      });
      response.end(body);
    })();
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return made;
}

interface Ears {
  texts: string[];
  streams: MediaStream[];
  refused: string[];
}
declare global {
  interface Window {
    ears: Ears;
  }
}

async function open(): Promise<{ at: Page; complaints: string[] }> {
  const at = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
  const complaints: string[] = [];
  at.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  at.on('pageerror', (error) => complaints.push(error.message));
  await at.addInitScript(() => {
    const ears: Ears = { texts: [], streams: [], refused: [] };
    window.ears = ears;
    document.addEventListener('securitypolicyviolation', (event) => ears.refused.push(event.violatedDirective));
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      ears.streams.push(stream);
      return stream;
    };
    addEventListener('DOMContentLoaded', () => {
      document.querySelector('mfa-key-reader')!.addEventListener('key-sources', (event) => {
        const { sources } = (event as CustomEvent<{ sources: { reveal(): string }[] }>).detail;
        ears.texts.push(...sources.map((source) => source.reveal()));
      });
    });
  });
  await at.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { at, complaints };
}

const statesOf = (at: Page): Promise<string[]> =>
  at.evaluate(() => window.ears.streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState)));

test('a camera reads the code under the strictest policy, tells it once, and goes off at the stop button', async () => {
  const { at, complaints } = await open();
  await at.getByRole('button', { name: 'Start the camera' }).click();
  await at.getByText('QR code read').waitFor();
  // The film has come round by then.
  await at.waitForFunction(
    () => (document.querySelector('mfa-key-reader')!.shadowRoot!.querySelector('video')!.currentTime ?? 0) > 2.5,
  );
  assert.deepEqual(await at.evaluate(() => window.ears.texts), [text]);
  assert.deepEqual(await statesOf(at), ['live']);
  await at.getByRole('button', { name: 'Stop the camera' }).click();
  assert.deepEqual(await statesOf(at), ['ended']);
  assert.deepEqual(await at.evaluate(() => window.ears.refused), []);
  assert.deepEqual(complaints, []);
});

test('the camera goes off when the reader leaves the page', async () => {
  const { at } = await open();
  await at.getByRole('button', { name: 'Start the camera' }).click();
  await at.getByText('QR code read').waitFor();
  await at.evaluate(() => document.querySelector('mfa-key-reader')!.remove());
  assert.deepEqual(await statesOf(at), ['ended']);
});

test('nothing of the decoder is loaded before a way is entered', async () => {
  const { at } = await open();
  await at.getByRole('button', { name: 'Start the camera' }).waitFor();
  const loaded = await at.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(
    loaded.map((name) => basename(name)).filter((name) => /decode|camera|pixels/.test(name)),
    [],
  );
});

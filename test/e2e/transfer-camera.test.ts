import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { judges, scan } from '../support/authenticator.ts';
import { cameraShowing, launchChromium } from '../support/chromium.ts';
import { migrationTexts, othersAccounts, qrModules, type Exported } from '../support/migration.ts';
import { openGuide, startStaticSite, type StaticSite } from '../support/static-site.ts';
import { transferWords } from '../support/transfer-words.ts';
import { assertLive, extension } from '../support/transfers.ts';

const [mine, ...others] = othersAccounts(12) as [Exported, ...Exported[]];
Object.assign(mine, { issuer: 'Kyoto University', account: 'a0123456' });
// The institution's account is in the first code: only who has read all three goes on without a press.
const texts = migrationTexts([[mine, ...others.slice(0, 3)], others.slice(3, 7), others.slice(7)]);
const [width, height] = [640, 480];

let folder: string;
let site: StaticSite;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-transfer-camera-'));
  const film = join(folder, 'film.y4m');
  await writeFile(film, filmOf(texts));
  [site, browser] = await Promise.all([startStaticSite(), launchChromium({ args: cameraShowing(film) })]);
});
after(async () => {
  await browser?.close();
  site?.close();
  await rm(folder, { recursive: true });
});

/** As YUV4MPEG2, ten frames a second: half a second of grey, then each code for a second; a camera shows it in turns. */
function filmOf(codes: string[]): Buffer {
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const empty = Buffer.alloc(width * height, 110);
  const shots = [...Array<Buffer>(5).fill(empty), ...codes.flatMap((text) => Array<Buffer>(10).fill(shotOf(text)))];
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...shots.flatMap((luma) => [Buffer.from('FRAME\n'), luma, chroma])]);
}

/** A code held into the camera: dark on light, in the middle. */
function shotOf(text: string): Buffer {
  const rows = qrModules(text);
  const px = Math.floor(height / rows.length);
  const [left, top] = [width, height].map((side) => Math.floor((side - rows.length * px) / 2)) as [number, number];
  const luma = Buffer.alloc(width * height, 110);
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => {
      for (let line = top + y * px; line < top + (y + 1) * px; line++)
        luma.fill(isDark ? 30 : 220, line * width + left + x * px, line * width + left + (x + 1) * px);
    }),
  );
  return luma;
}

declare global {
  interface Window {
    cameras: MediaStream[];
  }
}

/** Keeps every stream that the page is given. */
const watchCameras = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.cameras = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      window.cameras.push(stream);
      return stream;
    };
  });

const tracksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.cameras.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState)));

for (const language of ['en', 'ja'] as const) {
  test(`2-5: the camera reads three codes of the old phone one after another, and goes off when the account is found (${language})${judges}`, async () => {
    const { visitor, page, faults, heard } = await openGuide(browser, site, {
      language,
      flow: 'sync-smartphone-browser',
      prepare: watchCameras,
    });
    const own = transferWords[language];
    await visitor.sees(own.bring);
    assert.deepEqual(await tracksOf(page), []);
    await visitor.press(own.startCamera);
    await visitor.sees(own.addKey(extension));
    assert.deepEqual(await tracksOf(page), ['ended']);
    const copy = await scan(visitor);
    assert.equal(copy.secret, mine.secret);
    await visitor.press(own.showsDigits);
    await visitor.sees(own.showsThese);
    await assertLive(visitor, copy);
    await visitor.press(own.same);
    await visitor.sees(own.worksToo);
    assert.deepEqual(await heard('mfa-complete'), ['mfa-complete {"flow":"sync-smartphone-browser"}']);
    assert.deepEqual(await tracksOf(page), ['ended']);
    assert.deepEqual(await faults(), []);
  });
}

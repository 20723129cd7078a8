import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { recordDownloads, type Downloads } from '../support/downloads.ts';
import { newPerson } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { personWithApp } from '../support/with-app.ts';
import { WizardPage } from '../support/wizard-page.ts';
import type { Language } from '../support/words.ts';

const budgets = JSON.parse(readFileSync('budgets.json', 'utf8')) as {
  wizard: {
    chooser: { bytes: Record<'en' | 'ja', number>; requests: number; layoutShift: number };
    'app-smartphone': { bytes: Record<'en' | 'ja', number>; domNodes: number; listeners: number };
  };
  'sync-pair': { first: { bytes: Record<'en' | 'ja', number> } };
  'device-list': { rows: { bytes: Record<'en' | 'ja', number> } };
  authenticator: { code: { bytes: Record<'en' | 'ja', number> } };
  /** Each brotli-11 bytes of one file. */
  decoder: number;
  importer: number;
  /** Fetched when two devices are connected, and not before. */
  pairing: number;
};
const { chooser, 'app-smartphone': smartphone } = budgets.wizard;

interface Visit {
  page: Page;
  wizard: WizardPage;
  downloads: Downloads;
}

/** A new person with a verified address, in a browser that has never been here, before the first page. */
async function visitor(): Promise<Visit> {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const context = await stage.browser.newContext();
  await person.enter(context);
  const page = await context.newPage();
  return { page, wizard: await new WizardPage(page).watch(), downloads: recordDownloads(page) };
}

type Files = Awaited<ReturnType<Downloads['files']>>;
const pathOf = ({ url }: Files[number]): string => new URL(url).pathname;

/** Fails with the list of files, so that one sees where the bytes are. */
function assertWithin(files: Files, limit: number): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const list = files.map((file) => `${file.bytes} ${pathOf(file)}`).join('\n');
  assert.ok(bytes <= limit, `${bytes} bytes, ${bytes - limit} too many:\n${list}`);
  return `${bytes} of ${limit} bytes`;
}

/** From the first screen to the QR code of manual 2-1: one walk for all that is asked of it. */
async function walkToKey(language: Language) {
  const { page, wizard, downloads } = await visitor();
  await page.goto(`${stage.demo.url}/wizard?lang=${language}`);
  await wizard.ready();
  const first = await downloads.files();
  await wizard.toSmartphoneKey();
  return {
    first,
    all: await downloads.files(),
    requests: downloads.requests(),
    nodes: await wizard.countNodes(),
    listeners: await wizard.countListeners(),
  };
}
const walks = new Map<Language, ReturnType<typeof walkToKey>>();
function walkIn(language: Language): ReturnType<typeof walkToKey> {
  const walk = walks.get(language) ?? walkToKey(language);
  walks.set(language, walk);
  return walk;
}

for (const language of ['en', 'ja'] as const) {
  test(`the chooser is usable after ${chooser.bytes[language]} bytes (${language})`, async (t) => {
    t.diagnostic(assertWithin((await walkIn(language)).first, chooser.bytes[language]));
  });

  test(`the QR code of manual 2-1 is drawn after ${smartphone.bytes[language]} bytes in all (${language})`, async (t) => {
    t.diagnostic(assertWithin((await walkIn(language)).all, smartphone.bytes[language]));
  });

  test(`the first screen asks for at most ${chooser.requests} files (${language})`, async (t) => {
    const files = (await walkIn(language)).first.map(pathOf);
    t.diagnostic(`${files.length}: ${files.join(' ')}`);
    assert.ok(files.length <= chooser.requests, files.join(' '));
  });

  for (const width of [320, 1280]) {
    test(`nothing on the page moves while the wizard arrives (${language}, ${width} px)`, async (t) => {
      const { page, wizard } = await visitor();
      // As tall as the page: what is out of sight would not count.
      await page.setViewportSize({ width, height: 2400 });
      await page.goto(`${stage.demo.url}/?lang=${language}`);
      await wizard.ready();
      const shift = await wizard.layoutShift();
      t.diagnostic(`layout shift ${shift}`);
      assert.ok(shift <= chooser.layoutShift, String(shift));
    });
  }
}

test(`the screen with the QR code has at most ${smartphone.domNodes} elements and ${smartphone.listeners} listeners`, async (t) => {
  const { nodes, listeners } = await walkIn('en');
  t.diagnostic(`${nodes} elements, ${listeners} listeners`);
  assert.ok(nodes <= smartphone.domNodes, `${nodes} elements`);
  assert.ok(listeners <= smartphone.listeners, `${listeners} listeners`);
});

/** A page with one element alone, served beside the API; `keeps-codes` would bring the vault along. */
async function alone(tag: string, language: 'en' | 'ja', known?: BrowserContext) {
  const context = known ?? (await stage.browser.newContext());
  if (!known) await (await personWithApp(stage.demo, { kind: 'smartphone', name: 'Phone' })).person.enter(context);
  const page = await context.newPage();
  const downloads = recordDownloads(page);
  await page.route('**/alone', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${language}"><script type="module" src="/mfa-elements/${tag.slice(4)}.js"></script><${tag} endpoint="/api/mfa" profile="kyoto-u"></${tag}>`,
    }),
  );
  await page.goto(`${stage.demo.url}/alone`);
  return { page, downloads };
}

for (const language of ['en', 'ja'] as const) {
  const toSync = budgets['sync-pair'].first.bytes[language];
  test(`adding a device begins after ${toSync} bytes (${language})`, async (t) => {
    const { page, downloads } = await alone('mfa-sync-pair', language);
    await page.locator('mfa-sync-pair [part~="choice"]').first().waitFor();
    t.diagnostic(assertWithin(await downloads.files(), toSync));
    await page.context().close();
  });

  const toRows = budgets['device-list'].rows.bytes[language];
  test(`the list of devices shows its rows after ${toRows} bytes (${language})`, async (t) => {
    const { page, downloads } = await alone('mfa-device-list', language);
    await page.locator('mfa-device-list [part~="row"]').nth(1).waitFor();
    t.diagnostic(assertWithin(await downloads.files(), toRows));
    await page.context().close();
  });

  const toCode = budgets.authenticator.code.bytes[language];
  test(`the app in the browser shows a code after ${toCode} bytes (${language})`, async (t) => {
    const first = await alone('mfa-authenticator', language);
    await first.page.locator('mfa-authenticator [part~="primary"]').click();
    await first.page.locator('mfa-key-reader').waitFor();
    await first.page.evaluate(pasteAccount);
    await first.page.getByText('Kyoto University · taro').click();
    // Before the first account a lock is offered; going on without is the last way.
    await first.page.locator('mfa-authenticator input[type="password"]').waitFor();
    await first.page.locator('mfa-authenticator .others [part~="secondary"]:visible').last().click();
    await first.page.locator('mfa-authenticator [part~="primary"]').click();
    await first.page.locator('mfa-live-code').waitFor();
    // The same browser with nothing in its cache.
    const { page, downloads } = await alone('mfa-authenticator', language, first.page.context());
    await page.locator('mfa-live-code').getByText(/\d{3}/).first().waitFor();
    t.diagnostic(assertWithin(await downloads.files(), toCode));
    await page.context().close();
  });
}

/** Runs in the page. */
function pasteAccount(): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXP');
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
}

/** Named by a hash of what is in it. */
const folder = `dist/cdn/chunks/${readdirSync('dist/cdn/chunks')[0]}`;
const bytesOf = (name: string): number => brotliCompressSync(readFileSync(`${folder}/${name}.js`)).byteLength;

test('a pairing keeps to its bytes, in files of its own that no screen before it asks for; only a lock seals as well', (t) => {
  const texts = readdirSync(folder).map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
  const [sealing, ...others] = texts.filter(({ text }) => /hpke|Dhkem/i.test(text));
  assert.ok(sealing && !others.length, 'what seals is in one file');
  const pairing = bytesOf('open-pairing') + brotliCompressSync(sealing.text).byteLength;
  t.diagnostic(`${pairing} of ${budgets.pairing} bytes`);
  assert.ok(pairing <= budgets.pairing);
  const askedBy = texts.filter(({ text }) => text.includes(`./${sealing.file}`)).map(({ file }) => file);
  assert.deepEqual(askedBy.sort(), ['locks.js', 'open-pairing.js']);
});

test('the decoder of QR codes and each importer keep to their bytes, the key derivation of the apps apart', (t) => {
  const decoder = bytesOf('decode');
  t.diagnostic(`decoder ${decoder} of ${budgets.decoder} bytes`);
  assert.ok(decoder <= budgets.decoder);
  const formats = readdirSync('src/importers').flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? []);
  const built = formats.filter((name) => readdirSync(folder).some((file) => file === `${name}.js`));
  assert.ok(built.length >= 14);
  for (const name of built.filter((each) => !['argon2', 'scrypt', 'decode'].includes(each)))
    assert.ok(bytesOf(name) <= budgets.importer, name);
});

test('no request leaves for a host that the page does not name', async () => {
  const { requests } = await walkIn('ja');
  assert.ok(requests.length > 0);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(`${stage.demo.url}/`)),
    [],
  );
});

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startAppSite, type AppSite } from '../support/app-site.ts';
import { addressOf, AppVisitor, isKept, openApp, usualKey } from '../support/app-visitor.ts';
import { judges } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';

const key = usualKey('APPOFFLINE2APPOFFLINE3APPOFFLINE');

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

/** A site of its own, and somebody who has been on the page of the app once. */
async function visitOnce(t: { after(undo: () => unknown): void }, path = ''): Promise<[AppSite, AppVisitor]> {
  const site = await startAppSite();
  const context = await browser.newContext({ locale: 'en-US' });
  t.after(async () => {
    await context.close();
    await site.stop();
  });
  if (path) await (await context.newPage()).goto(`${site.url}${path}`);
  const visitor = await openApp(context, site.url);
  await visitor.sees(visitor.own.empty);
  return [site, visitor];
}

/** Paths of all that is kept, with the text of pages. */
const keptBy = (page: Page): Promise<[path: string, text: string][]> =>
  page.evaluate(async () => {
    const all: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const { pathname, search } = new URL(url);
        all.push([pathname + search, pathname === '/authenticator' ? await (await cache.match(url))!.text() : '']);
      }
    }
    return all;
  });

test(`with the network cut and the server stopped after one visit, the page opens and shows the right codes, in both languages${judges}`, async (t) => {
  const [site, english] = await visitOnce(t);
  const { page } = english;
  await english.add(addressOf('taro', key));
  await isKept(page);
  await page.context().setOffline(true);
  await site.stop();
  await page.reload();
  await english.sees(english.own.codes);
  assert.ok(await english.isRight('taro', key));

  await page.getByRole('link', { name: '日本語' }).click();
  const japanese = new AppVisitor(page, 'ja');
  await japanese.sees(japanese.own.codes);
  await page.reload();
  await japanese.sees(japanese.own.codes);
  assert.ok(await japanese.isRight('taro', key));

  // The other screens are there as well, and so is the language that was chosen while there was a connection.
  await japanese.press(japanese.own.add);
  await japanese.sees(japanese.own.where);
  await japanese.press(japanese.words.back);
  await japanese.sees(japanese.own.codes);
  await japanese.lockWithPassphrase('correct horse battery staple');
  await page.goto(`${site.url}/authenticator`);
  await english.sees(english.own.locked);
});

test('what is kept is the page for nobody, and its files; no call of the API', async (t) => {
  const [site, { page }] = await visitOnce(t, '/sign-in?user=hanako');
  assert.match(await page.locator('header').innerText(), /Hanako/);
  await isKept(page);
  assert.ok(site.asked.length > 0);
  const kept = await keptBy(page);
  const others = kept.map(([path]) => path).filter((path) => !/^\/(mfa-elements|portal|authenticator)/.test(path));
  assert.deepEqual(others, []);
  const pages = kept.filter(([, text]) => text);
  assert.equal(pages.length, 2);
  for (const [path, text] of pages) assert.doesNotMatch(text, /Hanako|花子/, path);

  await page.context().setOffline(true);
  const answers = await page.evaluate(() =>
    Promise.all(
      ['/api/mfa/account', '/', '/wizard'].map((path) => fetch(path).then(String, () => `${path} is not there`)),
    ),
  );
  assert.deepEqual(answers, ['/api/mfa/account is not there', '/ is not there', '/wizard is not there']);
});

/** Resolves when a version that is none of `known` is the one in charge. */
const takenOver = (page: Page, known: string[]): Promise<void> =>
  page.evaluate(async (known) => {
    const worker = navigator.serviceWorker;
    const registration = (await worker.getRegistration())!;
    let tell: () => void;
    registration.onupdatefound = worker.oncontrollerchange = () => tell();
    for (;;) {
      const change = new Promise<void>((resolve) => (tell = resolve));
      for (const each of [registration.installing, registration.waiting, registration.active])
        if (each) each.onstatechange = () => tell();
      const names = await caches.keys();
      const isNew = names.some((name) => !known.includes(name));
      if (isNew && !registration.installing && registration.active?.state === 'activated') return;
      await change;
    }
  }, known);

test('a new build is taken on the next visit, and the version before the last one is dropped', async (t) => {
  const [site, visitor] = await visitOnce(t);
  const { page } = visitor;
  await isKept(page);
  const versionsKept = () => page.evaluate(() => caches.keys());
  for (const [nth, versions] of [
    [1, 2],
    [2, 2],
  ] as const) {
    const before = await versionsKept();
    await site.rebuild(`globalThis.build = ${nth};`);
    // This visit finds that there is a new one; it is taken over as a whole, or not at all.
    await page.reload();
    await visitor.sees(visitor.own.empty);
    await takenOver(page, before);
    await page.context().setOffline(true);
    await page.reload();
    await visitor.sees(visitor.own.empty);
    assert.equal(await page.evaluate(() => (globalThis as { build?: number }).build), nth);
    assert.equal((await versionsKept()).length, versions);
    await page.context().setOffline(false);
  }
});

test('a server that fails, or does not answer, is as good as none', async (t) => {
  const [site, visitor] = await visitOnce(t);
  const { page } = visitor;
  await isKept(page);
  await page
    .context()
    .route('**/authenticator?lang=en', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
  await page.reload();
  await visitor.sees(visitor.own.empty);
  for (const mood of ['failing', 'silent'] as const) {
    site.become(mood);
    await page.reload();
    await visitor.sees(visitor.own.empty);
  }
});

test('the policy lets the page name its own worker, and nothing else; other pages not even that', async (t) => {
  const [site, { page }] = await visitOnce(t);
  const refusals = () =>
    page.evaluate(() => {
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
      };
      return Promise.all(
        [
          () => navigator.serviceWorker.register('/authenticator-worker.js'),
          () => trustedTypes.createPolicy('authenticator-page', {}),
          () => trustedTypes.createPolicy('anything', {}),
        ].map((work) =>
          Promise.resolve()
            .then<unknown>(work)
            .then(
              () => 'done',
              (error: unknown) => (error as Error).name,
            ),
        ),
      );
    });
  assert.deepEqual(await refusals(), ['TypeError', 'TypeError', 'TypeError']);
  await page.goto(`${site.url}/guide`);
  assert.deepEqual(await refusals(), ['TypeError', 'TypeError', 'TypeError']);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { judges, scan } from '../../support/authenticator.ts';
import { startDemo } from '../../support/demo.ts';
import { newPerson } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { finish, setUpMail, toAppCode, toKey } from '../../support/walks.ts';
import type { Language } from '../../support/words.ts';

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };
const iPhone = {
  ...phone,
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
};
const android = {
  ...phone,
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
};

/** From the first screen of somebody new to the list with the device. */
async function walk(language: Language, options: BrowserContextOptions) {
  const { visitor, person } = await stage.visit({ language, ...options });
  const { words } = visitor;
  await setUpMail(visitor, person);
  await visitor.press(words.toTheApp);
  await toKey(visitor);
  return { visitor, person, words, app: await scan(visitor) };
}

for (const language of ['en', 'ja'] as const) {
  test(`mail, app and name are set up from signing in to the overview at 1280 px (${language})${judges}`, async () => {
    const { visitor, words, app } = await walk(language, { viewport: { width: 1280, height: 900 } });
    assert.equal(await visitor.key(), app.secret);
    assert.equal(await visitor.wizard.getByRole('link', { name: words.openHere }).count(), 0);
    await toAppCode(visitor);
    await finish(visitor, app.code());
  });
}

for (const { name, phoneName, language, options } of [
  { name: 'an iPhone', phoneName: 'iPhone', language: 'ja', options: iPhone },
  { name: 'an Android phone', phoneName: 'Android', language: 'en', options: android },
] as const) {
  test(`on ${name} the link comes first, then the key, the QR code last, and all three say the same (${language})${judges}`, async () => {
    const { visitor, words, app } = await walk(language, options);
    const link = visitor.wizard.getByRole('link', { name: words.openHere });
    assert.equal(await visitor.key(), app.secret);
    const href = await link.getAttribute('href');
    assert.ok(href?.includes(app.secret));
    if (judges === '') assert.equal(href, app.uri);
    assert.equal(await visitor.wizard.getByText(words.opensPasswords).count(), options === iPhone ? 1 : 0);

    const ways = [link, visitor.wizard.getByRole('code'), visitor.qr];
    const tops = await Promise.all(ways.map(async (way) => (await way.boundingBox())?.y ?? 0));
    assert.deepEqual(
      tops,
      tops.toSorted((a, b) => a - b),
    );
    await toAppCode(visitor);
    await finish(visitor, app.code(), phoneName);
  });
}

test('after a restart of the server the account is still there', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mfa-elements-demo-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const first = await startDemo({ dataDir });
  const person = await newPerson(first);
  const context = await stage.browser.newContext();
  await person.enter(context);
  const visitor = new Visitor(await context.newPage(), 'en');
  const { words, page } = visitor;
  await page.goto(`${first.url}/wizard?lang=en`);
  await setUpMail(visitor, person);
  await visitor.press(words.toTheApp);
  await toKey(visitor);
  const app = await scan(visitor);
  await toAppCode(visitor);
  await finish(visitor, app.code());
  assert.equal(await first.end('SIGTERM'), 0);

  const second = await startDemo({ dataDir });
  t.after(() => second.end('SIGTERM'));
  await page.goto(`${second.url}/wizard?lang=en`);
  await visitor.sees(words.overview);
  await visitor.reads(words.oneDevice(words.aSmartphone));
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, afterEach, before, describe } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { readMessage } from '../../src/pairing/encoding.ts';
import type { Message } from '../../src/pairing/protocol.ts';
import { judges, showed, sight, type Authenticator } from '../support/authenticator.ts';
import { complaintsOfAxe, loadAxe } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { freePort } from '../support/free-port.ts';
import { sitBetween } from '../support/hostile-mailbox.ts';
import { KeyboardVisitor } from '../support/keyboard-visitor.ts';
import { migrationTexts, othersAccounts, qrPicture } from '../support/migration.ts';
import {
  accountsOn,
  codeOn,
  compareDigits,
  confirmOn,
  digitsOn,
  isHere,
  keepAccount,
  liveCode,
  openApp,
  showCode,
  toCodeField,
  typeCode,
} from '../support/pairing.ts';
import { pairingWords } from '../support/pairing-words.ts';
import type { Person } from '../support/person.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts';
import type { Visitor } from '../support/visitor.ts';
import { devicesOf, personWithApp } from '../support/with-app.ts';
import type { Language } from '../support/words.ts';
import { hasZbarimg, readQr } from '../support/zbarimg.ts';

/** Two devices with the browser app, at a back end of two processes on one PostgreSQL; on PGlite it is one process. */
let site: { url: string };
let demos: Demo[];
let browser: Browser;
let front: RoundRobin | undefined;
let postgres: PostgresServer | undefined;
let dataDir: string;

before(async () => {
  postgres = await startPostgres();
  dataDir = await mkdtemp(join(tmpdir(), 'mfa-elements-demo-'));
  const smtpPort = String(await freePort());
  await postgres?.createDatabase('demo');
  const shared = postgres && { DATABASE_URL: postgres.url('demo') };
  [browser, ...demos] = await Promise.all([
    launchChromium(),
    startDemo({ dataDir, env: { ...shared, SMTP_PORT: smtpPort } }),
    ...(shared ? [startDemo({ dataDir, env: { ...shared, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` } })] : []),
  ]);
  front = await startRoundRobin(demos.map(({ url }) => url));
  site = front;
});
afterEach(async (t) => {
  if ('fullName' in t && t.fullName === t.name) await Promise.all(browser.contexts().map((context) => context.close()));
});
after(async () => {
  await browser.close();
  await front?.stop();
  await Promise.all(demos.map((demo) => demo.end('SIGKILL')));
  postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Two {
  person: Person;
  app: Authenticator;
  /** Has the account. Both are signed in. */
  old: BrowserContext;
  fresh: BrowserContext;
}

async function twoBrowsers(): Promise<Two> {
  // The code of now is left for the new device.
  const { person, app } = await personWithApp(demos[0]!, { kind: 'browser', name: 'Old laptop' }, 'code before');
  const [old, fresh] = await Promise.all([browser.newContext(), browser.newContext()]);
  await Promise.all([person.enter(old), person.enter(fresh)]);
  return { person, app, old, fresh };
}

/** The old browser with its account at the field for the code, the new one with its code. */
async function meet({ app, old, fresh }: Two, language: Language = 'en'): Promise<[Visitor, Visitor, string]> {
  const options = { language };
  const [giver, taker] = await Promise.all([openApp(site, old, options), openApp(site, fresh, options)]);
  await keepAccount(giver, app.uri);
  await toCodeField(giver);
  return [giver, taker, await showCode(taker, 'browser')];
}

const words = pairingWords.en;

for (const language of ['en', 'ja'] as const) {
  test(`browser to browser: the code is typed, the digits compared, and the new browser is the service’s (${language})${judges}`, async () => {
    const two = await twoBrowsers();
    const own = pairingWords[language];
    const [giver, taker, code] = await meet(two, language);
    await typeCode(giver, language === 'ja' ? code.toLowerCase().replace('-', '　') : code);
    await compareDigits(giver, taker);
    await confirmOn(taker);
    await taker.wizard.getByRole('heading', { name: own.sayThere, exact: true }).waitFor();
    await confirmOn(giver);
    await Promise.all([giver.sees(own.isThere), isHere(taker)]);
    assert.equal((await devicesOf(two.person)).length, 2);
    await taker.press(own.showCodes);
    await taker.sees(own.codes);
    assert.ok(showed(two.app, await sight(() => liveCode(taker))));
    await giver.press(own.showCodes);
    await giver.sees(own.codes);
    assert.equal(await accountsOn(giver), 1);
  });
}

test('a back end that puts keys of its own in between is seen by the digits, and gets nothing', async () => {
  const two = await twoBrowsers();
  await sitBetween({ opener: two.fresh, joiner: two.old });
  const [giver, taker, code] = await meet(two);
  await typeCode(giver, code);
  const [here, there] = await Promise.all([digitsOn(giver), digitsOn(taker)]);
  assert.notEqual(here, there);
  await giver.press(words.notMine);
  await Promise.all([giver.sees(words.differed), taker.sees(words.differed)]);
  for (const [visitor, accounts] of [
    [giver, 1],
    [taker, 0],
  ] as const) {
    await visitor.press(words.otherWay);
    await visitor.wizard.getByRole('button', { name: words.add }).waitFor();
    assert.equal(await accountsOn(visitor), accounts);
  }
  assert.equal((await devicesOf(two.person)).length, 1);
});

test(
  `phone to browser without a webcam: a picture on the phone is enough, and nobody signs in there${hasZbarimg ? '' : ' [skipped: zbarimg is missing]'}`,
  { skip: !hasZbarimg },
  async () => {
    const { person, app } = await personWithApp(demos[0]!, { kind: 'smartphone', name: 'Phone' }, 'code before');
    const [computer, phone] = await Promise.all([
      browser.newContext(),
      browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }),
    ]);
    await person.enter(computer);
    const taker = await openApp(site, computer);
    await showCode(taker, 'smartphone');
    await taker.wizard.getByRole('img', { name: 'QR code for the other device' }).waitFor();
    const address = readQr(await taker.page.screenshot({ fullPage: true }));
    assert.ok(address.startsWith(`${site.url}/elements#mfa-pair=1.t.`));
    const asked: string[] = [];
    phone.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname + (request.postData() ?? ''));
    });
    const giver = await openApp(site, phone, { hash: new URL(address).hash, tag: 'sync-pair', keeps: false });
    await giver.sees(words.asks);
    assert.equal(new URL(giver.page.url()).hash, '');
    await giver.press(words.yesApp);
    await giver.sees(words.choosePicture);
    const [text] = migrationTexts([
      [{ issuer: 'Kyoto University', account: person.name, secret: app.secret }, ...othersAccounts(3)],
    ]);
    await giver.wizard
      .getByLabel(words.picture)
      .setInputFiles({ name: 'export.png', mimeType: 'image/png', buffer: qrPicture(text!) });
    await compareDigits(giver, taker);
    await confirmOn(giver);
    await confirmOn(taker);
    await Promise.all([giver.sees(words.isThere), isHere(taker)]);
    await taker.press(words.showCodes);
    await taker.sees(words.codes);
    assert.equal(await accountsOn(taker), 1);
    assert.ok(showed(app, await sight(() => liveCode(taker))));
    assert.equal((await devicesOf(person)).length, 2);
    assert.ok(asked.length > 0 && !asked.some((what) => what.includes(app.secret)));
    assert.ok(giver.page.viewportSize()!.width >= (await giver.page.evaluate(() => document.body.scrollWidth)));
  },
);

test(
  `browser to a phone’s browser: the phone scans, keeps the account, and the computer tells the service${hasZbarimg ? '' : ' [skipped: zbarimg is missing]'}`,
  { skip: !hasZbarimg },
  async () => {
    const { person, app, fresh: computer } = await twoBrowsers();
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true });
    const giver = await openApp(site, computer);
    await keepAccount(giver, app.uri);
    await giver.wizard.getByText(words.more, { exact: true }).first().click();
    await giver.wizard.getByRole('button', { name: words.handOn }).click();
    await giver.press(words.toPhone);
    await giver.sees(words.scanThere);
    await giver.wizard.getByRole('img', { name: 'QR code for the other device' }).waitFor();
    const address = readQr(await giver.page.screenshot({ fullPage: true }));
    const taker = await openApp(site, phone, { hash: new URL(address).hash });
    await taker.withoutLock(words.compare);
    await compareDigits(giver, taker);
    await confirmOn(taker);
    await confirmOn(giver);
    await Promise.all([giver.sees(words.isThere), taker.sees(words.isHere)]);
    await taker.press(words.showCodes);
    await taker.sees(words.codes);
    await giver.press(words.showCodes);
    await giver.sees(words.codes);
    for (const end of [taker, giver]) assert.ok(showed(app, await sight(() => liveCode(end))));
    assert.deepEqual((await devicesOf(person)).at(-1), { kind: 'smartphone', name: 'Browser on the phone' });
  },
);

test('a code that was used leads nowhere for a third device, and a wrong one leaves the person at the field', async () => {
  const two = await twoBrowsers();
  const [giver, taker, code] = await meet(two);
  await typeCode(giver, 'k7q2');
  await giver.reads('A part of the pairing code is missing.');
  await typeCode(giver, 'ZZZZ-ZZZZ');
  await giver.sees(words.notKnown);
  await giver.press(words.again);
  await giver.sees(words.typeCode);
  const another = await browser.newContext();
  await two.person.enter(another);
  const third = await openApp(site, another);
  await keepAccount(third, two.app.uri);
  await toCodeField(third);
  await typeCode(third, code);
  await Promise.all([digitsOn(third), digitsOn(taker)]);
  await typeCode(giver, code);
  await giver.sees(words.taken);
  await taker.press(words.stop);
  await Promise.all([taker.sees(words.stopped), third.sees(words.stoppedThere)]);
  await taker.press(words.again);
  await taker.sees(words.typeThere);
  assert.notEqual(await codeOn(taker), code);
});

describe('whichever side is gone, whatever it was about to send', () => {
  const moments: { type: Message['type']; from: 'old' | 'fresh' }[] = [
    { type: 'offer', from: 'fresh' },
    { type: 'reply', from: 'old' },
    { type: 'reveal', from: 'fresh' },
    { type: 'confirmed', from: 'fresh' },
    { type: 'entry', from: 'old' },
    { type: 'kept', from: 'fresh' },
  ];
  for (const { type, from } of moments) {
    test(`without “${type}” the other side ends within two minutes, and the old browser has its account`, async () => {
      const two = await twoBrowsers();
      await Promise.all([two.old, two.fresh].map((context) => context.clock.install()));
      const gone = new Promise<void>((resolve) => {
        void two[from].route('**/pairings/send', async (route) => {
          const { message } = route.request().postDataJSON() as { message: string };
          if (readMessage(message)?.type !== type) return route.continue();
          await route.abort();
          await two[from].setOffline(true);
          resolve();
        });
      });
      const [giver, taker, code] = await meet(two);
      // Both are there before the time goes on: the first message is on its way before anybody has joined.
      await Promise.all([giver.page.waitForResponse(/pairings\/join$/), typeCode(giver, code)]);
      const isEarly = ['offer', 'reply', 'reveal'].includes(type);
      if (!isEarly) {
        await compareDigits(giver, taker);
        await confirmOn(giver);
        await confirmOn(taker);
      }
      await gone;
      const left = from === 'old' ? taker : giver;
      await left.page.clock.fastForward(125_000);
      // Whoever shows an invitation has not seen that anybody came, and shows another one, twice.
      for (let renewed = 0; type === 'reply' && renewed < 2; renewed++) {
        const code = await codeOn(left);
        await left.reads('The two minutes are over. Here is a new one.');
        await left.page.clock.fastForward(125_000);
        if (renewed === 0) await left.wizard.locator('.signs').filter({ hasNotText: code }).waitFor();
      }
      await left.wizard.getByRole('button', { name: words.again }).waitFor();
      const heading = await left.wizard.getByRole('heading').innerText();
      const known: string[] = [words.over, words.stoppedThere, 'Look at the other device'];
      assert.ok(known.includes(heading), heading);
      if (left !== giver) return;
      await giver.press(words.otherWay);
      await giver.sees(words.codes);
      assert.equal(await accountsOn(giver), 1);
    });
  }
});

for (const language of ['en', 'ja'] as const) {
  test(`the screens of a pairing pass axe and need no pointer (${language})`, async () => {
    const two = await twoBrowsers();
    await Promise.all([loadAxe(two.old), loadAxe(two.fresh)]);
    const own = pairingWords[language];
    const [there, here, code] = await meet(two, language);
    const [giver, taker] = [there, here].map(
      (visitor) => new KeyboardVisitor(visitor.page, language, visitor.wizard),
    ) as [KeyboardVisitor, KeyboardVisitor];
    const look = async ({ page }: Visitor): Promise<void> => assert.deepEqual(await complaintsOfAxe(page), []);
    await Promise.all([look(giver), look(taker)]);
    await giver.submit(own.codeField, code);
    await compareDigits(giver, taker);
    await Promise.all([look(giver), look(taker)]);
    await taker.press(own.differ);
    await Promise.all([giver.sees(own.differed), taker.sees(own.differed)]);
    await Promise.all([look(giver), look(taker)]);
  });
}

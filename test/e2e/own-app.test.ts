import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { authenticatorFrom, judges, scan, showed, sight, type Authenticator } from '../support/authenticator.ts';
import { element, openElements, paste, ServiceClock, takes } from '../support/element-page.ts';
import { newPerson, type Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { transferWords } from '../support/transfer-words.ts';
import { Visitor } from '../support/visitor.ts';
import { devicesOf, personWithApp, type KnownDevice } from '../support/with-app.ts';

/** The app that a page itself is, in the manuals: where the origin may keep keys. */

const phone: KnownDevice = { kind: 'smartphone', name: 'Phone' };
const inBrowser: KnownDevice = { kind: 'browser', name: 'Chrome (Linux)' };
const own = transferWords.en;
const here = 'This page itself';

beforeEach(() => stage.demo.setAhead(0));

async function enter(person: Person): Promise<BrowserContext> {
  const context = await stage.browser.newContext();
  await person.enter(context);
  return context;
}

async function visit(context: BrowserContext, tag: 'setup-wizard' | 'sync-pair', attributes = ''): Promise<Visitor> {
  const page = await openElements(stage.demo, context, element(tag, `keeps-codes ${attributes}`));
  return new Visitor(page, 'en', page.locator(`mfa-${tag}`));
}

/** Manual 2-2 to the codes. */
async function setUpHere(visitor: Visitor): Promise<void> {
  await visitor.sees(visitor.words.where);
  await visitor.press('In this browser');
  await visitor.withoutLock('The app is set up in this browser');
}

const shownCode = (visitor: Visitor): Promise<string> => visitor.wizard.locator('mfa-live-code .digits').innerText();

/** What the vault hands to another device, as a picture that another decoder reads. */
async function scanExport(visitor: Visitor): Promise<Authenticator> {
  await visitor.wizard.getByText('More', { exact: true }).first().click();
  await visitor.wizard.getByRole('button', { name: /^Add it to another app/ }).click();
  return scan(visitor, visitor.wizard.getByRole('img', { name: 'QR code with the key of this account' }));
}

test(`2-2: the page itself becomes the app, without anything to install or type, and the service takes its codes${judges}`, async () => {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const visitor = await visit(await enter(person), 'setup-wizard');
  await setUpHere(visitor);
  await visitor.press('Show the codes');
  await visitor.sees('Your codes');
  const seen = await sight(() => shownCode(visitor));
  const app = await scanExport(visitor);
  assert.ok(showed(app, seen), 'the code on the screen is that of the key');
  assert.ok(await takes(person, await new ServiceClock(stage.demo).next(app)));
  assert.deepEqual(await devicesOf(person), [inBrowser]);
});

test(`2-4: this browser’s app gives its account to a phone as a QR code, and both stay in use${judges}`, async () => {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const context = await enter(person);
  await setUpHere(await visit(context, 'setup-wizard'));
  const visitor = await visit(context, 'sync-pair', 'from="browser" to="smartphone"');
  await visitor.press(own.otherOldApp);
  await visitor.sees(own.oldExtension);
  await visitor.press(here);
  await visitor.sees(own.addKey('Google Authenticator'));
  const copy = await scan(visitor);
  await visitor.press(own.showsDigits);
  await visitor.sees(own.newDigits);
  await visitor.submitAppCode(await new ServiceClock(stage.demo).next(copy));
  await visitor.sees(own.worksToo);
  assert.deepEqual(await devicesOf(person), [inBrowser, { kind: 'smartphone', name: 'Smartphone' }]);
});

test('2-5: what the phone exports goes into this browser’s app, which proves itself to the service', async () => {
  const { person, app } = await personWithApp(stage.demo, phone);
  const context = await enter(person);
  await new ServiceClock(stage.demo).next(app);
  const visitor = await visit(context, 'sync-pair', 'from="smartphone" to="browser"');
  await visitor.press(own.thisPage);
  await visitor.sees(own.bring);
  await visitor.page.evaluate(paste, app.uri);
  await visitor.withoutLock(own.worksHere);
  await visitor.reads(own.tomorrow);
  await visitor.press(own.showCodes);
  await visitor.sees('Your codes');
  assert.deepEqual(await devicesOf(person), [phone, inBrowser]);
  // The list knows which of them it is on.
  const page = await openElements(stage.demo, context, element('device-list', 'keeps-codes'));
  await page.getByRole('heading', { name: `${inBrowser.name} This browser` }).waitFor();
});

test('2-6: a file that the extension exported goes into this browser’s app', async () => {
  const { person, app } = await personWithApp(stage.demo, { kind: 'browser', name: 'Old laptop' });
  const context = await enter(person);
  await new ServiceClock(stage.demo).next(app);
  const visitor = await visit(context, 'sync-pair', 'from="browser" to="browser"');
  await visitor.press(own.thisPage);
  await visitor.sees('What shows the code in the other browser?');
  await visitor.press('Authenticator');
  await visitor.sees('Bring the key from the other browser here');
  await visitor.wizard
    .getByLabel(own.file)
    .setInputFiles({ name: 'authenticator.txt', mimeType: 'text/plain', buffer: Buffer.from(`${app.uri}\r\n`) });
  await visitor.withoutLock(own.worksHere);
  assert.deepEqual(
    (await devicesOf(person)).map(({ name }) => name),
    ['Old laptop', inBrowser.name],
  );
});

test(`2-2 without a back end: the QR code of the institution’s page becomes an account here, whose digits are typed there${judges}`, async () => {
  const uri = 'otpauth://totp/Kyoto%20University:taro?secret=JBSWY3DPEHPK3PXP&issuer=Kyoto%20University';
  const context = await stage.browser.newContext();
  const page = await openElements(
    stage.demo,
    context,
    '<mfa-setup-wizard profile="kyoto-u" flow="app-browser" keeps-codes></mfa-setup-wizard>',
  );
  const visitor = new Visitor(page, 'en');
  await visitor.press('Another browser or app');
  await visitor.press('In this browser');
  await visitor.press('I see a QR code');
  await visitor.sees('Bring the QR code here');
  await page.evaluate(paste, uri);
  await visitor.withoutLock('Not finished yet: type these digits on that page');
  assert.ok(showed(authenticatorFrom(uri), await sight(() => shownCode(visitor))));
  await visitor.press('The page says so');
  await visitor.sees('The app is set up in this browser');
  await visitor.press('Show the codes');
  await visitor.sees('Your codes');
});

test('where the origin keeps no keys, the page does not offer itself as the app', async () => {
  const { person } = await personWithApp(stage.demo, phone);
  const page = await openElements(
    stage.demo,
    await enter(person),
    element('sync-pair', 'from="smartphone" to="browser"'),
  );
  const visitor = new Visitor(page, 'en', page.locator('mfa-sync-pair'));
  await visitor.sees(own.bring);
  assert.equal(await visitor.button(own.thisPage).count(), 0);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { judges, showed, sight } from '../support/authenticator.ts';
import { migrationTexts, othersAccounts, qrPicture } from '../support/migration.ts';
import {
  accountsOn,
  compareDigits,
  confirmOn,
  isHere,
  keepAccount,
  liveCode,
  openApp,
  showCode,
  typeCode,
  codeOn,
} from '../support/pairing.ts';
import { pairingWords } from '../support/pairing-words.ts';
import { stage } from '../support/stage.ts';
import { transferWords } from '../support/transfer-words.ts';
import type { Visitor } from '../support/visitor.ts';
import { devicesOf, personWithApp, type KnownDevice } from '../support/with-app.ts';
import type { Language } from '../support/words.ts';
import { hasZbarimg, readQr } from '../support/zbarimg.ts';

/** Into a pairing by the manuals, as a person chooses them, from the first question on; and by what a phone scans. */

const laptop: KnownDevice = { kind: 'browser', name: 'Old laptop' };
const phone: KnownDevice = { kind: 'smartphone', name: 'Old phone' };

/** The elements' page with the manuals, at the question where the app is wanted. */
async function openManuals(context: BrowserContext, language: Language): Promise<Visitor> {
  const visitor = await openApp(stage.demo, context, { language, tag: 'sync-pair' });
  await visitor.sees(transferWords[language].whereTo);
  return visitor;
}

/** Manual 2-6 with this page at both ends: to the pairing at the one that gets the account. */
async function toTaking(visitor: Visitor): Promise<void> {
  const [own, words] = [transferWords[visitor.language], pairingWords[visitor.language]];
  await visitor.press(own.thisPage);
  await visitor.press(words.thisPage);
}

/** …and at the one that has it. */
async function toGiving(visitor: Visitor): Promise<void> {
  const [own, words] = [transferWords[visitor.language], pairingWords[visitor.language]];
  await visitor.press(own.anotherBrowser);
  await visitor.press(own.otherOldApp);
  await visitor.press(words.thisPage);
}

/** What the QR code on the screen leads to. */
async function scanned(visitor: Visitor): Promise<string> {
  await visitor.wizard.getByRole('img', { name: pairingWords[visitor.language].qr }).waitFor();
  return readQr(await visitor.page.screenshot({ fullPage: true }));
}

for (const language of ['en', 'ja'] as const) {
  const words = pairingWords[language];
  const own = transferWords[language];

  test(`2-6 by its questions, at both ends: the account is in the new browser, too, under a name of its own (${language})${judges}`, async () => {
    const { person, app } = await personWithApp(stage.demo, laptop, 'code before');
    const [old, fresh] = await Promise.all([stage.browser.newContext(), stage.browser.newContext()]);
    await Promise.all([person.enter(old), person.enter(fresh)]);
    await keepAccount(await openApp(stage.demo, old, { language }), app.uri);

    const [giver, taker] = await Promise.all([openManuals(old, language), openManuals(fresh, language)]);
    await Promise.all([toGiving(giver), toTaking(taker)]);
    await taker.withoutLock(words.typeThere);
    await giver.sees(words.typeCode);
    await typeCode(giver, await codeOn(taker));
    await compareDigits(giver, taker);
    await Promise.all([confirmOn(giver), confirmOn(taker)]);
    await Promise.all([giver.sees(words.isThere), isHere(taker)]);
    await taker.press(words.showCodes);
    await taker.sees(words.codes);
    assert.equal(await accountsOn(taker), 1);
    assert.ok(showed(app, await sight(() => liveCode(taker))));
    const devices = await devicesOf(person);
    assert.deepEqual([devices.length, devices[0], devices[1]?.kind], [2, laptop, 'browser']);
    assert.match(devices[1]!.name, /^Chrome/);
  });

  test(
    `2-5 by its questions, without a camera here: the phone reads its export, and this computer has the account (${language})${hasZbarimg ? '' : ' [skipped: zbarimg is missing]'}`,
    { skip: !hasZbarimg },
    async () => {
      const { person, app } = await personWithApp(stage.demo, phone, 'code before');
      const [computer, mobile] = await Promise.all([
        stage.browser.newContext(),
        stage.browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }),
      ]);
      await person.enter(computer);
      const taker = await openManuals(computer, language);
      await taker.press(own.thisPage);
      await taker.sees(own.bring);
      await taker.press(words.readOnPhone);
      await taker.withoutLock(words.scanThere);

      const { hash } = new URL(await scanned(taker));
      const giver = await openApp(stage.demo, mobile, { language, hash, tag: 'sync-pair', keeps: false });
      await giver.sees(words.asks);
      await giver.press(words.yesApp);
      await giver.sees(words.choosePicture);
      const account = { issuer: 'Kyoto University', account: person.name, secret: app.secret };
      const [text] = migrationTexts([[account, ...othersAccounts(3)]]);
      await giver.wizard
        .getByLabel(words.picture)
        .setInputFiles({ name: 'export.png', mimeType: 'image/png', buffer: qrPicture(text!) });
      await compareDigits(giver, taker);
      await Promise.all([confirmOn(giver), confirmOn(taker)]);
      await Promise.all([giver.sees(words.isThere), isHere(taker)]);
      await taker.press(words.showCodes);
      await taker.sees(words.codes);
      assert.equal(await accountsOn(taker), 1);
      assert.ok(showed(app, await sight(() => liveCode(taker))));
      const devices = await devicesOf(person);
      assert.deepEqual([devices.length, devices[0], devices[1]?.kind], [2, phone, 'browser']);
    },
  );
}

test('a page that is open follows a newer code while nobody has confirmed the digits, and stays with digits that were confirmed', async () => {
  const words = pairingWords.en;
  const { person, app } = await personWithApp(stage.demo, laptop, 'code before');
  const [computer, mobile] = await Promise.all([stage.browser.newContext(), stage.browser.newContext()]);
  await Promise.all([person.enter(computer), person.enter(mobile)]);
  /** An invitation that nobody answers. */
  const nowhere = `${stage.demo.url}/elements#mfa-pair=1.t.ZZZZZZZZ.${'A'.repeat(43)}`;
  /** The address in the open page, as a scanned code leads to it. */
  const follow = ({ page }: Visitor, address: string) =>
    page.evaluate((hash) => void (location.hash = hash), new URL(address).hash);
  const addressFrom = async (visitor: Visitor): Promise<string> => {
    await visitor.wizard.locator('mfa-qr-code').waitFor();
    return visitor.wizard.locator('mfa-qr-code').evaluate((qr) => {
      const { value } = qr as unknown as { value: { reveal(): string } };
      return value.reveal();
    });
  };

  const giver = await openApp(stage.demo, mobile);
  await keepAccount(giver, app.uri);
  const taker = await openApp(stage.demo, computer);
  await showCode(taker, 'smartphone');
  await follow(giver, await addressFrom(taker));
  await giver.press(words.yesHere);
  await compareDigits(giver, taker);

  // The other end is told.
  await follow(giver, nowhere);
  await taker.sees(words.stoppedThere);
  await taker.press(words.again);
  await taker.sees(words.scanThere);
  await follow(giver, await addressFrom(taker));
  await giver.press(words.yesHere);
  await compareDigits(giver, taker);
  assert.equal(new URL(giver.page.url()).hash, '');

  await confirmOn(giver);
  const saidSo = giver.wizard.getByRole('heading', { name: words.sayThere, exact: true });
  await saidSo.waitFor();
  await follow(giver, nowhere);
  await confirmOn(taker);
  await Promise.all([giver.sees(words.isThere), isHere(taker)]);
});

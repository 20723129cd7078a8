import assert from 'node:assert/strict';
import test from 'node:test';
import { judges, scan, type Authenticator } from '../support/authenticator.ts';
import { prepareCanary, watchCanary } from '../support/canary.ts';
import { hexOf, migrationTexts, othersAccounts, type Exported } from '../support/migration.ts';
import type { Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { transferWords } from '../support/transfer-words.ts';
import { extension, google, pick, toReader } from '../support/transfers.ts';
import { Visitor } from '../support/visitor.ts';
import { devicesOf, nextCode, personWithApp, type KnownDevice } from '../support/with-app.ts';
import type { Language } from '../support/words.ts';

const phone: KnownDevice = { kind: 'smartphone', name: 'Old phone' };
const laptop: KnownDevice = { kind: 'browser', name: 'Old laptop' };

/** Somebody whose app works, at the question where it is wanted as well. */
async function visit(old: KnownDevice, language: Language = 'en') {
  const { person, app } = await personWithApp(stage.demo, old);
  const { visitor } = await stage.visit({ language, person, prepare: prepareCanary });
  const own = transferWords[language];
  await visitor.sees(visitor.words.overview);
  return { visitor, person, app, own };
}

/** From the overview to the first screen of the manual. */
async function begin(visitor: Visitor, target: string): Promise<void> {
  const own = transferWords[visitor.language];
  await visitor.press(visitor.words.onAnotherDevice);
  await visitor.sees(own.whereTo);
  await visitor.press(target);
}

/** The new device proves that it works. */
async function prove(visitor: Visitor, app: Authenticator): Promise<void> {
  await visitor.sees(transferWords[visitor.language].newDigits);
  await visitor.submitAppCode(nextCode(app));
}

/** Both work; looks at the list. */
async function seeBoth(visitor: Visitor, person: Person, devices: KnownDevice[]): Promise<void> {
  const own = transferWords[visitor.language];
  await visitor.sees(own.worksToo);
  await visitor.press(visitor.words.seeDevices);
  await visitor.sees(visitor.words.overview);
  await visitor.reads(own.devices(devices.map(({ name }) => name)));
  assert.deepEqual(await devicesOf(person), devices);
}

/** The app's entry as it comes out of Google Authenticator. */
function exported({ uri, secret }: Authenticator): Exported {
  const [issuer = '', account = ''] = decodeURIComponent(new URL(uri).pathname.split('/').at(-1)!).split(':');
  return { issuer, account, secret };
}

for (const language of ['en', 'ja'] as const) {
  const smartphone = { en: 'Smartphone', ja: 'スマートフォン' }[language];

  test(`2-3: an account goes from phone to phone by the menus of Google Authenticator in six screens, and both stay in use (${language})${judges}`, async () => {
    const { visitor, person, app, own } = await visit(phone, language);
    await begin(visitor, own.anotherSmartphone);
    await visitor.sees(own.onOldPhone);
    await visitor.reads(own.export);
    await visitor.press(own.codeIsThere);
    await visitor.sees(own.onNewPhone);
    await visitor.reads(own.get(google));
    await visitor.reads(own.import);
    await visitor.press(own.showsDigits);
    await prove(visitor, app);
    await seeBoth(visitor, person, [phone, { kind: 'smartphone', name: smartphone }]);
  });

  test(`2-5: a picture of the old phone’s export becomes a code for the extension, with the same key (${language})${judges}`, async () => {
    const { visitor, person, app, own } = await visit(phone, language);
    const mine = exported(app);
    const [first, second, third] = othersAccounts(3) as [Exported, Exported, Exported];
    await begin(visitor, own.aBrowser);
    await toReader(visitor);
    await visitor.reads(own.export);
    await pick(visitor, migrationTexts([[first, second, mine, third]]));
    await visitor.sees(own.addKey(extension));
    const copy = await scan(visitor);
    assert.equal(copy.secret, app.secret);
    assert.match(copy.uri, /^otpauth:\/\/totp\//);
    await visitor.press(own.showsDigits);
    await prove(visitor, copy);
    await seeBoth(visitor, person, [phone, { kind: 'browser', name: 'Chrome (Linux)' }]);
  });
}

test(`2-4: an account goes from the extension to a phone, which scans it from the browser without a press between${judges}`, async () => {
  const { visitor, person, app, own } = await visit(laptop);
  await begin(visitor, own.aSmartphone);
  await visitor.sees(own.scanFromBrowser);
  await visitor.press(own.showsDigits);
  await prove(visitor, app);
  await seeBoth(visitor, person, [laptop, { kind: 'smartphone', name: 'Smartphone' }]);
});

test(`2-6: an account goes from browser to browser as a file of the extension, on the page for further devices (ja)${judges}`, async () => {
  const { person, app } = await personWithApp(stage.demo, laptop);
  const { page } = (await stage.visit({ language: 'ja', person, path: '/sync' })).visitor;
  const visitor = new Visitor(page, 'ja', page.locator('mfa-sync-pair'));
  const own = transferWords.ja;
  await visitor.sees(own.whereTo);
  await visitor.press(own.anotherBrowser);
  await visitor.sees(own.inOldBrowser);
  await visitor.press(own.haveFile);
  await visitor.sees(own.inNewBrowser);
  await visitor.press(own.showsDigits);
  await prove(visitor, app);
  await seeBoth(visitor, person, [laptop, { kind: 'browser', name: 'ブラウザ' }]);
});

/** 24 accounts at other services and the institution's own, which is in the second of three codes. */
function largeExport(mine: Exported) {
  const others = othersAccounts(24);
  const codes = [others.slice(0, 10), [...others.slice(10, 15), mine, ...others.slice(15, 19)], others.slice(19)];
  return { others, texts: migrationTexts(codes) as [string, string, string] };
}

test('of 24 accounts of others, in three codes read in any order, nothing is shown, kept, told or sent', async () => {
  const { visitor, app, own } = await visit(phone);
  const canary = await watchCanary(visitor.page);
  const mine = exported(app);
  const { others, texts } = largeExport(mine);
  const forms = others.flatMap(({ secret }) => [
    ...[secret, secret.toLowerCase()],
    ...[hexOf(secret), hexOf(secret).toUpperCase()],
  ]);
  const assertNowhere = async () => {
    const drawn = await canary.document();
    for (const { account, issuer } of others) {
      assert.ok(!drawn.includes(account), account);
      assert.ok(!drawn.includes(issuer.replace(' ', '')), issuer);
    }
    for (const form of forms) assert.ok(!drawn.includes(form), form);
    for (const text of [...forms, ...texts]) assert.deepEqual(await canary.placesOf(text), [], text);
  };

  await begin(visitor, own.aBrowser);
  await toReader(visitor);
  await pick(visitor, [texts[2]]);
  await visitor.reads(own.readSoFar(1, 3));
  await visitor.reads(own.showNext);
  await assertNowhere();
  await pick(visitor, [texts[0]]);
  await visitor.reads(own.readSoFar(2, 3));
  await assertNowhere();
  await pick(visitor, [texts[1]]);
  await visitor.sees(own.addKey(extension));
  await visitor.qr.waitFor();
  assert.ok((await canary.document()).includes(app.secret), 'the look through the document finds what is there');
  await assertNowhere();
  await visitor.press(own.showsDigits);
  await prove(visitor, app);
  await visitor.sees(own.worksToo);
  await assertNowhere();
  assert.deepEqual(await canary.placesOf(app.secret), []);
  assert.deepEqual(await canary.stored(), { local: {}, session: {}, databases: [], caches: [] });
});

test('all pictures of an export may be picked at once', async () => {
  const { visitor, app, own } = await visit(phone);
  const mine = exported(app);
  const { texts } = largeExport(mine);
  await begin(visitor, own.aBrowser);
  await toReader(visitor);
  await pick(visitor, [texts[2], texts[0], texts[1]]);
  await visitor.sees(own.addKey(extension));
  assert.equal(await visitor.key(), app.secret);
});

test(`change of device: the old phone leaves the list, and the person learns that an app may still show codes${judges}`, async () => {
  const { visitor, person, app, own } = await visit(phone);
  await visitor.press(own.replacing);
  await visitor.sees(own.newDevice);
  await visitor.press(own.anotherSmartphone);
  await visitor.sees(own.onReplacedPhone);
  await visitor.press(own.codeIsThere);
  await visitor.sees(own.onReplacingPhone);
  await visitor.press(own.showsDigits);
  await prove(visitor, app);
  await visitor.sees(own.nowOldPhone);
  assert.equal((await devicesOf(person)).length, 2);
  // The only one of its kind, and a code was typed a moment ago: neither is asked for.
  await visitor.press(own.deleted);
  await visitor.sees(own.takenOver);
  await visitor.reads(own.stillValid);
  assert.deepEqual(await devicesOf(person), [{ kind: 'smartphone', name: 'Smartphone' }]);
  await visitor.press(visitor.words.seeDevices);
  await visitor.sees(visitor.words.overview);
  await visitor.reads(visitor.words.oneDevice('Smartphone'));
});

for (const language of ['en', 'ja'] as const) {
  test(`an app that gives nothing is no dead end: setting up again and the help desk are offered (${language})`, async () => {
    const { visitor, person, own } = await visit(phone, language);
    await begin(visitor, own.anotherSmartphone);
    await visitor.press(own.otherOldApp);
    await visitor.sees(own.oldApp);
    await visitor.press('Microsoft Authenticator');
    await visitor.sees(own.noWay);
    await visitor.reads(own.givesNothing('Microsoft Authenticator'));
    const helpDesk = visitor.wizard.getByRole('link', { name: own.askHelpDesk });
    assert.match((await helpDesk.getAttribute('href')) ?? '', /^https:\/\/www\.iimc\.kyoto-u\.ac\.jp\//);
    await visitor.press(own.setUpAgain);
    await visitor.sees(own.reset);
    assert.deepEqual(await devicesOf(person), [phone]);
  });
}

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after, beforeEach } from 'node:test';
import { authenticatorFrom, judges, scan, type Authenticator } from '../support/authenticator.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { element, openElements, paste, ServiceClock, takes } from '../support/element-page.ts';
import { loadAxe } from '../support/axe.ts';
import { complaintsInAllLooks } from '../support/looks.ts';
import type { Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { transferWords } from '../support/transfer-words.ts';
import { Visitor } from '../support/visitor.ts';
import { devicesOf, personWithApp, type KnownDevice } from '../support/with-app.ts';

/** One key for all, as everywhere in this process; each device its own, and recovery codes, in a demo beside it. */
let besides: Promise<Demo> | undefined;
async function separateDemo(): Promise<Demo> {
  const env = { SECRET_MODEL: 'per-device', RECOVERY_CODES: 'on' };
  const demo = await (besides ??= startDemo({ env, hasMovableClock: true }));
  await demo.setAhead(0);
  return demo;
}
after(async () => (await besides)?.end('SIGKILL'));
beforeEach(() => stage.demo.setAhead(0));

/** Adds a device that holds a copy. */
async function addCopy(person: Person, code: string, { kind, name }: KnownDevice): Promise<void> {
  const { id } = (await (await person.ask('POST', 'syncs', { kind })).json()) as { id: string };
  assert.equal((await person.ask('POST', `syncs/${id}/confirm`, { code, name })).status, 200);
}

/** Adds a device with a key of its own; `code` is one of a device that is there. */
async function addOwn(person: Person, clock: ServiceClock, by: Authenticator, { kind, name }: KnownDevice) {
  const code = await clock.next(by);
  const begun = await (await person.ask('POST', 'syncs', { kind, code })).json();
  const { id, key } = begun as { id: string; key: { uri: string } };
  const app = authenticatorFrom(key.uri);
  assert.equal((await person.ask('POST', `syncs/${id}/confirm`, { code: await clock.next(app), name })).status, 200);
  return app;
}

/** Nothing to complain about here, for axe and in the browser's own tree, in each look. */
async function looksRight({ page }: Visitor, screen: string): Promise<void> {
  assert.deepEqual(await complaintsInAllLooks(page, screen), []);
}

async function openList(demo: Demo, person: Person): Promise<Visitor> {
  const context = await stage.browser.newContext();
  await loadAxe(context);
  await person.enter(context);
  const page = await openElements(demo, context, element('device-list'));
  const visitor = new Visitor(page, 'en', page.locator('mfa-device-list'));
  await visitor.sees('Your devices');
  return visitor;
}

const titles = (visitor: Visitor): Promise<string[]> => visitor.wizard.locator('[part="row-title"]').allInnerTexts();

const phone: KnownDevice = { kind: 'smartphone', name: 'Phone' };
const laptop: KnownDevice = { kind: 'browser', name: 'Laptop' };
const lost: KnownDevice = { kind: 'smartphone', name: 'Lost phone' };

test(`one key for all: a removed copy goes on making codes that count, and the page says so; a renewed key ends it, and leads back to each device${judges}`, async () => {
  const clock = new ServiceClock(stage.demo);
  const { person, app } = await personWithApp(stage.demo, phone);
  for (const device of [laptop, lost]) await addCopy(person, await clock.next(app), device);
  const visitor = await openList(stage.demo, person);
  const { words } = visitor;

  await looksRight(visitor, 'list');
  await visitor.press('Remove: Lost phone');
  await visitor.sees('Remove “Lost phone”?');
  await looksRight(visitor, 'removal');
  await visitor.reads('It leaves the list, but its app keeps a copy of your key: its codes go on working.');
  await visitor.press('Remove it');
  await visitor.sees('“Lost phone” is off the list. Its codes still work.');
  assert.ok(await takes(person, await clock.next(app)));

  await visitor.press('Renew the key');
  await visitor.sees('Which device gets the new key first?');
  await looksRight(visitor, 'renewal');
  await visitor.press('Phone');
  await visitor.sees(words.getGoogle);
  await visitor.press(words.haveApp);
  await visitor.sees(words.key);
  const renewed = await scan(visitor);
  assert.notEqual(renewed.secret, app.secret);
  assert.ok(await takes(person, await clock.next(app)), 'until the new key is proven, the old one counts');
  await visitor.press(words.showsDigits);
  await visitor.sees(words.codeFromApp);
  await visitor.submitAppCode(await clock.next(renewed));
  await visitor.sees(words.appDone);
  assert.ok(!(await takes(person, await clock.next(app))));
  assert.ok(await takes(person, await clock.next(renewed)));

  // What is still to do is told by the account: also after a reload.
  await visitor.page.reload();
  await visitor.sees('Your devices');
  assert.deepEqual(await titles(visitor), ['Codes by mail', 'Phone', 'Laptop']);
  await visitor.reads('The key was renewed. Until you sync this device again, its codes are refused.');
  await visitor.press('Renew the key');
  await visitor.sees('Devices that wait for the new key: 1');
  await looksRight(visitor, 'checklist');
  await visitor.press('Sync again: Laptop');
  const own = transferWords.en;
  await visitor.sees(own.bring);
  await visitor.page.evaluate(paste, renewed.uri);
  await visitor.press(own.showsDigits);
  await visitor.sees(own.newDigits);
  await visitor.submitAppCode(await clock.next(renewed));
  await visitor.sees(own.worksToo);
  const { devices } = (await (await person.ask('GET', 'account')).json()) as {
    devices: { name: string; needsSync: boolean }[];
  };
  assert.deepEqual(
    devices.map(({ name, needsSync }) => [name, needsSync]),
    [
      ['Phone', false],
      ['Laptop', false],
    ],
  );
});

test(`a key for each: removing one ends just that one, and undoing brings it back, after a reload too${judges}`, async () => {
  const separate = await separateDemo();
  const clock = new ServiceClock(separate);
  const { person, app } = await personWithApp(separate, phone);
  const other = await addOwn(person, clock, app, lost);
  const visitor = await openList(separate, person);
  await visitor.press('Remove: Lost phone');
  await visitor.sees('Remove “Lost phone”?');
  await visitor.reads('Its codes stop working at once. Your other devices go on.');
  await visitor.press('Remove it');
  await visitor.reads('The device is removed.');
  assert.ok(!(await takes(person, await clock.next(other))));
  assert.ok(await takes(person, await clock.next(app)));
  await visitor.page.reload();
  await visitor.sees('Your devices');
  await visitor.reads('The device is removed.');
  await visitor.reads('Lost phone');
  await visitor.press('Undo');
  await visitor.reads('The device is on the list again.');
  assert.ok(await takes(person, await clock.next(other)));
});

test('a key for each: a code of the phone authorises this browser’s app, which gets a key of its own', async () => {
  const separate = await separateDemo();
  const clock = new ServiceClock(separate);
  const { person, app } = await personWithApp(separate, phone);
  const context = await stage.browser.newContext();
  await person.enter(context);
  const code = await clock.next(app);
  const page = await openElements(
    separate,
    context,
    element('sync-pair', 'keeps-codes from="smartphone" to="browser"'),
  );
  const visitor = new Visitor(page, 'en', page.locator('mfa-sync-pair'));
  await visitor.press(transferWords.en.thisPage);
  await visitor.sees('Type the digits of the app you have');
  await visitor.submitAppCode(code);
  await visitor.withoutLock(transferWords.en.worksHere);
  assert.equal((await devicesOf(person)).length, 2);
  assert.ok(await takes(person, await clock.next(app)), 'the phone goes on');
});

test('a name is changed in its row, and taking the last device away is told as what it is', async () => {
  const { person } = await personWithApp(stage.demo, phone);
  const visitor = await openList(stage.demo, person);
  await visitor.press('Rename: Phone');
  await visitor.submit('Name of the device', ' ', 'Save');
  await visitor.reads('Type a name.');
  await looksRight(visitor, 'a row that is edited');
  await visitor.submit('Name of the device', '新しい電話', 'Save');
  await visitor.button('Rename: 新しい電話').waitFor();
  assert.deepEqual(await devicesOf(person), [{ kind: 'smartphone', name: '新しい電話' }]);
  await visitor.press('Remove: 新しい電話');
  await visitor.reads('It is your last device with the app. Its codes stop working at once.');
});

test('three elements on one page stay in step, and what was changed elsewhere shows when the person comes back', async () => {
  const { person } = await personWithApp(stage.demo, phone);
  const context = await stage.browser.newContext();
  await person.enter(context);
  const page = await openElements(
    stage.demo,
    context,
    element('device-list') + element('setup-wizard') + element('sync-pair', 'flow="sync"'),
  );
  const list = new Visitor(page, 'en', page.locator('mfa-device-list'));
  const wizard = new Visitor(page, 'en');
  await list.sees('Your devices');
  await wizard.reads('App on one device: Phone.');
  await list.press('Rename: Phone');
  await list.submit('Name of the device', 'My phone', 'Save');
  await wizard.reads('App on one device: My phone.');

  const [device] = ((await (await person.ask('GET', 'account')).json()) as { devices: { id: string }[] }).devices;
  await person.ask('PATCH', `devices/${device!.id}`, { name: 'Renamed elsewhere' });
  // The list does not ask twice within two seconds.
  await page.clock.install();
  await page.clock.fastForward(5000);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await list.button('Rename: Renamed elsewhere').waitFor();
  await wizard.reads('App on one device: Renamed elsewhere.');
});

test('recovery codes are shown once, count when they are kept, and each lets a person in once', async () => {
  const separate = await separateDemo();
  const { person } = await personWithApp(separate, phone);
  const visitor = await openList(separate, person);
  await visitor.press('Recovery codes');
  await visitor.sees('Recovery codes');
  await visitor.press('Make my codes');
  await visitor.sees('Keep these codes');
  await looksRight(visitor, 'recovery codes');
  const shown = await visitor.wizard.locator('.codes li').allInnerTexts();
  assert.equal(new Set(shown).size, 10);
  const saving = visitor.page.waitForEvent('download');
  await visitor.press('Save as a file');
  const saved = await readFile(await (await saving).path(), 'utf8');
  for (const code of shown) assert.ok(saved.includes(code));
  const [code, another] = shown.map((text) => text.replace(/\s/g, '')) as [string, string];
  const prove = async (digits: string) => {
    const { id } = (await (await person.ask('POST', 'step-up', { method: 'recovery' })).json()) as { id?: string };
    return id ? (await person.ask('POST', `step-up/${id}/confirm`, { code: digits })).status : 0;
  };
  assert.notEqual(await prove(code), 200, 'not before they are kept');
  await visitor.press('I have kept them');
  await visitor.sees('Your recovery codes count now');
  assert.equal(await prove(code), 200);
  assert.notEqual(await prove(code), 200);
  assert.equal(await prove(another), 200);
  const { recovery } = (await (await person.ask('GET', 'account')).json()) as { recovery: { left: number } };
  assert.equal(recovery.left, 8);
});

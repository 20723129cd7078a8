import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { prepareCanary, watchCanary, type Canary } from '../support/canary.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { keyForms } from '../support/key-forms.ts';
import { bytesOf } from '../support/migration.ts';
import {
  compareDigits,
  confirmOn,
  digitsOn,
  keepAccount,
  isHere,
  liveCode,
  openApp,
  showCode,
  toCodeField,
  typeCode,
} from '../support/pairing.ts';
import { pairingWords } from '../support/pairing-words.ts';
import type { Visitor } from '../support/visitor.ts';
import { personWithApp } from '../support/with-app.ts';

const words = pairingWords.en;
let demo: Demo;
let browser: Browser;
let dataDir: string;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mfa-elements-demo-'));
  [demo, browser] = await Promise.all([startDemo({ dataDir }), launchChromium()]);
});
after(async () => {
  await browser.close();
  await demo.end('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

interface End {
  visitor: Visitor;
  canary: Canary;
}

/** The app in a browser of its own, heard from its first answer on. */
async function openEnd(enter: Awaited<ReturnType<typeof personWithApp>>['person']['enter']): Promise<End> {
  const context = await browser.newContext();
  await prepareCanary(context);
  await enter(context);
  const visitor = await openApp(demo, context);
  const canary = await watchCanary(visitor.page);
  await visitor.page.reload();
  return { visitor, canary };
}

/** What each seat at the mailbox is known by. */
async function seatOf({ visitor }: End, path: 'pairings' | 'pairings/join'): Promise<string> {
  const answer = await visitor.page.waitForResponse((each) => each.url().endsWith(`/api/mfa/${path}`));
  return ((await answer.json()) as { seat: string }).seat;
}

const filesIn = async (folder: string): Promise<Buffer[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    found.filter((file) => file.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name))),
  );
};

test('a whole pairing shows and tells the key nowhere, at neither end, on the way or at the service', async (t) => {
  const { person, app } = await personWithApp(demo, { kind: 'browser', name: 'Old laptop' }, 'code before');
  const forms = keyForms(app.secret);
  const [old, fresh] = await Promise.all([openEnd(person.enter), openEnd(person.enter)]);
  const ends = [old, fresh];
  const [giver, taker] = [old.visitor, fresh.visitor];

  /** Neither end shows the key now, and nothing has told it so far. */
  const isSilent = async (moment: string): Promise<void> => {
    for (const { canary } of ends) {
      const shown = await canary.document();
      for (const form of [...forms, 'otpauth:']) assert.ok(!shown.includes(form), `${form} in the document, ${moment}`);
      for (const form of forms) assert.deepEqual(await canary.placesOf(form), [], `${form}, ${moment}`);
    }
  };

  await keepAccount(giver, app.uri);
  await toCodeField(giver);
  const seats = [seatOf(fresh, 'pairings'), seatOf(old, 'pairings/join')];
  const code = await showCode(taker, 'browser');
  assert.ok((await fresh.canary.document()).includes(code), 'the look through the document finds what is there');
  await isSilent('while the code is shown');
  await typeCode(giver, code);
  await compareDigits(giver, taker);
  const digits = await digitsOn(giver);
  await isSilent('while the digits are compared');
  await confirmOn(taker);
  await taker.wizard.getByRole('heading', { name: words.sayThere, exact: true }).waitFor();
  await isSilent('after one end has confirmed');
  await confirmOn(giver);
  await Promise.all([giver.sees(words.isThere), isHere(taker)]);
  await isSilent('when the account has arrived');
  await taker.press(words.showCodes);
  await taker.sees(words.codes);
  const shown = await liveCode(taker);
  await isSilent('where the codes are shown');

  await t.test('the sealed account went from one end to the other through the service', async () => {
    // Its first byte is 5.
    const entry = '"message":"BQ';
    assert.deepEqual(await old.canary.placesOf(entry), ['body of POST /api/mfa/pairings/send']);
    assert.deepEqual(await fresh.canary.placesOf(entry), ['answer to POST /api/mfa/pairings/receive']);
  });

  await t.test('the digits stand on the two screens only, and after the end on none', async () => {
    for (const { canary } of ends) {
      assert.deepEqual(await canary.placesOf(`"${digits}"`), []);
      assert.ok(!(await canary.document()).includes(digits));
    }
  });

  await t.test('a seat at the mailbox is known to its own end and the service', async () => {
    for (const [at, seat] of (await Promise.all(seats)).entries()) {
      const [own, other] = at === 0 ? [fresh, old] : [old, fresh];
      const places = await own.canary.placesOf(seat);
      assert.ok(
        places.every((place) => /^(body of|answer to) POST \/api\/mfa\/pairings/.test(place)),
        places.join(),
      );
      assert.deepEqual(await other.canary.placesOf(seat), []);
      for (const { canary } of ends) assert.ok(!(await canary.document()).includes(seat));
    }
  });

  await t.test('the code that proves the new device is in the one request that confirms with it', async () => {
    const body = 'body of POST /api/mfa/syncs/{id}/confirm';
    assert.deepEqual(await fresh.canary.placesOf('"code":"'), [body]);
    assert.deepEqual(await old.canary.placesOf(`"${shown}"`), []);
  });

  await t.test('neither the log of the service nor its database holds any of it in clear', async () => {
    await demo.end('SIGTERM');
    const log = demo.output();
    assert.match(log, /sendPairing/);
    for (const text of [...forms, `"${digits}"`, ...(await Promise.all(seats))]) assert.ok(!log.includes(text), text);
    const files = await filesIn(dataDir);
    assert.ok(
      files.some((file) => file.includes(person.name)),
      'the look through the files finds what is there',
    );
    for (const form of [...forms, bytesOf(app.secret)])
      assert.ok(!files.some((file) => file.includes(form)), String(form));
  });
});

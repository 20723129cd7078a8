import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import type { Authenticator } from '../support/authenticator.ts';
import { paste } from '../support/element-page.ts';
import { migrationTexts, othersAccounts } from '../support/migration.ts';
import { costOf, OutsideWalk, type Cost } from '../support/outside-walk.ts';
import type { Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { devicesOf, personWithApp, type KnownDevice } from '../support/with-app.ts';
import type { Language } from '../support/words.ts';

/**
 * Every manual walked from outside, by what is read and pressed: from the first question to its end, on all devices
 * together. A code is typed at the moment it is asked for, so a way that waited for the next one would not be walked.
 */

const limits = JSON.parse(readFileSync('walks.json', 'utf8')) as Record<'backed' | 'guide', Record<string, Cost>>;

interface Steps {
  language: Language;
  /** A device of this person: the page with the wizard, or another one. */
  device(person: Person, address?: string, options?: BrowserContextOptions, tag?: string): Promise<OutsideWalk>;
}

const phoneDevice: KnownDevice = { kind: 'smartphone', name: 'Phone' };
const inBrowser: KnownDevice = { kind: 'browser', name: 'Extension' };

const withApp = (device: KnownDevice) => personWithApp(stage.demo, device, 'code before');

/** The apps' own way: the digits of the new app, which has the key of the old one, prove it. */
async function byTheApps({ device }: Steps, from: KnownDevice, to: string, ...presses: string[]): Promise<OutsideWalk> {
  const { person, app } = await withApp(from);
  const walk = await device(person);
  await walk.press('Use the app on another device, too');
  await walk.press(to);
  for (const press of presses) await walk.press(press);
  await walk.type(app.code(), 'Confirm');
  assert.equal((await devicesOf(person)).length, 2);
  return walk;
}

/** What the old app shows comes before the page: the account of the institution among others. */
function bring({ page }: OutsideWalk, { secret }: Authenticator): Promise<void> {
  const mine = { issuer: 'Kyoto University', account: 'a0123456', secret };
  const [text] = migrationTexts([[...othersAccounts(3), mine]]);
  return page.evaluate(paste, text!);
}

const backed: Record<string, (steps: Steps) => Promise<OutsideWalk | OutsideWalk[]>> = {
  '2-3': (steps) =>
    byTheApps(steps, phoneDevice, 'On another smartphone', 'The QR code is there', 'The new app shows digits'),
  '2-4': (steps) => byTheApps(steps, inBrowser, 'On a smartphone', 'The new app shows digits'),
  '2-3 through the page': async ({ device }) => {
    const { person, app } = await withApp(phoneDevice);
    const walk = await device(person);
    await walk.press('Use the app on another device, too');
    await walk.press('On another smartphone');
    await walk.press('Try another way');
    await walk.happens(() => bring(walk, app));
    await walk.press('The new app shows digits');
    await walk.type(app.code(), 'Confirm');
    assert.equal((await devicesOf(person)).length, 2);
    return walk;
  },
  '2-5 camera': async ({ device }) => {
    const { person, app } = await withApp(phoneDevice);
    const walk = await device(person);
    await walk.press('Use the app on another device, too');
    await walk.press('In this browser: this page itself');
    await walk.happens(() => bring(walk, app));
    await walk.press('Go on without a lock');
    assert.equal((await devicesOf(person)).length, 2);
    return walk;
  },
  'change of device': async ({ device }) => {
    const { person, app } = await withApp(phoneDevice);
    const walk = await device(person);
    await walk.press('I am replacing a device');
    await walk.press('On another smartphone');
    await walk.press('The QR code is there');
    await walk.press('The new app shows digits');
    await walk.type(app.code(), 'Confirm');
    await walk.press('It is deleted');
    assert.deepEqual((await devicesOf(person)).length, 1);
    return walk;
  },
  '2-6': (steps) => byTheApps(steps, inBrowser, 'In another browser', 'I have the file', 'The new app shows digits'),
};

for (const language of ['en', 'ja'] as const)
  for (const [manual, walk] of Object.entries(backed))
    test(`manual ${manual} takes no more screens and presses than walks.json allows (${language})`, async (t) => {
      const steps: Steps = {
        language,
        async device(person, address = '/wizard', options = {}, tag) {
          const context = await stage.browser.newContext(options);
          await person.enter(context);
          const page = `${stage.demo.url}${address}?lang=${language}`;
          return OutsideWalk.open(context, page, { language, ...(tag && { tag }) });
        },
      };
      const walks = [await walk(steps)].flat();
      const cost = await costOf(walks);
      for (const each of walks) t.diagnostic((await each.seen()).join(' → '));
      t.diagnostic(`${cost.screens} screens, ${cost.presses} presses`);
      const limit = limits.backed[manual];
      assert.ok(limit, 'walks.json names no limit');
      assert.ok(cost.screens <= limit.screens && cost.presses <= limit.presses, JSON.stringify({ cost, limit }));
    });

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { authenticatorFrom, type Authenticator } from '../support/authenticator.ts';
import { paste } from '../support/element-page.ts';
import { migrationTexts, othersAccounts } from '../support/migration.ts';
import { costOf, OutsideWalk, phone, type Cost } from '../support/outside-walk.ts';
import { keepAccount, openApp } from '../support/pairing.ts';
import { newPerson, type Person } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { devicesOf, personWithApp, type KnownDevice } from '../support/with-app.ts';
import { readQr } from '../support/zbarimg.ts';

/**
 * Every manual walked from outside, by what is read and pressed: from the first question to its end, on all devices
 * together. A code is typed at the moment it is asked for, so a way that waited for the next one would not be walked.
 */

type Mode = 'backed' | 'guide';
const limits = JSON.parse(readFileSync('walks.json', 'utf8')) as Record<Mode, (Cost & { name: string })[]>;

interface Way {
  /** A browser of this person that has never been here. */
  browser(person?: Person, device?: BrowserContextOptions): Promise<BrowserContext>;
  /** A page in it. */
  open(browser: BrowserContext, address?: string, tag?: string): Promise<OutsideWalk>;
  /** The page with the wizard, in a new browser. */
  wizard(person?: Person): Promise<OutsideWalk>;
}

const onPhone: KnownDevice = { kind: 'smartphone', name: 'Phone' };
const inExtension: KnownDevice = { kind: 'browser', name: 'Extension' };

const withApp = (device: KnownDevice) => personWithApp(stage.demo, device, 'code before');
const withMail = async (): Promise<Person> => {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  return person;
};

/** What the old app shows comes before the page: the account of the institution among others. */
function bring({ page }: OutsideWalk, { secret }: Pick<Authenticator, 'secret'>): Promise<void> {
  const mine = { issuer: 'Kyoto University', account: 'a0123456', secret };
  const [text] = migrationTexts([[...othersAccounts(3), mine]]);
  return page.evaluate(paste, text!);
}

async function typeNewCode(walk: OutsideWalk): Promise<void> {
  const app = authenticatorFrom(`otpauth://totp/typed?secret=${await walk.key()}`);
  await walk.press('The app shows * digits');
  await walk.type(app.code(), 'Confirm');
}

/** Where the QR code leads, from the fragment on. */
async function invitationOn({ page }: OutsideWalk): Promise<string> {
  return new URL(readQr(await page.screenshot({ fullPage: true }))).hash;
}

/** The apps' own way: the digits of the new app, which has the key of the old one, prove it. */
async function byTheApps({ wizard }: Way, from: KnownDevice, ...presses: string[]): Promise<OutsideWalk> {
  const { person, app } = await withApp(from);
  const walk = await wizard(person);
  for (const press of ['Use the app on another device, too', ...presses]) await walk.press(press);
  await walk.type(app.code(), 'Confirm');
  assert.equal((await devicesOf(person)).length, 2);
  return walk;
}

const backed: Record<string, (way: Way) => Promise<OutsideWalk | OutsideWalk[]>> = {
  mail: async ({ wizard }) => {
    const person = await newPerson(stage.demo);
    const walk = await wizard(person);
    await walk.type(person.address, 'Send the code');
    await walk.type(await person.mailedCode(), 'Confirm');
    await walk.sees('Mail is set up');
    return walk;
  },
  '2-1': async ({ wizard }) => {
    const person = await withMail();
    const walk = await wizard(person);
    await walk.press('On my smartphone');
    await walk.press('I have the app');
    await typeNewCode(walk);
    assert.equal((await devicesOf(person)).length, 1);
    return walk;
  },
  '2-2 extension': async ({ wizard }) => {
    const person = await withMail();
    const walk = await wizard(person);
    await walk.press('In a browser on my computer');
    await walk.press('I see its icon');
    await typeNewCode(walk);
    assert.equal((await devicesOf(person)).length, 1);
    return walk;
  },
  '2-2 own app': async ({ wizard }) => {
    const person = await withMail();
    const walk = await wizard(person);
    await walk.press('In this browser');
    await walk.press('Go on without a lock');
    assert.equal((await devicesOf(person)).length, 1);
    return walk;
  },
  '2-3': (way) => byTheApps(way, onPhone, 'On another smartphone', 'The QR code is there', 'The new app shows digits'),
  '2-3 through the page': async ({ wizard }) => {
    const { person, app } = await withApp(onPhone);
    const walk = await wizard(person);
    await walk.press('Use the app on another device, too');
    await walk.press('On another smartphone');
    await walk.press('Try another way');
    await walk.happens(() => bring(walk, app));
    await walk.press('The new app shows digits');
    await walk.type(app.code(), 'Confirm');
    assert.equal((await devicesOf(person)).length, 2);
    return walk;
  },
  '2-4': (way) => byTheApps(way, inExtension, 'On a smartphone', 'The new app shows digits'),
  '2-5 camera': async ({ wizard }) => {
    const { person, app } = await withApp(onPhone);
    const walk = await wizard(person);
    await walk.press('Use the app on another device, too');
    await walk.press('In this browser: this page itself');
    await walk.happens(() => bring(walk, app));
    await walk.press('Go on without a lock');
    assert.equal((await devicesOf(person)).length, 2);
    return walk;
  },
  '2-5 hand-off': async ({ browser, open }) => {
    const { person, app } = await withApp(onPhone);
    const computer = await open(await browser(person));
    await computer.press('Use the app on another device, too');
    await computer.press('In this browser: this page itself');
    await computer.press('Read it on the phone instead');
    await computer.press('Go on without a lock');
    // Nobody signs in on the phone.
    const hand = await open(await browser(undefined, phone), `/sync${await invitationOn(computer)}`, 'mfa-sync-pair');
    await hand.press('Yes, from an app on this phone');
    await computer.happens(() => hand.happens(() => bring(hand, app)));
    await Promise.all([hand, computer].map((each) => each.press('They are the same')));
    assert.equal((await devicesOf(person)).length, 2);
    return [computer, hand];
  },
  '2-6': (way) => byTheApps(way, inExtension, 'In another browser', 'I have the file', 'The new app shows digits'),
  '2-6 pairing': async ({ browser, open }) => {
    const { person, app } = await withApp(inExtension);
    const old = await browser(person);
    await keepAccount(await openApp(stage.demo, old), app.uri);
    const taker = await open(await browser(person));
    await taker.press('Use the app on another device, too');
    await taker.press('In this browser: this page itself');
    await taker.press('The app in the other browser');
    await taker.press('Go on without a lock');
    const giver = await open(old, '/authenticator', 'mfa-authenticator');
    await giver.opens('More');
    await giver.press('Add it to another browser');
    await taker.happens(async () => giver.type(await taker.element.locator('.signs').innerText(), 'Connect'));
    await Promise.all([giver, taker].map((each) => each.press('They are the same')));
    assert.equal((await devicesOf(person)).length, 2);
    return [taker, giver];
  },
  'change of device': async ({ wizard }) => {
    const { person, app } = await withApp(onPhone);
    const walk = await wizard(person);
    await walk.press('I am replacing a device');
    await walk.press('On another smartphone');
    await walk.press('The QR code is there');
    await walk.press('The new app shows digits');
    await walk.type(app.code(), 'Confirm');
    await walk.press('It is deleted');
    assert.equal((await devicesOf(person)).length, 1);
    return walk;
  },
  'set up again': async ({ wizard }) => {
    const { person } = await withApp(onPhone);
    const walk = await wizard(person);
    await walk.press('Set up the app again');
    await walk.press('Send me the code');
    await walk.type(await person.mailedCode(), 'Set up again');
    await typeNewCode(walk);
    assert.equal((await devicesOf(person)).length, 1);
    return walk;
  },
};

/** Nothing is typed or sent: each press says that a step on the institution's page is done. */
const presses =
  (...labels: string[]): (typeof backed)[string] =>
  async ({ wizard }) => {
    const walk = await wizard();
    for (const label of labels) await walk.press(label);
    return walk;
  };

const guide: typeof backed = {
  mail: presses(
    'No, I have not set up anything yet',
    'Go on without checking',
    'The mail has come',
    'The page has taken it',
  ),
  '2-1': presses(
    'No, I read the code in a mail',
    'On my smartphone',
    'I have the app',
    'I see a QR code',
    'The app shows * digits',
    'The page says so',
  ),
  '2-3': presses(
    'Yes, and I want it on another device, too',
    'On a smartphone',
    'On another smartphone',
    'The QR code is there',
    'The new app shows digits',
    'Yes, both show the same',
  ),
};

const walks = { backed, guide };

test('every manual of walks.json is walked', () => {
  for (const mode of ['backed', 'guide'] as const)
    assert.deepEqual(
      limits[mode].map(({ name }) => name),
      Object.keys(walks[mode]),
    );
});

for (const mode of ['backed', 'guide'] as const)
  for (const language of ['en', 'ja'] as const)
    for (const { name, ...limit } of limits[mode])
      test(`${name} takes at most ${limit.screens} screens and ${limit.presses} presses (${mode}, ${language})`, async (t) => {
        const browser: Way['browser'] = async (person, device) => {
          const context = await stage.browser.newContext(device);
          await person?.enter(context);
          return context;
        };
        const opened: OutsideWalk[] = [];
        const open: Way['open'] = async (context, address = mode === 'guide' ? '/guide' : '/wizard', tag) => {
          const [path, hash = ''] = address.split('#');
          const page = `${stage.demo.url}${path}?lang=${language}${hash && `#${hash}`}`;
          const walk = await OutsideWalk.open(context, page, { language, ...(tag && { tag }) });
          opened.push(walk);
          return walk;
        };
        const wizard: Way['wizard'] = async (person) => open(await browser(person));
        const all = await Promise.resolve(walks[mode][name]!({ browser, open, wizard })).finally(async () => {
          for (const each of opened) t.diagnostic((await each.seen()).join(' → '));
        });
        const { screens, presses } = await costOf([all].flat());
        t.diagnostic(`${screens} screens, ${presses} presses`);
        assert.ok(screens <= limit.screens, `${screens - limit.screens} screens too many`);
        assert.ok(presses <= limit.presses, `${presses - limit.presses} presses too many`);
      });

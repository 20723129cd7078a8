import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasLemonldap, PortalVisitor, startLemonldap } from '../support/lemonldap.ts';
import { openUniversity, type University } from '../support/sign-on.ts';
import { signOnSuite, type Door } from './suites/sign-on.ts';

const title = hasLemonldap
  ? 'LemonLDAP::NG with its REST second factor, from outside'
  : 'LemonLDAP::NG: not run, for liblemonldap-ng-portal-perl and what it needs are not installed here';

describe(title, { skip: !hasLemonldap, timeout: 120_000 }, () => {
  let university: University;
  let portal: Awaited<ReturnType<typeof startLemonldap>>;

  /** Somebody who has given name and password, and has chosen how to go on. */
  async function atTheCode(person: string, way: 'rest' | 'mfamail', language: 'en' | 'ja' = 'en') {
    const visitor = new PortalVisitor(portal.url, language);
    await visitor.open();
    await visitor.submit('/', { user: person, password: person });
    assert.ok(visitor.says.includes('choose2f'), visitor.page);
    await visitor.submit('/2fchoice', { sf: way });
    assert.ok(visitor.says.includes('enterRest2fCode'), visitor.page);
    return visitor;
  }

  /** Whether a later visit finds the person signed in. */
  async function isIn(visitor: PortalVisitor): Promise<boolean> {
    await visitor.open();
    assert.notEqual(visitor.says.includes('connectedAs'), visitor.says.includes('login'));
    return visitor.says.includes('connectedAs');
  }

  async function give(visitor: PortalVisitor, code: string): Promise<boolean> {
    await visitor.submit(visitor.action, { code });
    const isRefused = visitor.says.includes('PE96');
    const came = await isIn(visitor);
    assert.equal(isRefused, !came, 'the portal says that the code was not accepted');
    return came;
  }

  const door: Door = {
    people: ['dwho', 'rtyler', 'msmith'],
    enter: async (person, code) => give(await atTheCode(person, 'rest'), code),
    async enterByMail(person, code) {
      const visitor = await atTheCode(person, 'mfamail');
      return give(visitor, code());
    },
  };

  const errors = () => portal.log.filter((line) => line.includes('[error]'));

  before(async () => {
    university = await openUniversity();
    portal = await startLemonldap(university);
  });
  after(async () => {
    await portal?.stop();
    await university?.close();
  });

  signOnSuite(() => ({ university, door }));

  test('nothing opens without the code: after the password nobody is signed in', async () => {
    assert.equal(await isIn(await atTheCode('dwho', 'rest')), false);
  });

  for (const [language, own, letter] of [
    [
      'en',
      /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]+$/u,
      /You are signing in\..*ログインの手続きです。/s,
    ],
    ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, /ログインの手続きです。.*You are signing in\./s],
  ] as const) {
    test(`every word of the sign-in is there in ${language}, and the mail begins in that language`, async () => {
      const { world, asked } = university;
      world.clock.pass({ minutes: 5 });
      const visitor = new PortalVisitor(portal.url, language);
      const keys = new Set<string>();
      const look = () => visitor.says.forEach((key) => keys.add(key));
      await visitor.open();
      look();
      await visitor.submit('/', { user: 'dwho', password: 'not the password' });
      look();
      await visitor.submit('/', { user: 'dwho', password: 'dwho' });
      look();
      await visitor.submit('/2fchoice', { sf: 'mfamail' });
      look();
      assert.match(world.mails.at(-1)!.text, letter);
      await visitor.submit(visitor.action, { code: '00000000' });
      look();
      for (const key of ['PE5', 'PE96', 'choose2f', 'mfamail2f', 'enterRest2fCode']) assert.ok(keys.has(key), key);
      const words = await visitor.words();
      assert.deepEqual(
        [...keys].filter((key) => !own.test(words[key] ?? '')),
        [],
      );
      const { subject, address, agent, language: told } = asked.at(-1)!;
      assert.deepEqual([subject, address, agent, told], ['dwho', '127.0.0.1', 'node', language]);
    });
  }

  test('whoever asks for a mail that cannot be sent gets the form all the same, and the portal logs why', async () => {
    const { world } = university;
    world.clock.pass({ minutes: 5 });
    world.mailFailure = new Error('away');
    await atTheCode('dwho', 'mfamail');
    world.mailFailure = undefined;
    assert.equal(errors().length, 1);
    assert.match(errors()[0]!, /mfamail2f: error \(502/);
  });

  test('the log of the portal has no other error, and not the key, which it has in an address', () => {
    assert.ok(portal.log.length > 1);
    assert.deepEqual(
      portal.log.filter((line) => line.includes(university.key)),
      [],
    );
    assert.equal(errors().length, 1);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import type { Message } from '../../../src/server/mailer.ts';
import { createMfaHandler } from '../../../src/server/handler.ts';
import { startOver } from '../../../src/server/start-over.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Store } from '../../../src/server/store/database.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { makeService } from '../../support/service.ts';
import {
  clientOf,
  mailedCode,
  makeWorld,
  setUp,
  shared,
  verifyMail,
  wrongMailCode,
  type Client,
  type World,
} from '../../support/world.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export function noticesSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, options);
    const alice = await world.signIn('alice');
    const set = await setUp(world, alice);
    return { store, world, alice, ...set };
  };
  const began = async (options?: Parameters<typeof start>[0]) => {
    const all = await start(options);
    await all.world.sendNotices();
    return all;
  };
  /** The one notice that came, in both languages. */
  const only = (mails: Message[], en: RegExp, ja: RegExp): Message => {
    assert.equal(mails.length, 1, mails.map(({ text }) => text).join('\n=====\n'));
    assert.match(mails[0]!.text, en);
    assert.match(mails[0]!.text, ja);
    return mails[0]!;
  };
  const waiting = ({ database }: Store) => database.$count(tables.notices);
  const addBrowser = async (world: World, client: Client, key: Parameters<typeof appCode>[0]) => {
    const { id } = await client.ask('beginSync', { kind: 'browser', platform: 'linux' });
    const { device } = await client.ask('confirmSync', { id, code: appCode(key, world.clock.now()) });
    world.clock.pass({ s: key.periodS });
    return device.id;
  };
  const keepCodes = async (client: Client) => {
    const { id, codes } = await client.ask('beginRecoveryCodes', {});
    await client.ask('confirmRecoveryCodes', { id });
    return codes;
  };

  test('an app that is set up: one notice, which says what, when and what to do, and leaves no address behind', async () => {
    const { store, world } = await start();
    assert.equal(await waiting(store), 1);
    const { to, subject, text, id } = only(await world.sendNotices(), /An app was set up\./, /アプリが設定されました/);
    assert.equal(to, world.mails[0]!.to);
    assert.equal(subject, 'Example University 多要素認証のお知らせ / Notice about your multi-factor authentication');
    assert.match(id!, /^mfa-notice-[0-9a-f]{32}$/);
    assert.match(text, /Smartphone \(Android\)[^]*April 1, 2026 at 12:00:10\s?AM UTC[^]*change your password now/);
    assert.match(text, /スマートフォン \(Android\)[^]*2026年4月1日 0:00:10 UTC|2026年4月1日 0時00分10秒 UTC/);
    assert.match(text, /From: unknown/);
    assert.doesNotMatch(text, /\d{6}/, 'nothing like a code');
    assert.equal(await waiting(store), 0);
    assert.deepEqual(await world.sendNotices(), []);
  });

  test('an app set up anew says that the former one ended', async () => {
    const { world, alice } = await began();
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone', anew: true });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    only(await world.sendNotices(), /An app was set up anew/, /それまでのアプリのコードは使えなくなりました/);
  });

  test('a device that is added, removed and put back: one notice each', async () => {
    const { world, alice, key } = await began();
    const id = await addBrowser(world, alice, key);
    only(
      await world.sendNotices(),
      /A device was added\. \(Browser \(Linux\)\)/,
      /追加されました \(ブラウザー \(Linux\)\)/,
    );
    await alice.ask('renameDevice', { id, name: 'visit http://evil.example now' });
    await alice.ask('removeDevice', { id });
    const { text } = only(await world.sendNotices(), /taken off the list/, /一覧から外されました/);
    assert.doesNotMatch(text, /evil/, 'a name that somebody typed is not passed on');
    await alice.ask('restoreDevice', { id });
    only(await world.sendNotices(), /was put back/, /元に戻されました/);
  });

  test('a mail address that is replaced: a notice to it and to the former one; the first address gets none', async () => {
    const { world, alice } = await began();
    const former = world.mails[0]!.to;
    world.clock.pass({ minutes: 2 });
    await verifyMail(world, alice, 'new@example.org');
    const [one, two, ...rest] = await world.sendNotices();
    assert.deepEqual(rest, []);
    const ofFormer = [one!, two!].find(({ to }) => to === former);
    const ofNew = [one!, two!].find(({ to }) => to === 'new@example.org');
    assert.match(ofFormer!.text, /Codes now go to another mail address[^]*tell the help desk/);
    assert.match(ofFormer!.text, /別のメールアドレスに変更されました[^]*窓口に連絡/);
    assert.doesNotMatch(ofFormer!.text, /new@example\.org/);
    assert.match(ofNew!.text, /Codes now go to this mail address/);
    const bob = await world.signIn('bob');
    await verifyMail(world, bob);
    assert.deepEqual(await world.sendNotices(), []);
  });

  test('recovery codes that are made and used, in the self-service and at the sign-in: one notice each', async () => {
    const { store, world, alice } = await began();
    const [first, second] = await keepCodes(alice);
    only(await world.sendNotices(), /New recovery codes were made/, /新しいリカバリーコードが作成され/);
    const anew = await world.signIn('alice');
    const { id } = await anew.ask('beginStepUp', { method: 'recovery' });
    await anew.ask('confirmStepUp', { id, code: first! });
    only(await world.sendNotices(), /A recovery code was used/, /リカバリーコードが使われました/);
    const service = await makeService(store, world);
    await service.verify('alice', second!, { address: '2001:db8::7', agent: firefox, language: 'en' });
    const { text } = only(await world.sendNotices(), /A recovery code was used/, /リカバリーコードが使われました/);
    assert.match(text, /From: 2001:db8::7, Firefox \(Linux\)\nService: idp/);
    assert.ok(text.indexOf('recovery code') < text.indexOf('リカバリー'), 'their language first');
    assert.doesNotMatch(text, new RegExp(`${first}|${second}`));
    await service.verify(
      'alice',
      appCode({ ...(await alice.ask('beginApp', { kind: 'browser', anew: true })).key }, world.clock.now()),
    );
    assert.deepEqual(await world.sendNotices(), [], 'an ordinary code is no news');
  });

  test('setting up again: one notice, whoever asked for it', async () => {
    const { store, world, alice } = await began();
    world.clock.pass({ minutes: 2 });
    const { id } = await alice.ask('beginReset', {});
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
    only(await world.sendNotices(), /Everything was set up again/, /多要素認証が再設定され/);
    await store.database.transaction(async (database) => {
      const [person] = await database.select().from(tables.people);
      await startOver({ database, personId: person!.id, now: world.clock.now() }, { by: 'institution' });
    });
    only(
      await world.sendNotices(),
      /the institution has ended all[^]*Set up again/,
      /大学がすべて無効に[^]*設定し直して/,
    );
  });

  test('locks, here and at the sign-in: one notice an hour at most', async () => {
    const { store, world, alice, key } = await began();
    const service = await makeService(store, world);
    const lock = async () => {
      for (let times = 0; times < 5; times++)
        await alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    };
    await lock();
    only(await world.sendNotices(), /Several wrong codes[^]*may know your password/, /続けて入力されたため/);
    world.clock.pass({ minutes: 6 });
    for (let times = 0; times < 5; times++) await service.verify('alice', wrongCode(key, world.clock.time));
    assert.deepEqual(await world.sendNotices(), []);
    world.clock.pass({ minutes: 60 });
    for (let times = 0; times < 5; times++) await service.verify('alice', wrongCode(key, world.clock.time));
    only(await world.sendNotices(), /Several wrong codes/, /続けて入力されたため/);
  });

  test('a factor that ended for wrong codes is told as such', async () => {
    const { world, alice } = await began({ limits: { wrongCodesInAll: 3 } });
    world.clock.pass({ minutes: 2 });
    const anew = await world.signIn('alice');
    const { id } = await anew.ask('beginStepUp', { method: 'mail' });
    for (let times = 0; times < 3; times++) await anew.send('confirmStepUp', { id, code: wrongMailCode(world) });
    only(await world.sendNotices(), /Very many wrong codes/, /何度も入力されたため/);
    assert.equal((await alice.ask('getAccount', {})).stepUp.methods.includes('mail'), false);
  });

  test('nobody fills a mailbox by taking a device off and putting it back', async () => {
    const { world, alice, key } = await began();
    const id = await addBrowser(world, alice, key);
    for (let times = 0; times < 35; times++) {
      await alice.ask('removeDevice', { id });
      await alice.ask('restoreDevice', { id });
    }
    assert.equal((await world.sendNotices()).length, 1 + 30 + 30);
  });

  test('what was undone is not told, and a change that was told is done', async () => {
    const { store, world, alice, key, deviceId } = await began({ policy: { lastDeviceRemovable: false } });
    await alice.refusal('removeDevice', { id: deviceId });
    await alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    assert.equal(await waiting(store), 0);
  });

  test('a mail server that refuses: tried again, later each time, under the same id, and given up after a day', async () => {
    const { store, world } = await start();
    const attempts: (string | undefined)[] = [];
    world.mailFailure = new Error('451 later');
    const tries = () => world.log.filter(({ event }) => event === 'mail-failed').length;
    assert.deepEqual(await world.sendNotices(), []);
    assert.deepEqual(await world.sendNotices(), []);
    assert.equal(tries(), 1, 'not at once');
    world.clock.pass({ s: 31 });
    await world.sendNotices();
    world.clock.pass({ s: 31 });
    await world.sendNotices();
    assert.equal(tries(), 2, 'twice as long');
    const [row] = await store.database.select().from(tables.notices);
    attempts.push(row!.id);
    for (let hour = 0; hour < 23; hour += 2) {
      world.clock.pass({ hours: 2 });
      await world.sendNotices();
    }
    assert.equal(await waiting(store), 1);
    world.clock.pass({ hours: 4 });
    await world.sendNotices();
    assert.equal(await waiting(store), 0, 'the address is gone');
    assert.deepEqual(world.log.at(-1), {
      at: world.clock.time.toISOString(),
      event: 'notices',
      sent: 0,
      failed: 0,
      givenUp: 1,
    });
  });

  test('several processes share the outbox: each message leaves once', async () => {
    const { store, world } = await start();
    for (let nth = 0; nth < 25; nth++) await setUp(world, await world.signIn(`person-${nth}`));
    assert.equal(await waiting(store), 26);
    const before = world.mails.length;
    await Promise.all(Array.from({ length: 4 }, () => world.sendNotices()));
    const sent = world.mails.slice(before);
    assert.equal(sent.length, 26);
    assert.equal(new Set(sent.map(({ id }) => id)).size, 26);
    assert.equal(await waiting(store), 0);
  });

  test('whoever ends between sending and saying so leaves it to the next, who sends the same id', async () => {
    const { store, world } = await start();
    const [row] = await store.database.select().from(tables.notices);
    const [sent] = await world.sendNotices();
    // As if the process had ended before its row was deleted.
    await store.database
      .insert(tables.notices)
      .values({ ...row!, tries: 1, dueAt: new Date(world.clock.time.getTime() + 30_000) });
    assert.deepEqual(await world.sendNotices(), []);
    world.clock.pass({ s: 31 });
    const [again] = await world.sendNotices();
    assert.deepEqual(again, sent);
  });

  test('the address is sealed, and goes with the person', async () => {
    const { store, world, alice } = await start();
    const [row] = await store.database.select().from(tables.notices);
    assert.ok(!Buffer.from(row!.sealed).includes('@'));
    assert.doesNotMatch(JSON.stringify(row), /example\.org/);
    assert.ok(alice && world);
    await store.database.delete(tables.people);
    assert.equal(await waiting(store), 0);
  });

  test('a handler sends by itself; one that is told “off” deletes what waits; without a sender housekeeping does', async () => {
    const { store, world, alice } = await start();
    const { mock } = await import('node:test');
    mock.timers.enable({ apis: ['setTimeout'] });
    const settle = async () => {
      mock.timers.tick(5_000);
      for (let turns = 0; turns < 2000 && (await waiting(store)); turns++) await new Promise(setImmediate);
    };
    const stopping = new AbortController();
    try {
      const before = world.mails.length;
      const options = {
        ...shared(() => world, store, undefined),
        sessions: async () => null,
        stopping: stopping.signal,
      };
      createMfaHandler({ ...options, notices: {} });
      await settle();
      assert.equal(world.mails.length, before + 1);
      stopping.abort();
      mock.timers.tick(5_000);
      await keepCodes(alice);
      assert.equal(await waiting(store), 1);
      world.clock.pass({ s: 1 });
      createMfaHandler({ ...options, stopping: new AbortController().signal, notices: 'off' });
      await settle();
      assert.equal(world.mails.length, before + 1);
      assert.equal(await waiting(store), 0);
    } finally {
      mock.timers.reset();
    }
    await keepCodes(alice);
    world.clock.pass({ hours: 47 });
    await housekeeping(store, world.clock.now());
    assert.equal(await waiting(store), 1);
    world.clock.pass({ hours: 2 });
    await housekeeping(store, world.clock.now());
    assert.equal(await waiting(store), 0);
  });

  test('from where, in words of ours; name, lines at the head and links of the institution', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store, { clientAddress: () => '203.0.113.7' });
    const plain = await world.signIn('alice');
    const { handle } = world;
    world.handle = (request) => {
      request.headers.set('user-agent', `${firefox} <b>call 0123</b>`);
      request.headers.set('accept-language', 'en');
      return handle(request);
    };
    await setUp(world, clientOf(world, plain.cookie));
    const [mail] = await world.sendNotices({
      name: { en: 'Example University', ja: '例大学' },
      logo: '== EXAMPLE ==',
      devicesUrl: 'https://mfa.example.ac.jp/',
      help: 'https://help.example.ac.jp/',
      timeZone: 'Asia/Tokyo',
    });
    const { text, subject } = mail!;
    assert.match(subject, /^Example University Notice about .* \/ 多要素認証のお知らせ$/);
    assert.match(text, /^== EXAMPLE ==\n/);
    assert.match(text, /From: 203\.0\.113\.7, Firefox \(Linux\)\n/);
    assert.match(text, /April 1, 2026 at 9:00:10/);
    assert.match(text, /Your devices: https:\/\/mfa\.example\.ac\.jp\/\nHelp: https:\/\/help\.example\.ac\.jp\//);
    assert.match(text, /Example University \/ 例大学\n$/);
    assert.doesNotMatch(text, /0123|<b>/);
    for (const notices of [{ timeZone: 'Nowhere/At_All' }, { help: 'x'.repeat(501) }])
      await assert.rejects(world.sendNotices(notices), RangeError);
  });
}

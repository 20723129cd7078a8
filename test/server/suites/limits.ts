import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailboxOf } from '../../../src/server/mail-limit.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { count, makeWorld, mailedCode, outcomes, setUp, verifyMail, type World } from '../../support/world.ts';

export function limitsSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    return { store, world: makeWorld(store, options) };
  };
  const spellings = ['taro@mail.example', 'Taro@MAIL.example', 't.a.r.o@mAil.example', 'taro+1@mail.example'];
  /** A message to this mailbox, asked for by somebody who has asked for nothing before. */
  const byStranger = async (world: World, nth: number) =>
    (await world.signIn(`stranger-${nth}`)).send('beginMail', { address: spellings[nth % spellings.length]! });
  const toTaro = ({ mails }: World) => mails.filter(({ to }) => mailboxOf(to) === 'taro@mail.example');

  test('all spellings that reach one mailbox are counted as one, others are not', () => {
    assert.deepEqual(new Set(spellings.map(mailboxOf)), new Set(['taro@mail.example']));
    for (const same of [
      ['taro@gmail.com', 'ta.ro+x@GoogleMail.com'],
      ['taro@icloud.com', 'taro@me.com', 'taro@mac.com'],
      ['taro@proton.me', 'taro@protonmail.com', 'taro@protonmail.ch', 'taro@pm.me'],
    ])
      assert.deepEqual(new Set(same.map(mailboxOf)), new Set([same[0]]));
    assert.equal(mailboxOf('taro@constructor'), 'taro@constructor');
    assert.notEqual(mailboxOf('taro@gmail.com'), mailboxOf('taro@icloud.com'));
    assert.notEqual(mailboxOf('taro@mail.example'), mailboxOf('tar@mail.example'));
    assert.notEqual(mailboxOf('taro@a.example'), mailboxOf('taro@b.example'));
    assert.notEqual(mailboxOf('+a@mail.example'), mailboxOf('+b@mail.example'));
  });

  test('a mailbox gets one message in the interval, however many people ask at once and however they write it', async () => {
    const { world } = await start();
    const all = await outcomes(Array.from({ length: 12 }, (_, nth) => byStranger(world, nth)));
    assert.deepEqual([count(all, 'ok'), count(all, 'rate_limited')], [1, 11]);
    assert.equal(toTaro(world).length, 1);
    world.clock.pass({ s: 59 });
    const early = await (await world.signIn('late')).refusal('beginMail', { address: spellings[1]! });
    assert.deepEqual([early.code, early.retryAfterMs], ['rate_limited', 1000]);
    world.clock.pass({ s: 1 });
    assert.equal((await byStranger(world, 99)).status, 200);
  });

  test('strangers cause a part of what a mailbox may get in a day; the rest is its owner’s', async () => {
    const { world } = await start({ limits: { mailsPerMailboxAndDay: 12 } });
    const owner = await world.signIn('owner');
    await verifyMail(world, owner, 'taro@mail.example');
    for (let nth = 0; nth < 20; nth++) {
      world.clock.pass({ s: 60 });
      await byStranger(world, nth);
    }
    assert.equal(toTaro(world).length, 3, 'a quarter, the owner’s own included');
    for (let nth = 3; nth < 12; nth++) {
      world.clock.pass({ s: 60 });
      await owner.ask('beginReset', {});
    }
    world.clock.pass({ s: 60 });
    assert.equal((await owner.refusal('beginReset', {})).code, 'rate_limited');
    assert.equal(toTaro(world).length, 12);
    world.clock.pass({ hours: 24 });
    await (await world.signIn('owner')).ask('beginReset', {});
  });

  test('a message that the mail server refused counts for nobody, and can be tried again at once', async () => {
    const { world } = await start({ limits: { mailsPerMailboxAndDay: 4, mailsPerDay: 1 } });
    world.mailFailure = new Error('421 later');
    for (let nth = 0; nth < 3; nth++) assert.equal((await byStranger(world, nth)).status, 502);
    world.mailFailure = undefined;
    assert.equal((await byStranger(world, 0)).status, 200);
  });

  test('no address, and no hash that could be guessed, stands among the counts', async () => {
    const { store, world } = await start();
    await byStranger(world, 0);
    const keys = (await store.database.select().from(tables.rates)).map(({ key }) => key);
    const plain = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('mailbox\0taro@mail.example'));
    assert.ok(keys.length && !JSON.stringify(keys).includes('taro'));
    assert.ok(!keys.some((key) => key.includes(Buffer.from(plain).toString('hex'))));
  });

  test('a stolen session does not use up the requests of its owner', async () => {
    const { world } = await start({ limits: { requestsPerMinute: 20 } });
    const owner = await world.signIn('alice');
    const { key } = await setUp(world, owner);
    world.clock.pass({ minutes: 1 });
    const thief = await world.signIn('alice');
    const all = await outcomes(Array.from({ length: 200 }, () => thief.send('checkCode', { code: '12345678' })));
    assert.deepEqual([count(all, 'wrong_length'), count(all, 'rate_limited')], [20, 180]);
    await owner.ask('checkCode', { code: appCode(key, world.clock.now()) });
    await owner.ask('beginReset', {});
  });

  test('all sessions of a person together have a limit as well, in a minute and in a day', async () => {
    const { world } = await start({ limits: { requestsPerMinute: 5, requestsPerDay: 6 } });
    const ask = async (times: number) => {
      const session = await world.signIn('alice');
      return outcomes(Array.from({ length: times }, () => session.send('checkCode', { code: '123456' })));
    };
    for (let nth = 0; nth < 4; nth++) assert.equal(count(await ask(5), 'not_found'), 5);
    assert.equal(count(await ask(1), 'rate_limited'), 1);
    world.clock.pass({ minutes: 1 });
    assert.equal(count(await ask(5), 'not_found'), 3, '24 a day, of which one was refused');
    world.clock.pass({ minutes: 1 });
    const refused = await (await world.signIn('alice')).refusal('checkCode', { code: '123456' });
    assert.ok(refused.retryAfterMs! > 60_000 * 60 * 20, 'until the day is over');
    world.clock.pass({ hours: 24 });
    assert.equal(count(await ask(7), 'not_found'), 5);
  });

  test('a stolen session does not use up the messages of its owner', async () => {
    const { world } = await start({ limits: { mailsPerDay: 4 } });
    const owner = await world.signIn('alice');
    await setUp(world, owner);
    const thief = await world.signIn('alice');
    const before = world.mails.length;
    for (let nth = 0; nth < 20; nth++) {
      world.clock.pass({ s: 60 });
      await thief.send(nth % 2 ? 'beginReset' : 'beginStepUp', { method: 'mail' } as never);
    }
    assert.equal(world.mails.length - before, 4);
    world.clock.pass({ s: 60 });
    const { id } = await owner.ask('beginReset', {});
    await owner.ask('confirmReset', { id, code: mailedCode(world) });
  });

  test('a stolen session does not use up the pairings of its owner', async () => {
    const { world } = await start({ limits: { pairingsPerTenMinutes: 3 } });
    const [owner, thief, third] = [
      await world.signIn('alice'),
      await world.signIn('alice'),
      await world.signIn('alice'),
    ];
    const open = async (client: typeof owner) =>
      count(await outcomes(Array.from({ length: 5 }, () => client.send('openPairing', {}))), 'ok');
    assert.deepEqual([await open(thief), await open(owner), await open(third)], [3, 3, 0]);
  });

  test('of the messages of a person a part is kept for resets and step-ups', async () => {
    const { world } = await start({ limits: { mailsPerDay: 4 } });
    const first = await world.signIn('alice');
    const { key } = await setUp(world, first);
    const second = await world.signIn('alice');
    const step = await second.ask('beginStepUp', { method: 'app' });
    await second.ask('confirmStepUp', { id: step.id, code: appCode(key, world.clock.now()) });
    let nth = 0;
    const begin = async (client: typeof first) =>
      (await outcomes([client.send('beginMail', { address: `a${++nth}@example.org` })]))[0];
    assert.deepEqual([await begin(first), await begin(first), await begin(first)], ['ok', 'ok', 'ok']);
    assert.equal(await begin(first), 'rate_limited', 'four by one session');
    assert.deepEqual([await begin(second), await begin(second)], ['ok', 'ok']);
    assert.equal(await begin(second), 'rate_limited', 'six of the eight to addresses that are not proven');
    await second.ask('beginStepUp', { method: 'mail' });
    await second.ask('beginReset', {});
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultLimits } from '../../../src/server/limits.ts';
import { forgetPerson, housekeeping } from '../../../src/server/housekeeping.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { clientOf, count, makeWorld, outcomes, type World } from '../../support/world.ts';

const message = (nth: number): string => Buffer.from(`canary-message ${nth}`).toString('base64url');
const nobodysCode = 'ZZZZZZZZ';
/** Longer than any test takes: what does not wait for a fact would end too late. */
const forever = { pairingWaitMs: 3_600_000, pairingPollMs: 5 };

/** A device without a session. */
const device = (world: World) => clientOf(world, '');

export function pairingsSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, { ...options, limits: { pairingWaitMs: 1, ...options.limits } });
    const alice = await world.signIn('alice');
    return { store, world, alice, phone: device(world) };
  };
  /** Both ends of one mailbox, as what identifies each. */
  const pair = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const begun = await start(options);
    const { id, seat, expiresAt } = await begun.alice.ask('openPairing', {});
    const joined = await begun.phone.ask('joinPairing', { id });
    return { ...begun, id, expiresAt, opener: { id, seat }, joiner: { id, seat: joined.seat } };
  };
  const texts = ({ messages }: { messages: { message: string }[] }) => messages.map((each) => each.message);

  test('somebody signed in opens a mailbox: a code to read out, a seat, two minutes', async () => {
    const { world, alice, phone } = await start();
    const { id, seat, expiresAt } = await alice.ask('openPairing', {});
    assert.match(id, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.match(seat, /^[\w-]{22}$/);
    assert.equal(Date.parse(expiresAt) - world.clock.time.getTime(), 120_000);
    assert.equal((await phone.refusal('openPairing', {})).code, 'unauthenticated');
  });

  test('the other device joins without a session, and until the same time', async () => {
    const { expiresAt, phone, opener, joiner } = await pair();
    assert.notEqual(joiner.seat, opener.seat);
    assert.equal((await phone.refusal('joinPairing', { id: opener.id })).code, 'pairing_taken');
    assert.equal((await phone.refusal('joinPairing', { id: nobodysCode })).code, 'not_found');
    assert.equal((await phone.refusal('joinPairing', { id: opener.id.toLowerCase() })).code, 'invalid_input');
    assert.match(expiresAt, /Z$/);
  });

  test('of twenty devices that join at once one gets the seat', async () => {
    const { alice, phone } = await start();
    const { id } = await alice.ask('openPairing', {});
    const all = await outcomes(Array.from({ length: 20 }, () => phone.send('joinPairing', { id })));
    assert.deepEqual([count(all, 'ok'), count(all, 'pairing_taken')], [1, 19]);
  });

  test('a device whose answer was lost asks again with its key and has the seat still; nobody else has', async () => {
    const { store, alice, phone } = await start();
    const { id } = await alice.ask('openPairing', {});
    const key = '6f1c6f0e-0a52-4a5b-9a0e-0c8f0f6f8d11';
    const joined = await phone.ask('joinPairing', { id }, { key });
    assert.deepEqual(await phone.ask('joinPairing', { id }, { key }), joined);
    assert.equal((await phone.refusal('joinPairing', { id }, { key: `${key}x` })).code, 'pairing_taken');
    await phone.ask('sendPairing', { id, seat: joined.seat, message: message(1) });
    assert.equal(await store.database.$count(tables.idempotency), 0, 'no answer is kept');
  });

  test('a key that could be guessed opens no seat', async () => {
    const { alice, phone } = await start();
    const { id } = await alice.ask('openPairing', {});
    await phone.ask('joinPairing', { id }, { key: '1' });
    assert.equal((await phone.refusal('joinPairing', { id }, { key: '1' })).code, 'pairing_taken');
  });

  test('messages go to the other end, in order, and from where it had got to', async () => {
    const { alice, phone, opener, joiner } = await pair();
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    await phone.ask('sendPairing', { ...joiner, message: message(2) });
    await alice.ask('sendPairing', { ...opener, message: message(3) });
    const first = await phone.ask('receivePairing', joiner);
    assert.deepEqual(first, {
      messages: [
        { index: 0, message: message(1) },
        { index: 1, message: message(3) },
      ],
      isClosed: false,
    });
    assert.deepEqual(await phone.ask('receivePairing', joiner), first, 'a lost answer is asked for again');
    assert.deepEqual(texts(await phone.ask('receivePairing', { ...joiner, after: 0 })), [message(3)]);
    assert.deepEqual(texts(await phone.ask('receivePairing', { ...joiner, after: 1 })), []);
    assert.deepEqual(texts(await alice.ask('receivePairing', opener)), [message(2)]);
  });

  test('a message may wait for the other device to join', async () => {
    const { alice, phone } = await start();
    const { id, seat } = await alice.ask('openPairing', {});
    await alice.ask('sendPairing', { id, seat, message: message(1) });
    const joined = await phone.ask('joinPairing', { id });
    assert.deepEqual(texts(await phone.ask('receivePairing', { id, seat: joined.seat })), [message(1)]);
  });

  test('each end leaves eight messages; one that is sent again counts once', async () => {
    const { alice, phone, opener, joiner } = await pair();
    for (let nth = 0; nth < 8; nth++) await alice.ask('sendPairing', { ...opener, message: message(nth) });
    await alice.ask('sendPairing', { ...opener, message: message(3) });
    assert.equal((await alice.refusal('sendPairing', { ...opener, message: message(8) })).code, 'pairing_full');
    await phone.ask('sendPairing', { ...joiner, message: message(3) });
    assert.deepEqual(
      texts(await phone.ask('receivePairing', joiner)),
      Array.from({ length: 8 }, (_, nth) => message(nth)),
    );
  });

  test('messages sent at once are numbered one after another, and no more than eight', async () => {
    const { alice, phone, opener, joiner } = await pair();
    const all = await outcomes(
      Array.from({ length: 20 }, (_, nth) => alice.send('sendPairing', { ...opener, message: message(nth) })),
    );
    assert.deepEqual([count(all, 'ok'), count(all, 'pairing_full')], [8, 12]);
    const { messages } = await phone.ask('receivePairing', joiner);
    assert.deepEqual(
      messages.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
  });

  test('a message is base64url of at most 4096 characters', async () => {
    const { alice, opener } = await pair();
    for (const text of ['', 'x'.repeat(4097), 'with blank', 'a+b/', 'あ'])
      assert.equal((await alice.refusal('sendPairing', { ...opener, message: text })).code, 'invalid_input');
    await alice.ask('sendPairing', { ...opener, message: 'x'.repeat(4096) });
  });

  test('without the right seat there is nothing, however right the code', async () => {
    const { world, alice, phone, opener } = await pair();
    const bob = await world.signIn('bob');
    const other = await bob.ask('openPairing', {});
    for (const seat of [
      other.seat,
      'x'.repeat(22),
      opener.seat.slice(0, -1) + (opener.seat.endsWith('A') ? 'B' : 'A'),
    ]) {
      const wrong = { id: opener.id, seat };
      assert.equal((await phone.refusal('sendPairing', { ...wrong, message: message(1) })).code, 'not_found');
      assert.equal((await alice.refusal('receivePairing', wrong)).code, 'not_found');
      assert.equal((await phone.refusal('closePairing', wrong)).code, 'not_found');
    }
    assert.equal((await alice.refusal('receivePairing', { ...opener, id: nobodysCode })).code, 'not_found');
  });

  test('a closed mailbox hands out what was left, says so, and takes nothing more', async () => {
    const { alice, phone, opener, joiner } = await pair();
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    await alice.ask('closePairing', opener);
    await alice.ask('closePairing', opener);
    assert.deepEqual(await phone.ask('receivePairing', joiner), {
      messages: [{ index: 0, message: message(1) }],
      isClosed: true,
    });
    assert.equal((await phone.refusal('sendPairing', { ...joiner, message: message(2) })).code, 'not_found');
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    await phone.ask('closePairing', joiner);
  });

  test('nobody joins what is closed', async () => {
    const { alice, phone } = await start();
    const { id, seat } = await alice.ask('openPairing', {});
    await alice.ask('closePairing', { id, seat });
    assert.equal((await phone.refusal('joinPairing', { id })).code, 'not_found');
  });

  test('a person has one mailbox: opening another closes the former, and nobody else’s', async () => {
    const { world, alice, phone, opener, joiner } = await pair();
    const bob = await world.signIn('bob');
    const bobs = await bob.ask('openPairing', {});
    const next = await alice.ask('openPairing', {}, { key: 'open-it-once-only' });
    assert.equal((await phone.ask('receivePairing', joiner)).isClosed, true);
    assert.equal((await alice.ask('receivePairing', opener)).isClosed, true);
    const again = await alice.ask('openPairing', {}, { key: 'open-it-once-only' });
    assert.notEqual(again.id, next.id, 'an answer that was lost stays lost');
    await phone.ask('joinPairing', { id: again.id });
    await phone.ask('joinPairing', { id: bobs.id });
  });

  test('after two minutes it is as if there had been nothing, and housekeeping erases the rest', async () => {
    const { store, world, alice, phone, opener, joiner } = await pair();
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    world.clock.pass({ s: 119 });
    assert.deepEqual(await housekeeping(store, world.clock.now()), { ended: 0, swept: 0 });
    assert.equal((await phone.ask('receivePairing', joiner)).messages.length, 1);
    world.clock.pass({ s: 1 });
    assert.equal((await phone.refusal('joinPairing', { id: opener.id })).code, 'not_found');
    assert.equal((await phone.refusal('receivePairing', joiner)).code, 'not_found');
    assert.equal((await alice.refusal('sendPairing', { ...opener, message: message(2) })).code, 'not_found');
    assert.equal((await alice.refusal('closePairing', opener)).code, 'not_found');
    assert.deepEqual(await housekeeping(store, world.clock.now()), { ended: 0, swept: 1 });
    assert.equal(await store.database.$count(tables.pairings), 0);
    assert.equal(await store.database.$count(tables.pairingMessages), 0);
  });

  test('whoever asks waits for the next message, or for the end', async () => {
    const { alice, phone, opener, joiner } = await pair({ limits: forever });
    const waiting = phone.ask('receivePairing', joiner);
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    assert.deepEqual(texts(await waiting), [message(1)]);
    const closing = phone.ask('receivePairing', { ...joiner, after: 0 });
    await alice.ask('closePairing', opener);
    assert.deepEqual(await closing, { messages: [], isClosed: true });
  });

  test('a wait ends when the mailbox expires', async () => {
    const { world, phone, joiner } = await pair({ limits: forever });
    const waiting = phone.refusal('receivePairing', joiner);
    world.clock.pass({ minutes: 2 });
    assert.equal((await waiting).code, 'not_found');
  });

  test('a wait ends with its request, and with the server', async () => {
    const stopping = new AbortController();
    const { alice, phone, opener, joiner } = await pair({ limits: forever, stopping: stopping.signal });
    const leaving = new AbortController();
    const given = phone.ask('receivePairing', joiner, { signal: leaving.signal });
    const staying = alice.ask('receivePairing', opener);
    leaving.abort();
    assert.deepEqual(await given, { messages: [], isClosed: false });
    stopping.abort();
    assert.deepEqual(await staying, { messages: [], isClosed: false });
  });

  test('an answer that waited carries the time at which it was given', async () => {
    const { world, alice, phone, opener, joiner } = await pair({ limits: forever });
    const waiting = phone.send('receivePairing', joiner);
    world.clock.pass({ s: 20 });
    await alice.ask('closePairing', opener);
    assert.equal((await waiting).headers.get('date'), world.clock.time.toUTCString());
  });

  test('guessing codes is stopped for the address it comes from, for a minute, and for no other', async () => {
    let address = '192.0.2.1';
    const { world, alice, phone } = await start({
      clientAddress: () => address,
      limits: { wrongJoinsPerAddress: 5 },
    });
    const all = await outcomes(Array.from({ length: 20 }, () => phone.send('joinPairing', { id: nobodysCode })));
    assert.deepEqual([count(all, 'not_found'), count(all, 'rate_limited')], [5, 15]);
    const { id } = await alice.ask('openPairing', {});
    const refusal = await phone.refusal('joinPairing', { id });
    assert.deepEqual([refusal.code, refusal.retryAfterMs], ['rate_limited', 50_000]);
    address = '2001:db8::1';
    await phone.ask('joinPairing', { id });
    address = '192.0.2.1';
    world.clock.pass({ s: 50 });
    assert.equal((await phone.refusal('joinPairing', { id })).code, 'pairing_taken');
  });

  test('a visitor with networks of their own shuts pairing for nobody else', async () => {
    let address = '';
    const { alice, phone } = await start({ clientAddress: () => address });
    const { wrongJoinsPerNetwork, wrongJoinsPerMinute } = defaultLimits;
    const codes: string[] = [];
    for (let nth = 0; nth < wrongJoinsPerNetwork + 40; nth++) {
      address = `2001:db8:1:${nth.toString(16)}::1`;
      codes.push((await phone.refusal('joinPairing', { id: nobodysCode })).code);
    }
    assert.deepEqual(
      [codes.filter((code) => code === 'not_found').length, codes.filter((code) => code === 'rate_limited').length],
      [wrongJoinsPerNetwork, 40],
    );
    assert.ok(wrongJoinsPerNetwork * 8 < wrongJoinsPerMinute, 'the common count is far from full');
    address = '2001:db8:2::1';
    const { id } = await alice.ask('openPairing', {});
    await phone.ask('joinPairing', { id });
  });

  test('the opener’s own session joins whatever others have guessed', async () => {
    const { world, alice, phone } = await start({ limits: { wrongJoinsPerMinute: 1 } });
    for (let nth = 0; nth < 3; nth++) await phone.refusal('joinPairing', { id: nobodysCode });
    const { id } = await alice.ask('openPairing', {});
    assert.equal((await phone.refusal('joinPairing', { id })).code, 'rate_limited');
    const bob = await world.signIn('bob');
    assert.equal((await bob.refusal('joinPairing', { id })).code, 'rate_limited');
    await (await world.signIn('alice')).ask('joinPairing', { id, signedIn: true });
  });

  test('somebody signed in joins their own mailbox only, and is told who opened one that asks for nobody', async () => {
    const { world, alice, phone } = await start();
    const bob = await world.signIn('bob');
    const first = await alice.ask('openPairing', {});
    for (const signedIn of [true, false])
      assert.equal((await bob.refusal('joinPairing', { id: first.id, signedIn })).code, 'pairing_of_another');
    assert.equal((await phone.refusal('joinPairing', { id: first.id, signedIn: true })).code, 'unauthenticated');
    assert.equal((await phone.ask('joinPairing', { id: first.id })).openedBy, 'alice@example');
    const second = await alice.ask('openPairing', {});
    const own = await world.signIn('alice');
    assert.equal((await own.ask('joinPairing', { id: second.id, signedIn: true })).openedBy, 'alice@example');
  });

  test('guesses with a session are counted like those without', async () => {
    const { world, alice } = await start({ limits: { wrongJoinsPerMinute: 3 } });
    const bob = await world.signIn('bob');
    const { id } = await alice.ask('openPairing', {});
    const codes = [];
    for (let nth = 0; nth < 6; nth++) codes.push((await bob.refusal('joinPairing', { id })).code);
    assert.deepEqual(codes.slice(2), ['pairing_of_another', 'rate_limited', 'rate_limited', 'rate_limited']);
  });

  test('one request of an end waits: the next one ends it', async () => {
    const { alice, phone, opener, joiner } = await pair({ limits: forever });
    const asked = [phone.ask('receivePairing', joiner), phone.ask('receivePairing', joiner)];
    const other = alice.ask('receivePairing', opener);
    assert.deepEqual(await Promise.race(asked), { messages: [], isClosed: false });
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    const answers = await Promise.all(asked);
    assert.deepEqual(answers.flatMap(texts), [message(1)], 'the one that came later goes on waiting');
    await phone.ask('sendPairing', { ...joiner, message: message(2) });
    assert.deepEqual(texts(await other), [message(2)], 'and so does the other end');
  });

  test('guessing is stopped from everywhere together, too', async () => {
    let nth = 0;
    const { phone } = await start({ clientAddress: () => `192.0.2.${nth++}`, limits: { wrongJoinsPerMinute: 5 } });
    const all = await outcomes(Array.from({ length: 20 }, () => phone.send('joinPairing', { id: nobodysCode })));
    assert.deepEqual([count(all, 'not_found'), count(all, 'rate_limited')], [5, 15]);
  });

  test('joining with the right code costs nothing, however many do', async () => {
    const { alice, phone } = await start({ limits: { wrongJoinsPerMinute: 1 } });
    for (let nth = 0; nth < 4; nth++) {
      const { id } = await alice.ask('openPairing', {});
      await phone.ask('joinPairing', { id });
    }
  });

  test('a person opens so many in ten minutes, and an end asks so often in a minute', async () => {
    const limits = { pairingsPerTenMinutes: 2, pairingRequestsPerMinute: 3 };
    const { world, alice, phone, opener, joiner } = await pair({ limits });
    for (let nth = 0; nth < 3; nth++) await alice.ask('receivePairing', opener);
    assert.equal((await alice.refusal('receivePairing', opener)).code, 'rate_limited');
    assert.equal((await alice.refusal('sendPairing', { ...opener, message: message(1) })).code, 'rate_limited');
    await phone.ask('receivePairing', joiner);
    await alice.ask('openPairing', {});
    assert.equal((await alice.refusal('openPairing', {})).code, 'rate_limited');
    world.clock.pass({ minutes: 10 });
    await alice.ask('openPairing', {});
  });

  test('the log holds neither code nor seat nor message; the database no seat, the audit nothing but what happened', async () => {
    const { store, world, alice, phone, opener, joiner } = await pair();
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    await phone.ask('receivePairing', joiner);
    await phone.refusal('sendPairing', { ...joiner, message: `${message(2)} ` });
    await phone.refusal('joinPairing', { id: opener.id });
    await phone.ask('closePairing', joiner);
    const log = JSON.stringify(world.log);
    for (const text of [opener.id, opener.seat, joiner.seat, message(1), message(2)]) assert.ok(!log.includes(text));
    const stored = JSON.stringify([
      await store.database.select().from(tables.pairings),
      await store.database.select().from(tables.pairingMessages),
      await store.database.select().from(tables.rates),
    ]);
    for (const seat of [opener.seat, joiner.seat]) assert.ok(!stored.includes(seat));
    assert.ok(stored.includes(message(1)), 'the search finds what is there');
    const audit = await store.database.select().from(tables.audit).orderBy(tables.audit.id);
    assert.deepEqual(
      audit.map(({ event, facts }) => [event, facts]),
      [
        ['pairing-opened', {}],
        ['pairing-joined', {}],
        ['pairing-closed', { by: 'joiner' }],
      ],
    );
  });

  test('a page that is not listed joins nothing', async () => {
    const { world, alice } = await start({ allowedOrigins: ['https://www.example.ac.jp'] });
    const { id } = await alice.ask('openPairing', {});
    const join = (origin: string) =>
      world.handle(
        new Request('http://mfa.test/api/mfa/pairings/join', {
          method: 'POST',
          headers: { origin, 'content-type': 'application/json' },
          body: JSON.stringify({ id }),
        }),
      );
    assert.equal((await join('https://evil.test')).status, 403);
    assert.equal((await join('https://www.example.ac.jp')).status, 200);
  });

  test('somebody who has left leaves no mailbox behind', async () => {
    const { store, alice, opener } = await pair();
    await alice.ask('sendPairing', { ...opener, message: message(1) });
    await forgetPerson(store, 'alice');
    assert.equal(await store.database.$count(tables.pairingMessages), 0);
    assert.equal((await alice.refusal('receivePairing', opener)).code, 'not_found');
  });
}

import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { housekeeping } from '../../src/server/housekeeping.ts';
import { acceptStep } from '../../src/server/store/secrets.ts';
import { settleEnrolment } from '../../src/server/store/enrolments.ts';
import { lockPerson } from '../../src/server/store/people.ts';
import * as tables from '../../src/server/store/schema.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import type { Store } from '../../src/server/store/database.ts';
import { postgresBackend } from '../support/backends.ts';
import { appCode, wrongCode } from '../support/oath.ts';
import { makeService } from '../support/service.ts';
import { clientOf, count, makeWorld, mailedCode, outcomes, setUp, verifyMail, type World } from '../support/world.ts';

const postgres = await postgresBackend();
const title = postgres
  ? `on PostgreSQL ${postgres.version}`
  : 'several servers on one PostgreSQL: not run, for no initdb is installed here';

describe(title, { skip: !postgres }, () => {
  const stores: Store[] = [];
  // Each test on its own: their connections together are more than the server takes.
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
  after(() => postgres!.stop());

  /** Servers that share nothing but the database: pools, sealing and handlers of their own; one clock, one post office. */
  async function servers(): Promise<[World, World]> {
    const url = await postgres!.urlOfFresh();
    const [one, two] = await Promise.all([openPostgres({ url }), openPostgres({ url })]);
    stores.push(one, two);
    const first = makeWorld(one);
    return [first, makeWorld(two, { clock: first.clock, mails: first.mails })];
  }

  test('two servers that open an empty database at once both find it ready', async () => {
    const url = await postgres!.urlOfFresh();
    const admin = await openPostgres({ url });
    await admin.database.execute('DROP SCHEMA public CASCADE');
    await admin.database.execute('CREATE SCHEMA public');
    await admin.database.execute('DROP SCHEMA drizzle CASCADE');
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres({ url })));
    for (const store of [...opened, admin]) {
      assert.equal(await store.database.$count(tables.people), 0);
      stores.push(store);
    }
  });

  test('a person whose requests alternate between two servers notices nothing', async () => {
    const [one, two] = await servers();
    const onOne = await one.signIn('alice');
    const onTwo = clientOf(two, onOne.cookie);
    const { id } = await onOne.ask('beginMail', { address: 'taro@example.org' });
    await onTwo.ask('confirmMail', { id, code: mailedCode(one) });
    const begun = await onOne.ask('beginApp', { kind: 'smartphone' });
    assert.deepEqual(await onTwo.ask('beginApp', { kind: 'smartphone' }), begun);
    const code = appCode(begun.key, one.clock.now());
    const { device } = await onTwo.ask('confirmApp', { id: begun.id, code });
    assert.equal((await onOne.refusal('checkCode', { code })).code, 'code_replayed');
    const sync = await onOne.ask('beginSync', { kind: 'browser' });
    one.clock.pass({ s: 30 });
    await onTwo.ask('confirmSync', { id: sync.id, code: appCode(begun.key, one.clock.now()) });
    await onOne.ask('removeDevice', { id: device.id });
    assert.equal((await onTwo.ask('getAccount', {})).devices.length, 1);
  });

  test('one right code sent to two servers fifty times is accepted once; wrong ones get five looks in all', async () => {
    const [one, two] = await servers();
    const alice = await one.signIn('alice');
    const there = clientOf(two, alice.cookie);
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    await alice.ask('confirmMail', { id, code: mailedCode(one) });
    const { id: app, key } = await alice.ask('beginApp', { kind: 'smartphone' });
    await alice.ask('confirmApp', { id: app, code: appCode(key, one.clock.now()) });
    one.clock.pass({ s: 30 });
    const code = appCode(key, one.clock.now());
    const right = await outcomes(
      Array.from({ length: 50 }, (_, nth) => (nth % 2 ? alice : there).send('checkCode', { code })),
    );
    assert.deepEqual([count(right, 'ok'), count(right, 'code_replayed')], [1, 49]);
    const wrong = await outcomes(
      Array.from({ length: 20 }, (_, nth) =>
        (nth % 2 ? alice : there).send('checkCode', { code: wrongCode(key, one.clock.time, nth) }),
      ),
    );
    assert.deepEqual([count(wrong, 'invalid_code'), count(wrong, 'attempts_exhausted')], [5, 15]);
  });

  test('wrong codes at two servers, in the self-service and at the sign-in of services, get five looks in all', async () => {
    const [one, two] = await servers();
    const [, other] = stores.slice(-2) as [Store, Store];
    const alice = await one.signIn('alice');
    const { key } = await setUp(one, alice);
    const there = clientOf(two, alice.cookie);
    const services = [await makeService(stores.at(-2)!, one), await makeService(other, two, { name: 'vpn' })];
    const code = (nth: number) => wrongCode(key, one.clock.time, nth);
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_, nth) => {
        const own = nth % 4 === 0 ? alice : there;
        if (nth % 2 === 0) return (await own.refusal('checkCode', { code: code(nth) })).code;
        return (await services[nth % 4 === 1 ? 0 : 1]!.verify('alice', code(nth))).reason;
      }),
    );
    assert.deepEqual(
      [
        all.filter((each) => each === 'invalid_code').length,
        all.filter((each) => each === 'attempts_exhausted').length,
      ],
      [5, 15],
    );
    one.clock.pass({ minutes: 5 });
    const right = appCode(key, one.clock.now());
    const opened = await Promise.all(Array.from({ length: 30 }, (_, nth) => services[nth % 2]!.verify('alice', right)));
    assert.equal(opened.filter(({ result }) => result).length, 1);
  });

  test('one idempotency key sent to both servers at once sends one message', async () => {
    const [one, two] = await servers();
    const alice = await one.signIn('alice');
    const there = clientOf(two, alice.cookie);
    const all = await outcomes(
      Array.from({ length: 8 }, (_, nth) =>
        (nth % 2 ? alice : there).send('beginMail', { address: 'taro@example.org' }, { key: 'k' }),
      ),
    );
    assert.ok(count(all, 'ok') >= 1);
    assert.equal(count(all, 'ok') + count(all, 'unavailable'), 8);
    assert.equal(one.mails.length, 1);
  });

  test('one end of a mailbox asks one server, the other end another: a message left there ends the wait here', async () => {
    const [one, two] = await servers();
    const alice = await one.signIn('alice');
    const phone = clientOf(two, '');
    const { id, seat } = await alice.ask('openPairing', {});
    const opener = { id, seat };
    const key = '6f1c6f0e-0a52-4a5b-9a0e-0c8f0f6f8d11';
    const joiner = { id, ...(await phone.ask('joinPairing', { id }, { key })) };
    assert.equal((await clientOf(one, '').ask('joinPairing', { id }, { key })).seat, joiner.seat);
    const waiting = alice.ask('receivePairing', opener);
    await phone.ask('sendPairing', { id, seat: joiner.seat, message: 'c2VhbGVk' });
    assert.deepEqual(await waiting, { messages: [{ index: 0, message: 'c2VhbGVk' }], isClosed: false });
    const ending = phone.ask('receivePairing', { id, seat: joiner.seat });
    await alice.ask('closePairing', opener);
    assert.equal((await ending).isClosed, true);
  });

  test('twenty devices join at two servers at once: one has the seat, and forty messages leave room for eight', async () => {
    const [one, two] = await servers();
    const alice = await one.signIn('alice');
    const there = clientOf(two, alice.cookie);
    const { id, seat } = await alice.ask('openPairing', {});
    const joins = await outcomes(
      Array.from({ length: 20 }, (_, nth) => (nth % 2 ? alice : there).send('joinPairing', { id })),
    );
    assert.deepEqual([count(joins, 'ok'), count(joins, 'pairing_taken')], [1, 19]);
    const sends = await outcomes(
      Array.from({ length: 40 }, (_, nth) =>
        (nth % 2 ? alice : there).send('sendPairing', { id, seat, message: `message-${nth}` }),
      ),
    );
    assert.deepEqual([count(sends, 'ok'), count(sends, 'pairing_full')], [8, 32]);
  });

  test('housekeeping waits for a confirmation in the set-up’s last moment instead of deadlocking with it', async () => {
    const [one] = await servers();
    const [store, other] = stores.slice(-2) as [Store, Store];
    const alice = await one.signIn('alice');
    await verifyMail(one, alice);
    const { id } = await alice.ask('beginApp', { kind: 'smartphone' });
    const [enrolment] = await store.database.select().from(tables.enrolments);
    one.clock.pass({ minutes: 31 });
    const now = one.clock.now();
    let swept: Promise<unknown> = Promise.resolve();
    await store.database.transaction(async (confirmation) => {
      await lockPerson(confirmation, 'alice', now);
      await acceptStep(confirmation, enrolment!.secretId!, 1);
      swept = housekeeping(other, now);
      swept.catch(() => undefined);
      await someoneWaits(store);
      assert.ok(await settleEnrolment(confirmation, id, 'confirmed'));
    });
    await swept;
    const [row] = await store.database.select().from(tables.enrolments).where(eq(tables.enrolments.id, id));
    assert.equal(row!.state, 'confirmed');
  });
});

/** Until some transaction waits for a lock of another one. */
async function someoneWaits({ database }: Store): Promise<void> {
  for (;;) {
    const waiting = (await database.execute(sql`SELECT 1 FROM pg_locks WHERE NOT granted`)) as unknown as { rows: [] };
    if (waiting.rows.length) return;
  }
}

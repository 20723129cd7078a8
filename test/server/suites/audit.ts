import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Store } from '../../../src/server/store/database.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { clientOf, makeWorld, outcomes, setUp, verifyMail } from '../../support/world.ts';

export function auditSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, options);
    const owner = await world.signIn('alice');
    return { store, world, owner, ...(await setUp(world, owner)) };
  };
  const rowsOf = ({ database }: Store) => database.select().from(tables.audit).orderBy(tables.audit.id);
  const refusedOf = async (store: Store) => (await rowsOf(store)).filter(({ event }) => event === 'refused');

  test('what is refused stands in it, though its transaction was undone, with the session that tried', async () => {
    const { store, world, owner, key, deviceId } = await start();
    const code = appCode(key, world.clock.now());
    await owner.ask('checkCode', { code });
    const thief = await world.signIn('alice');
    await thief.refusal('removeDevice', { id: deviceId });
    await thief.refusal('checkCode', { code });
    for (let times = 0; times < 5; times++)
      await thief.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    await thief.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    await thief.ask('beginReset', {});
    const refused = await refusedOf(store);
    assert.deepEqual(
      refused.map(({ facts }) => [facts['operation'], facts['code']]),
      [
        ['removeDevice', 'step_up_required'],
        ['checkCode', 'code_replayed'],
        ['checkCode', 'attempts_exhausted'],
      ],
    );
    const rows = await rowsOf(store);
    const sessionsOf = (events: string[]) =>
      new Set(rows.filter(({ event }) => events.includes(event)).map(({ sessionHash }) => sessionHash));
    const [ofOwner, ofThief] = [
      sessionsOf(['mail-verified', 'app-confirmed', 'code-checked']),
      sessionsOf(['refused', 'code-wrong', 'factor-locked', 'reset-begun']),
    ];
    assert.deepEqual([ofOwner.size, ofThief.size], [1, 1]);
    for (const hash of [...ofOwner, ...ofThief]) assert.match(hash!, /^[0-9a-f]{64}$/);
    assert.notDeepEqual(ofOwner, ofThief);
  });

  test('slips are not in it, nor is somebody of whom nothing is stored', async () => {
    const { store, world, owner } = await start();
    const before = (await rowsOf(store)).length;
    await owner.refusal('checkCode', { code: '12345678' });
    await owner.refusal('removeDevice', { id: 'nothing' });
    await (await world.signIn('nobody')).refusal('checkCode', { code: '123456' });
    assert.equal((await rowsOf(store)).length, before);
  });

  test('refused for asking too often: one row in a window, however often', async () => {
    const { store, world } = await start({ limits: { requestsPerMinute: 6 } });
    world.clock.pass({ minutes: 1 });
    const thief = await world.signIn('alice');
    for (const minute of [1, 2]) {
      await outcomes(Array.from({ length: 40 }, () => thief.send('checkCode', { code: '12345678' })));
      const refused = await refusedOf(store);
      assert.equal(refused.length, minute);
      assert.deepEqual(refused.at(-1)!.facts, { operation: 'checkCode', code: 'rate_limited' });
      world.clock.pass({ minutes: 1 });
    }
  });

  test('one person adds two rows for each request of a day at most', async () => {
    const { store, world } = await start({ limits: { requestsPerMinute: 1000, requestsPerDay: 10 } });
    world.clock.pass({ hours: 24 });
    const before = (await rowsOf(store)).length;
    for (let nth = 0; nth < 6; nth++) {
      const session = await world.signIn('alice');
      await outcomes(Array.from({ length: 30 }, () => session.send('removeDevice', { id: 'x' })));
    }
    const added = (await rowsOf(store)).length - before;
    assert.ok(added > 30 && added <= 4 * 10 * 2, `${added} rows`);
  });

  test('a device that joins a pairing stands in it once, however often it repeats the request', async () => {
    const { store, world, owner } = await start();
    const { id } = await owner.ask('openPairing', {});
    const phone = clientOf(world, '');
    for (let times = 0; times < 5; times++) await phone.ask('joinPairing', { id }, { key: '6f1c6f0e-0a52-4a5b' });
    const joined = (await rowsOf(store)).filter(({ event }) => event === 'pairing-joined');
    assert.deepEqual(
      joined.map(({ sessionHash }) => sessionHash),
      [null],
    );
  });

  test('a pairing that somebody else tried to join stands in it for both of them', async () => {
    const { store, world, owner } = await start();
    const bob = await world.signIn('bob');
    await verifyMail(world, bob, 'bob@example.org');
    const { id } = await owner.ask('openPairing', {});
    await bob.refusal('joinPairing', { id, signedIn: true });
    await (await world.signIn('nobody')).refusal('joinPairing', { id });
    const rows = await rowsOf(store);
    const idOf = (wanted: string) => rows.find(({ event }) => event === wanted)!.personId;
    const bobsId = rows.findLast(({ event }) => event === 'mail-verified')!.personId;
    const refused = await refusedOf(store);
    assert.deepEqual(
      refused.map(({ personId, facts }) => [personId, facts['operation'], facts['code']]),
      [idOf('pairing-opened'), bobsId, idOf('pairing-opened')].map((personId) => [
        personId,
        'joinPairing',
        'pairing_of_another',
      ]),
    );
    assert.deepEqual(
      refused.map(({ sessionHash }) => sessionHash !== null),
      [false, true, false],
    );
  });

  test('it ends when its time is over and not before, and by nothing but housekeeping', async () => {
    const { store, world } = await start();
    const { database } = store;
    const old = (await rowsOf(store)).length;
    world.clock.pass({ hours: 24 * 100 });
    await (await world.signIn('alice')).ask('beginReset', {});
    world.clock.pass({ hours: 24 * 300 - 1 });
    await housekeeping(store, world.clock.now());
    assert.equal((await rowsOf(store)).length, old + 1);
    world.clock.pass({ hours: 2 });
    await assert.rejects(housekeeping(store, world.clock.now(), { auditDays: 29 }), RangeError);
    await assert.rejects(housekeeping(store, world.clock.now(), { auditDays: NaN }), RangeError);
    await housekeeping(store, world.clock.now(), { auditDays: Infinity });
    assert.equal((await rowsOf(store)).length, old + 1);
    await housekeeping(store, world.clock.now());
    assert.deepEqual(
      (await rowsOf(store)).map(({ event }) => event),
      ['reset-begun'],
    );
    await housekeeping(store, world.clock.now(), { auditDays: 299 });
    assert.equal((await rowsOf(store)).length, 0);

    await (await world.signIn('alice')).ask('beginReset', {});
    const isRefused = ({ cause }: Error) => /append-only/.test(String(cause));
    await assert.rejects(database.execute(sql`DELETE FROM audit`), isRefused);
    const ends = sql`SELECT set_config('mfa_elements.audit_ends', '2027-01-01', true)`;
    for (const change of [sql`DELETE FROM audit`, sql`UPDATE audit SET event = 'x'`, sql`TRUNCATE audit`]) {
      const changed = database.transaction(async (transaction) => {
        await transaction.execute(ends);
        await transaction.execute(change);
      });
      await assert.rejects(changed, isRefused);
    }
  });

  test('nothing in it leads to the name of somebody who has left', async () => {
    const store = await backend.fresh();
    const session = { id: 'the only one', subject: 'alice', label: 'alice' };
    const world = makeWorld(store, { sessions: async () => session });
    await (await world.signIn('alice')).ask('beginMail', { address: 'taro@example.org' });
    const [row] = await rowsOf(store);
    const { fingerprint } = await import('../../../src/server/bytes.ts');
    assert.notEqual(row!.sessionHash, await fingerprint('session', `alice\0the only one`));
    assert.equal(row!.sessionHash, await fingerprint('audit', `${row!.personId}\0the only one`));
  });
}

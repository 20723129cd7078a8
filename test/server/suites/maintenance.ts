import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetPerson, housekeeping } from '../../../src/server/housekeeping.ts';
import { reseal } from '../../../src/server/reseal.ts';
import { createSealing } from '../../../src/server/sealing.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { clientOf, mailedCode, makeWorld, sealingKeys, setUp, verifyMail, type World } from '../../support/world.ts';

const newer = Buffer.alloc(32, 9).toString('base64');
const both = createSealing({ current: 'k2', keys: { ...sealingKeys.keys, k2: newer } });
const onlyNew = createSealing({ current: 'k2', keys: { k2: newer } });

export function maintenanceSuite(backend: Backend): void {
  test('rotation: old secrets work under a new key at once, and without the old one once they are sealed again', async () => {
    const store = await backend.fresh();
    const before = makeWorld(store);
    const { key } = await setUp(before, await before.signIn('alice'));

    const during = makeWorld(store, { sealing: both, clock: before.clock });
    await (await during.signIn('alice')).ask('checkCode', { code: appCode(key, during.clock.now()) });
    // A code that was asked for, and a notice.
    assert.deepEqual(await reseal(store, both), { resealed: 2, waiting: 2, recoveryCodes: 0 });
    assert.deepEqual(await reseal(store, both), { resealed: 0, waiting: 2, recoveryCodes: 0 });

    during.clock.pass({ hours: 49 });
    await housekeeping(store, during.clock.now());
    assert.deepEqual(await reseal(store, both), { resealed: 0, waiting: 0, recoveryCodes: 0 });
    const later = makeWorld(store, { sealing: onlyNew, clock: before.clock });
    const alice = await later.signIn('alice');
    await alice.ask('checkCode', { code: appCode(key, later.clock.now()) });
    assert.equal((await alice.ask('getAccount', {})).mail!.address, 't***@example.org');
  });

  test('rotation: recovery codes are counted by themselves, hold while their key is there, and end with it alone', async () => {
    const store = await backend.fresh();
    const before = makeWorld(store);
    const alice = await before.signIn('alice');
    const { key } = await setUp(before, alice);
    const { id, codes } = await alice.ask('beginRecoveryCodes', {});
    await alice.ask('confirmRecoveryCodes', { id });
    const stepUp = async (world: World, code: string) => {
      const client = await world.signIn('alice');
      const begun = await client.ask('beginStepUp', { method: 'recovery' });
      return client.send('confirmStepUp', { id: begun.id, code });
    };

    const during = makeWorld(store, { sealing: both, clock: before.clock });
    assert.equal((await reseal(store, both)).recoveryCodes, 10);
    assert.equal((await stepUp(during, codes[0]!)).status, 200);
    before.clock.pass({ hours: 49 });
    await housekeeping(store, before.clock.now());
    assert.deepEqual(await reseal(store, both), { resealed: 0, waiting: 0, recoveryCodes: 9 });

    const later = makeWorld(store, { sealing: onlyNew, clock: before.clock });
    const anew = await later.signIn('alice');
    const account = await anew.ask('getAccount', {});
    assert.deepEqual([account.recovery!.left, account.stepUp.methods], [0, ['mail', 'app']]);
    assert.equal((await anew.refusal('beginStepUp', { method: 'recovery' })).code, 'not_found');

    // Codes under both keys: those that nobody can check stand in nobody's way.
    const mixed = await during.signIn('alice');
    const begun = await mixed.ask('beginStepUp', { method: 'recovery' });
    const [code] = await store.database.select().from(tables.recoveryCodes);
    const { hash, keyId } = await onlyNew.hash(`recovery-code\0${code!.setId}\0${'1234567890'}`);
    await store.database.insert(tables.recoveryCodes).values({ setId: code!.setId, codeHash: hash, codeKeyId: keyId });
    assert.equal((await anew.ask('getAccount', {})).recovery!.left, 1);
    assert.equal((await stepUp(later, codes[1]!)).status, 422);
    assert.equal((await stepUp(later, '1234567890')).status, 200);
    assert.equal((await mixed.send('confirmStepUp', { id: begun.id, code: codes[1]! })).status, 200);
    await anew.ask('checkCode', { code: appCode(key, later.clock.now()) });
  });

  test('rotation: what waited under a key that is gone has ended, and stands in nobody’s way', async () => {
    const store = await backend.fresh();
    const before = makeWorld(store);
    const alice = await before.signIn('alice');
    await verifyMail(before, alice);
    const other = await before.signIn('alice');
    const step = await other.ask('beginStepUp', { method: 'mail' });
    const stepCode = mailedCode(before);
    const begun = await alice.ask('beginMail', { address: 'new@example.org' }, { key: 'k' });
    await reseal(store, both);

    const later = makeWorld(store, { sealing: onlyNew, clock: before.clock });
    const again = clientOf(later, alice.cookie);
    const account = await again.ask('getAccount', {});
    assert.deepEqual([account.mail!.address, account.pending.mail], ['t***@example.org', null]);
    const confirmed = await again.refusal('confirmMail', { id: begun.id, code: mailedCode(before) });
    assert.equal(confirmed.code, 'enrolment_expired');
    assert.equal((await again.refusal('resendMail', { id: begun.id })).code, 'enrolment_expired');
    const repeated = await again.refusal('beginMail', { address: 'new@example.org' }, { key: 'k' });
    assert.equal(repeated.code, 'idempotency_conflict');
    const proven = await clientOf(later, other.cookie).refusal('confirmStepUp', { id: step.id, code: stepCode });
    assert.equal(proven.code, 'invalid_code');
    before.clock.pass({ s: 60 });
    const anew = await again.ask('beginMail', { address: 'new@example.org' });
    await again.ask('confirmMail', { id: anew.id, code: mailedCode(later) });
  });

  test('rotation: more than one batch of secrets is sealed again', async () => {
    const store = await backend.fresh();
    const old = createSealing(sealingKeys);
    const now = new Date('2026-04-01T00:00:00Z');
    const [{ personId }] = (await store.database
      .insert(tables.people)
      .values({ subject: 'many', createdAt: now })
      .returning({ personId: tables.people.id })) as [{ personId: number }];
    const rows = await Promise.all(
      Array.from({ length: 450 }, async (_, nth) => {
        const id = `s${nth}`;
        const sealed = await old.seal(Uint8Array.of(nth & 255, nth >> 8), { personId, purpose: 'totp-secret', id });
        return {
          id,
          personId,
          ...sealed,
          digits: 6,
          periodS: 30,
          algorithm: 'SHA1' as const,
          lastStep: 0,
          createdAt: now,
        };
      }),
    );
    await store.database.insert(tables.secrets).values(rows);
    assert.equal((await reseal(store, both)).resealed, 450);
    for (const row of (await store.database.select().from(tables.secrets)).slice(0, 20)) {
      const nth = Number(row.id.slice(1));
      assert.deepEqual(
        [...(await onlyNew.open(row, { personId, purpose: 'totp-secret', id: row.id }))],
        [nth & 255, nth >> 8],
      );
    }
  });

  test('housekeeping erases the secret of a set-up that ran out, and a day later every trace of it', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    await alice.ask('beginApp', { kind: 'browser' }, { key: 'k' });
    world.clock.pass({ minutes: 31 });
    assert.equal((await housekeeping(store, world.clock.now())).ended, 1);
    assert.equal(await store.database.$count(tables.secrets), 0);
    assert.equal(await store.database.$count(tables.enrolments), 1);
    world.clock.pass({ hours: 49 });
    assert.ok((await housekeeping(store, world.clock.now())).swept > 0);
    for (const table of [tables.enrolments, tables.challenges, tables.idempotency, tables.rates, tables.stepUps]) {
      assert.equal(await store.database.$count(table), 0);
    }
    assert.equal((await (await world.signIn('alice')).ask('getAccount', {})).mail!.address, 't***@example.org');
  });

  test('housekeeping leaves alone what is in use or still waits', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    const { key } = await setUp(world, alice);
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    const reset = await alice.ask('beginReset', {});
    assert.deepEqual(await housekeeping(store, world.clock.now()), { ended: 0, swept: 0 });
    await alice.ask('confirmSync', { id, code: appCode(key, world.clock.now()) });
    await alice.ask('confirmReset', { id: reset.id, code: mailedCode(world) });
  });

  test('somebody who has left is forgotten, and nobody else', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    const { key } = await setUp(world, alice);
    await alice.ask('beginSync', { kind: 'browser' }, { key: 'k' });
    const bob = await world.signIn('bob');
    await setUp(world, bob);
    assert.equal(await forgetPerson(store, 'alice'), true);
    assert.equal(await forgetPerson(store, 'alice'), false);
    assert.equal((await alice.refusal('checkCode', { code: appCode(key, world.clock.now()) })).code, 'not_found');
    assert.equal((await alice.ask('getAccount', {})).mail, null);
    assert.equal((await bob.ask('getAccount', {})).devices.length, 1);
    assert.equal(await store.database.$count(tables.secrets), 1);
  });
}

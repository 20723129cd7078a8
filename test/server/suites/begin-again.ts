import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secrets } from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { mailedCode, makeWorld, setUp, verifyMail } from '../../support/world.ts';

/** The table "Beginning again" of docs/en/back-end.md, and whose a begun set-up is. */
export function beginAgainSuite(backend: Backend): void {
  async function start(policy: Parameters<typeof makeWorld>[1] = {}) {
    const store = await backend.fresh();
    const world = makeWorld(store, policy);
    return { store, world, alice: await world.signIn('alice') };
  }

  test('an address that was given up, or replaced, goes on under its id with the code that was sent', async () => {
    const { world, alice } = await start();
    const first = await alice.ask('beginMail', { address: 'taro@example.org' });
    const code = mailedCode(world);
    await alice.ask('cancelMail', { id: first.id });
    assert.equal((await alice.refusal('confirmMail', { id: first.id, code })).code, 'enrolment_expired');
    assert.deepEqual(await alice.ask('beginMail', { address: 'taro@example.org' }), first);
    const other = await alice.ask('beginMail', { address: 'hanako@example.org' });
    assert.deepEqual(await alice.ask('beginMail', { address: 'taro@example.org' }), first);
    assert.equal(world.mails.length, 2);
    const { code: ended } = await alice.refusal('confirmMail', { id: other.id, code: mailedCode(world) });
    assert.equal(ended, 'enrolment_expired');
    await alice.ask('confirmMail', { id: first.id, code });
  });

  test('after the interval beginning again sends a new code under the same id', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const begun = {
      mail: await alice.ask('beginMail', { address: 'new@example.org' }),
      reset: await alice.ask('beginReset', {}),
    };
    const former = mailedCode(world);
    world.clock.pass({ s: 60 });
    assert.equal((await alice.ask('beginMail', { address: 'new@example.org' })).id, begun.mail.id);
    assert.equal((await alice.ask('beginReset', {})).id, begun.reset.id);
    assert.equal((await alice.refusal('confirmReset', { id: begun.reset.id, code: former })).code, 'invalid_code');
    await alice.ask('confirmReset', { id: begun.reset.id, code: mailedCode(world) });
  });

  test('a code that is too old leaves its set-up alive, for another code', async () => {
    const { world, alice } = await start({ policy: { mail: { codeLifeS: 600 } } });
    await verifyMail(world, alice);
    const { id } = await alice.ask('beginReset', {});
    world.clock.pass({ minutes: 10 });
    assert.equal((await alice.refusal('confirmReset', { id, code: mailedCode(world) })).code, 'code_expired');
    assert.equal((await alice.ask('beginReset', {})).id, id);
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
  });

  test('a step-up by app goes on under its id, in its session', async () => {
    const { world, alice } = await start();
    await setUp(world, alice);
    const begun = await alice.ask('beginStepUp', { method: 'app' });
    world.clock.pass({ s: 30 });
    assert.deepEqual(await alice.ask('beginStepUp', { method: 'app' }), begun);
    const other = await world.signIn('alice');
    assert.notEqual((await other.ask('beginStepUp', { method: 'app' })).id, begun.id);
  });

  test('a key that waits is shown to the session that began; another one gets a new key, and the former set-up ends', async () => {
    const { store, world, alice } = await start();
    await verifyMail(world, alice);
    const thief = await world.signIn('alice');
    const { id: proof } = await thief.ask('beginStepUp', { method: 'mail' });
    await thief.ask('confirmStepUp', { id: proof, code: mailedCode(world) });
    const shown = await thief.ask('beginApp', { kind: 'browser' });
    assert.equal((await alice.ask('getAccount', {})).pending.app, null);
    assert.equal((await thief.ask('getAccount', {})).pending.app?.id, shown.id);
    assert.equal((await alice.refusal('cancelApp', { id: shown.id })).code, 'not_found');
    const code = appCode(shown.key, world.clock.now());
    assert.equal((await alice.refusal('confirmApp', { id: shown.id, code })).code, 'not_found');

    const own = await alice.ask('beginApp', { kind: 'browser' });
    assert.notEqual(own.key.secret, shown.key.secret);
    assert.equal((await thief.refusal('confirmApp', { id: shown.id, code })).code, 'enrolment_expired');
    assert.equal(await store.database.$count(secrets), 1, 'the key that the other session saw is erased');
    assert.deepEqual(await alice.ask('beginApp', { kind: 'browser' }), own);
    await alice.ask('confirmApp', { id: own.id, code: appCode(own.key, world.clock.now()) });
  });

  test('an answer that is kept for a key of idempotency is for its session', async () => {
    const { world, alice } = await start({ policy: { mail: { requiredFirst: false } } });
    await alice.ask('beginApp', { kind: 'browser' }, { key: 'same' });
    const thief = await world.signIn('alice');
    assert.equal((await thief.refusal('beginApp', { kind: 'browser' }, { key: 'same' })).code, 'idempotency_conflict');
  });

  test('per device: the session that began a sync finds it again without another code, no other one does', async () => {
    const { world, alice } = await start({ policy: { secretModel: 'per-device' } });
    const { key } = await setUp(world, alice);
    const begun = await alice.ask('beginSync', { kind: 'browser', code: appCode(key, world.clock.now()) });
    assert.deepEqual(await alice.ask('beginSync', { kind: 'browser' }), begun);

    world.clock.pass({ s: 30 });
    const other = await world.signIn('alice');
    assert.equal((await other.ask('getAccount', {})).pending.sync, null);
    assert.equal((await other.refusal('beginSync', { kind: 'browser' })).code, 'step_up_required');
    const taken = await other.ask('beginSync', { kind: 'browser', code: appCode(key, world.clock.now()) });
    assert.notEqual(taken.key!.secret, begun.key!.secret);
    assert.equal((await other.refusal('confirmSync', { id: begun.id, code: '000000' })).code, 'not_found');
    const { code: ended } = await alice.refusal('confirmSync', { id: begun.id, code: '000000' });
    assert.equal(ended, 'enrolment_expired');
  });

  test('one key for all: a sync has nothing to show, so any session of the person goes on with it', async () => {
    const { world, alice } = await start();
    await setUp(world, alice);
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    assert.equal((await (await world.signIn('alice')).ask('getAccount', {})).pending.sync?.id, id);
  });

  test('a set-up given up and begun anew keeps the count of wrong codes, and locks nothing that is in use', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    const right = appCode(key, world.clock.now());
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 5; tries--;) await alice.refusal('confirmApp', { id, code: wrong });
    await alice.ask('cancelApp', { id });
    const again = await alice.ask('beginApp', { kind: 'browser' });
    assert.equal(again.attemptsLeft, 0);
    assert.equal(Date.parse(again.lockedUntil!) - world.clock.now().getTime(), 5 * 60_000);
    world.clock.pass({ minutes: 5 });
    await alice.ask('confirmApp', { id: again.id, code: appCode(again.key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    assert.equal((await alice.ask('checkCode', { code: appCode(again.key, world.clock.now()) })).deltaSteps, 0);
  });
}

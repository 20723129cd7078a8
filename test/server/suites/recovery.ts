import assert from 'node:assert/strict';
import { test } from 'node:test';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { count, makeWorld, outcomes, setUp, type Client } from '../../support/world.ts';

export function recoverySuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, options);
    const first = await world.signIn('alice');
    return { store, world, first, ...(await setUp(world, first)) };
  };
  async function keepCodes(client: Client): Promise<string[]> {
    const { id, codes } = await client.ask('beginRecoveryCodes', {});
    await client.ask('confirmRecoveryCodes', { id });
    return codes;
  }
  const stepUp = async (client: Client, code: string) => {
    const { id } = await client.ask('beginStepUp', { method: 'recovery' });
    return client.send('confirmStepUp', { id, code });
  };

  test('ten different codes of ten digits; they count when they are kept', async () => {
    const { world, first } = await start();
    const { id, codes } = await first.ask('beginRecoveryCodes', {});
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^\d{10}$/);
    assert.equal((await first.ask('getAccount', {})).recovery, null);
    assert.equal((await first.refusal('beginStepUp', { method: 'recovery' })).code, 'not_found');
    const { recovery } = await first.ask('confirmRecoveryCodes', { id });
    assert.deepEqual(recovery, { left: 10, madeAt: world.clock.time.toISOString() });
    const account = await first.ask('getAccount', {});
    assert.deepEqual(account.recovery, recovery);
    assert.deepEqual(account.stepUp.methods, ['mail', 'app', 'recovery']);
    assert.deepEqual(await first.ask('confirmRecoveryCodes', { id }), { recovery }, 'saying so twice changes nothing');
  });

  test('each steps a session up once', async () => {
    const { world, first } = await start();
    const codes = await keepCodes(first);
    const anew = await world.signIn('alice');
    assert.equal((await anew.refusal('beginApp', { kind: 'browser', anew: true })).code, 'step_up_required');
    assert.equal((await stepUp(anew, codes[3]!)).status, 200);
    await anew.ask('beginSync', { kind: 'browser' });
    assert.equal((await anew.ask('getAccount', {})).recovery!.left, 9);
    assert.equal((await stepUp(anew, codes[3]!)).status, 422);
    for (const [at, code] of codes.entries()) if (at !== 3) assert.equal((await stepUp(anew, code)).status, 200);
    const account = await anew.ask('getAccount', {});
    assert.deepEqual([account.recovery!.left, account.stepUp.methods], [0, ['mail', 'app']]);
    assert.equal((await anew.refusal('beginStepUp', { method: 'recovery' })).code, 'not_found');
  });

  test('one code given by several at once counts for one of them', async () => {
    const { world, first } = await start();
    const [code] = await keepCodes(first);
    const sessions = await Promise.all([1, 2, 3].map(() => world.signIn('alice')));
    const results = await outcomes(sessions.map((session) => stepUp(session, code!)));
    assert.equal(count(results, 'ok'), 1);
  });

  test('wrong ones are counted and lock this way in, whatever happens to the app', async () => {
    const { world, first, key } = await start();
    const codes = await keepCodes(first);
    const wrong = codes[0]!.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    const { id } = await first.ask('beginStepUp', { method: 'recovery' });
    assert.equal((await first.refusal('confirmStepUp', { id, code: '123456' })).code, 'wrong_length');
    for (const left of [4, 3, 2, 1, 0])
      assert.equal((await first.refusal('confirmStepUp', { id, code: wrong })).attemptsLeft, left);
    assert.equal((await first.refusal('confirmStepUp', { id, code: codes[0]! })).code, 'attempts_exhausted');
    await first.ask('checkCode', { code: appCode(key, world.clock.now()) });
  });

  test('new codes replace the former ones only when they are kept', async () => {
    const { world, first } = await start({ stepUpLifeS: 36_000 });
    const [former] = await keepCodes(first);
    const next = await first.ask('beginRecoveryCodes', {});
    assert.equal((await stepUp(await world.signIn('alice'), former!)).status, 200);
    await first.ask('confirmRecoveryCodes', { id: next.id });
    assert.equal((await stepUp(first, former!)).status, 422);
    assert.equal((await stepUp(first, next.codes[0]!)).status, 200);
  });

  test('codes that nobody said were kept go, and with them the answer that showed them', async () => {
    const { store, world, first } = await start();
    const { id } = await first.ask('beginRecoveryCodes', {}, { key: 'begin-the-codes-once' });
    world.clock.pass({ minutes: 31 });
    assert.equal((await first.refusal('confirmRecoveryCodes', { id })).code, 'enrolment_expired');
    await housekeeping(store, world.clock.now());
    assert.equal(await store.database.$count(tables.recoverySets), 0);
    assert.equal(await store.database.$count(tables.recoveryCodes), 0);
    assert.equal(await store.database.$count(tables.idempotency), 0);
  });

  test('codes that were replaced before anybody kept them are answered to nobody any more', async () => {
    const { first } = await start();
    const { codes } = await first.ask('beginRecoveryCodes', {}, { key: 'begin-the-codes-once' });
    await first.ask('beginRecoveryCodes', {}, { key: 'begin-the-codes-twice' });
    assert.notDeepEqual((await first.ask('beginRecoveryCodes', {}, { key: 'begin-the-codes-once' })).codes, codes);
  });

  test('no code stands readable in the database', async () => {
    const { store, first } = await start();
    const codes = await keepCodes(first);
    const rows = JSON.stringify(
      await Promise.all([
        store.database.select().from(tables.recoveryCodes),
        store.database.select().from(tables.audit),
      ]),
      (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
    );
    for (const code of codes) assert.ok(!rows.includes(code));
  });

  test('making them asks for a fresh proof; nobody confirms those of another', async () => {
    const { world, first } = await start();
    assert.equal((await (await world.signIn('alice')).refusal('beginRecoveryCodes', {})).code, 'step_up_required');
    const { id } = await first.ask('beginRecoveryCodes', {});
    const bob = await world.signIn('bob');
    assert.equal((await bob.refusal('confirmRecoveryCodes', { id })).code, 'not_found');
  });

  test('where the policy has none there are none', async () => {
    const { first } = await start({ policy: { recoveryCodes: false } });
    assert.equal((await first.refusal('beginRecoveryCodes', {})).code, 'not_implemented');
    const { recovery, stepUp: ways } = await first.ask('getAccount', {});
    assert.deepEqual([recovery, ways.methods], [null, ['mail', 'app']]);
  });
}

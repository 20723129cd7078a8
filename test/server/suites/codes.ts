import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { count, makeWorld, outcomes, setUp, verifyMail } from '../../support/world.ts';

export function codesSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const world = makeWorld(await backend.fresh(), options);
    const alice = await world.signIn('alice');
    const set = await setUp(world, alice);
    return {
      world,
      alice,
      ...set,
      codeAt: (offsetS = 0) => appCode(set.key, new Date(world.clock.time.getTime() + offsetS * 1000)),
    };
  };

  test('a right code says so, names the device, and is used up', async () => {
    const { alice, codeAt, deviceId, world } = await start();
    assert.deepEqual(await alice.ask('checkCode', { code: codeAt() }), { deltaSteps: 0, deviceId });
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'code_replayed');
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.lastUsedAt, world.clock.time.toISOString());
  });

  test('the code of the set-up counts as used', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    const code = appCode(key, world.clock.now());
    await alice.ask('confirmApp', { id, code });
    assert.equal((await alice.refusal('checkCode', { code })).code, 'code_replayed');
  });

  test('a clock one period off is forgiven on either side, and the answer says which', async () => {
    const { alice, codeAt, world } = await start();
    world.clock.pass({ s: 300 });
    assert.equal((await alice.ask('checkCode', { code: codeAt(-30) })).deltaSteps, -1);
    assert.equal((await alice.ask('checkCode', { code: codeAt(30) })).deltaSteps, 1);
    assert.equal((await alice.refusal('checkCode', { code: codeAt(0) })).code, 'code_replayed');
  });

  test('a clock some minutes off is told apart from a wrong code, but its code is never accepted', async () => {
    const { alice, codeAt, world } = await start();
    world.clock.pass({ minutes: 20 });
    assert.equal((await alice.ask('checkCode', { code: codeAt(-120) })).deltaSteps, -4);
    assert.equal((await alice.ask('checkCode', { code: codeAt(150) })).deltaSteps, 5);
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.failedLately, 2);
    const step = await alice.ask('beginStepUp', { method: 'app' });
    assert.equal((await alice.refusal('confirmStepUp', { id: step.id, code: codeAt(150) })).code, 'invalid_code');
    world.clock.pass({ s: 150 });
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'code_replayed');
    world.clock.pass({ s: 30 });
    assert.equal((await alice.ask('checkCode', { code: codeAt() })).deltaSteps, 0);
  });

  for (const secretModel of ['shared', 'per-device'] as const) {
    test(`a code of two periods ago or ahead is wrong wherever one proves something, one of a period is right (${secretModel})`, async () => {
      const { alice, key, world, codeAt } = await start({ policy: { secretModel } });
      world.clock.pass({ minutes: 10 });
      type Proof = { operation: 'confirmApp' | 'confirmSync' | 'confirmStepUp'; id: string; of: typeof key };
      const proves = async ({ operation, id, of }: Proof) => {
        const code = (offsetS: number) => appCode(of, new Date(world.clock.time.getTime() + offsetS * 1000));
        for (const offsetS of [-60, 60])
          assert.equal((await alice.refusal(operation, { id, code: code(offsetS) })).code, 'invalid_code', operation);
        await alice.ask(operation, { id, code: code(30) });
        world.clock.pass({ minutes: 3 });
      };
      const step = await alice.ask('beginStepUp', { method: 'app' });
      await proves({ operation: 'confirmStepUp', id: step.id, of: key });
      const byCode = secretModel === 'shared' ? {} : { code: codeAt() };
      const sync = await alice.ask('beginSync', { kind: 'browser', ...byCode });
      world.clock.pass({ minutes: 3 });
      await proves({ operation: 'confirmSync', id: sync.id, of: sync.key ?? key });
      const app = await alice.ask('beginApp', { kind: 'browser', anew: true });
      await proves({ operation: 'confirmApp', id: app.id, of: app.key });
    });
  }

  test('fifty parallel requests with the same right code: one is accepted', async () => {
    const { alice, codeAt } = await start();
    const all = await outcomes(Array.from({ length: 50 }, () => alice.send('checkCode', { code: codeAt() })));
    assert.equal(count(all, 'ok'), 1);
    assert.equal(count(all, 'code_replayed'), 49);
  });

  test('twenty parallel wrong codes get five looks', async () => {
    const { alice, key, world, codeAt } = await start();
    const all = await outcomes(
      Array.from({ length: 20 }, (_, nth) => alice.send('checkCode', { code: wrongCode(key, world.clock.time, nth) })),
    );
    assert.equal(count(all, 'invalid_code'), 5);
    assert.equal(count(all, 'attempts_exhausted'), 15);
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'attempts_exhausted');
  });

  test('attempts count down, the lock says how long, and each lock is twice as long as the one before', async () => {
    const { alice, key, world, codeAt } = await start();
    const wrong = () => alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    for (const [round, lockMs] of [5 * 60_000, 10 * 60_000, 20 * 60_000].entries()) {
      for (const left of [4, 3, 2, 1]) assert.equal((await wrong()).attemptsLeft, left, `round ${round}`);
      const last = await wrong();
      assert.deepEqual([last.code, last.attemptsLeft, last.retryAfterMs], ['invalid_code', 0, lockMs]);
      world.clock.pass({ s: 60 });
      const locked = await wrong();
      assert.deepEqual([locked.code, locked.retryAfterMs], ['attempts_exhausted', lockMs - 60_000]);
      world.clock.pass({ s: lockMs / 1000 - 60 });
    }
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.failedLately, 15);
    await alice.ask('checkCode', { code: codeAt() });
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.failedLately, 0);
    for (const left of [4, 3]) assert.equal((await wrong()).attemptsLeft, left);
  });

  test('no lock is longer than a day', async () => {
    const { key, world } = await start();
    let longest = 0;
    for (let round = 0; round < 11; round++) {
      const alice = await world.signIn('alice');
      for (let times = 0; times < 5; times++) {
        longest =
          (await alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) })).retryAfterMs ?? longest;
      }
      world.clock.pass({ s: longest / 1000 });
    }
    assert.equal(longest, 24 * 60 * 60_000);
  });

  test('wrong app codes do not lock the mail, which is the way on', async () => {
    const { alice, key, world } = await start();
    for (let times = 0; times < 6; times++)
      await alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    const { attemptsLeft } = await alice.ask('beginReset', {});
    assert.equal(attemptsLeft, 5);
  });

  test('somebody without an app has no code to check', async () => {
    const world = makeWorld(await backend.fresh());
    assert.equal((await (await world.signIn('bob')).refusal('checkCode', { code: '123456' })).code, 'not_found');
  });

  test('a person who asks too often has to wait for the next minute', async () => {
    const { alice, world, codeAt } = await start({ limits: { requestsPerMinute: 6 } });
    const all = await outcomes(Array.from({ length: 8 }, () => alice.send('checkCode', { code: '12345678' })));
    assert.ok(count(all, 'rate_limited') >= 2);
    assert.equal(count(all, 'rate_limited') + count(all, 'wrong_length'), 8);
    world.clock.pass({ s: 60 });
    await alice.ask('checkCode', { code: codeAt() });
  });
}

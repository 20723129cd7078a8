import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { makeService } from '../../support/service.ts';
import { count, mailedCode, makeWorld, outcomes, setUp, verifyMail, wrongMailCode } from '../../support/world.ts';

/** A service checks codes at its sign-in, beside the self-service of the same people. */
export function signInSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, options);
    const { policy, limits } = options;
    const service = await makeService(store, world, { ...(policy && { policy }), ...(limits && { limits }) });
    const alice = await world.signIn('alice');
    const set = await setUp(world, alice);
    const codeAt = (s = 0) => appCode(set.key, new Date(world.clock.time.getTime() + s * 1000));
    return { store, world, service, alice, ...set, codeAt };
  };
  const auditOf = async ({ database }: Awaited<ReturnType<typeof start>>['store']) =>
    database.select().from(tables.audit).orderBy(tables.audit.id);

  test('a right code of the app opens, names the device, and opens nothing again, here or in the self-service', async () => {
    const { service, alice, codeAt, deviceId } = await start();
    const code = codeAt();
    assert.deepEqual(await service.verify('alice', code), {
      result: true,
      factor: 'app',
      deviceId,
      reason: null,
      say: null,
    });
    assert.equal((await service.verify('alice', code)).reason, 'code_replayed');
    assert.equal((await alice.refusal('checkCode', { code })).code, 'code_replayed');
    const { id } = await alice.ask('beginStepUp', { method: 'app' });
    assert.equal((await alice.refusal('confirmStepUp', { id, code })).code, 'code_replayed');
  });

  test('a code that was used in the self-service opens nothing at the sign-in; an older one neither', async () => {
    const { service, alice, codeAt, world } = await start();
    await alice.ask('checkCode', { code: codeAt() });
    assert.equal((await service.verify('alice', codeAt())).reason, 'code_replayed');
    assert.equal((await service.verify('alice', codeAt(-30))).reason, 'code_replayed');
    world.clock.pass({ s: 30 });
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('a replayed code costs no attempt', async () => {
    const { service, codeAt } = await start();
    await service.verify('alice', codeAt());
    for (let times = 0; times < 6; times++) await service.verify('alice', codeAt());
    assert.equal((await service.verify('alice', codeAt(30))).result, true);
  });

  test('a code is cleaned as people type it', async () => {
    const { service, codeAt } = await start();
    const typed = ` ${codeAt().replace(/(\d{3})(\d{3})/, '$1-$2')} `.replace(/\d/g, (digit) =>
      String.fromCodePoint(0xff10 + Number(digit)),
    );
    assert.equal((await service.verify('alice', typed)).result, true);
  });

  test('a code of a removed device opens nothing', async () => {
    const { service, alice, codeAt, deviceId } = await start({ policy: { secretModel: 'per-device' } });
    await alice.ask('removeDevice', { id: deviceId });
    assert.equal((await service.verify('alice', codeAt())).reason, 'nothing_set_up');
  });

  test('one right code in parallel over both ways, forty times: one is accepted', async () => {
    const { service, alice, codeAt } = await start();
    const input = { subject: 'alice', code: codeAt(), firstFactor: true };
    const responses = Array.from({ length: 40 }, (_, nth) =>
      nth % 2 ? alice.send('checkCode', { code: codeAt() }) : service.send('verify', input),
    );
    const bodies = await Promise.all(
      responses.map(async (each) => (await (await each).json()) as { result?: boolean; deltaSteps?: number }),
    );
    assert.equal(bodies.filter(({ result, deltaSteps }) => result === true || deltaSteps === 0).length, 1);
  });

  test('twenty wrong codes in parallel over both ways get five looks, and the lock holds over both', async () => {
    const { service, alice, key, world, codeAt } = await start();
    const wrong = (nth: number) => wrongCode(key, world.clock.time, nth);
    const own = outcomes(Array.from({ length: 10 }, (_, nth) => alice.send('checkCode', { code: wrong(nth) })));
    const theirs = await Promise.all(Array.from({ length: 10 }, (_, nth) => service.verify('alice', wrong(nth + 10))));
    const looked = theirs.filter(({ reason }) => reason === 'invalid_code').length;
    const refused = theirs.filter(({ reason }) => reason === 'attempts_exhausted').length;
    assert.equal(looked + refused, 10);
    assert.equal(looked + count(await own, 'invalid_code'), 5);
    assert.equal(refused + count(await own, 'attempts_exhausted'), 15);
    assert.equal((await service.verify('alice', codeAt())).reason, 'attempts_exhausted');
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'attempts_exhausted');
  });

  test('attempts count down over both ways, the lock says how long, and the next one is twice as long', async () => {
    const { service, alice, key, world, codeAt } = await start();
    const wrong = () => wrongCode(key, world.clock.time);
    assert.equal((await service.verify('alice', wrong())).attemptsLeft, 4);
    assert.equal((await alice.refusal('checkCode', { code: wrong() })).attemptsLeft, 3);
    for (const left of [2, 1]) assert.equal((await service.verify('alice', wrong())).attemptsLeft, left);
    const { attemptsLeft, retryAfterMs } = await service.verify('alice', wrong());
    assert.deepEqual([attemptsLeft, retryAfterMs], [0, 5 * 60_000]);
    world.clock.pass({ s: 60 });
    assert.deepEqual((await service.verify('alice', codeAt())).retryAfterMs, 4 * 60_000);
    world.clock.pass({ minutes: 4 });
    for (const left of [4, 3, 2, 1]) assert.equal((await service.verify('alice', wrong())).attemptsLeft, left);
    assert.equal((await alice.refusal('checkCode', { code: wrong() })).retryAfterMs, 10 * 60_000);
    world.clock.pass({ minutes: 10 });
    assert.equal((await service.verify('alice', codeAt())).result, true);
    assert.equal((await service.verify('alice', wrong())).attemptsLeft, 4);
  });

  test('too many wrong codes in all end the factor over both ways, until another one is proven at the sign-in', async () => {
    const { service, alice, key, world, codeAt } = await start({ limits: { wrongCodesInAll: 3 } });
    const wrong = () => wrongCode(key, world.clock.time);
    const reasons = [];
    for (let nth = 0; nth < 3; nth++) reasons.push((await service.verify('alice', wrong())).reason);
    assert.deepEqual(reasons, ['invalid_code', 'invalid_code', 'factor_disabled']);
    assert.equal((await service.verify('alice', codeAt())).reason, 'factor_disabled');
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'factor_disabled');
    const { factors } = await service.ask('getFactors', { subject: 'alice' });
    assert.deepEqual(
      factors.map(({ factor, state }) => [factor, state]),
      [
        ['app', 'disabled'],
        ['mail', 'usable'],
      ],
    );
    await service.ask('beginChallenge', { subject: 'alice' });
    assert.equal((await service.verify('alice', mailedCode(world))).result, true);
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('a clock some minutes off is told, its code is never accepted, and costs an attempt', async () => {
    const { service, codeAt, world } = await start();
    world.clock.pass({ minutes: 20 });
    const slow = await service.verify('alice', codeAt(-120));
    assert.deepEqual([slow.reason, slow.clockOffS, slow.attemptsLeft], ['clock_off', -120, 4]);
    assert.match(slow.say!, /slow/);
    const fast = await service.verify('alice', codeAt(90), { language: 'ja' });
    assert.deepEqual([fast.reason, fast.clockOffS], ['clock_off', 90]);
    assert.match(fast.say!, /進んでいます/);
    world.clock.pass({ s: 90 });
    assert.equal((await service.verify('alice', codeAt())).reason, 'code_replayed');
    world.clock.pass({ s: 30 });
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('a code that is ahead and was not told can be used in its time', async () => {
    const { service, codeAt, world } = await start();
    assert.equal((await service.verify('alice', codeAt(90), { firstFactor: false })).reason, 'refused');
    world.clock.pass({ s: 90 });
    assert.equal((await service.verify('alice', codeAt())).result, true);
  });

  test('a mailed code: eight digits, masked address, once, for this service only', async () => {
    const { service, store, world } = await start();
    const begun = await service.ask('beginChallenge', { subject: 'alice', language: 'ja' });
    assert.equal(begun.digits, 8);
    assert.match(begun.address, /^t\*\*\*@/);
    const code = mailedCode(world);
    assert.match(code, /^\d{8}$/);
    assert.match(world.mails.at(-1)!.text, /ログインの手続き/);
    const other = await makeService(store, world, { name: 'vpn' });
    assert.equal((await other.verify('alice', code)).reason, 'no_challenge');
    const wrong = await service.verify('alice', wrongMailCode(world));
    assert.deepEqual([wrong.reason, wrong.attemptsLeft], ['invalid_code', 4]);
    assert.deepEqual(await service.verify('alice', code), {
      result: true,
      factor: 'mail',
      deviceId: null,
      reason: null,
      say: null,
    });
    assert.equal((await service.verify('alice', code)).reason, 'code_replayed');
  });

  test('beginning again before the interval sends nothing; after it a new code replaces the former one', async () => {
    const { service, world } = await start();
    const { id } = await service.ask('beginChallenge', { subject: 'alice' });
    const [sent, first] = [world.mails.length, mailedCode(world)];
    assert.equal((await service.ask('beginChallenge', { subject: 'alice' })).id, id);
    assert.equal(world.mails.length, sent);
    world.clock.pass({ s: 61 });
    await service.ask('beginChallenge', { subject: 'alice' });
    assert.equal(world.mails.length, sent + 1);
    assert.equal((await service.verify('alice', first)).reason, 'invalid_code');
    assert.equal((await service.verify('alice', mailedCode(world))).factor, 'mail');
  });

  test('a code of a session that the service names counts in that session only', async () => {
    const { service, world } = await start();
    await service.ask('beginChallenge', { subject: 'alice', session: 'one' });
    const code = mailedCode(world);
    assert.equal((await service.verify('alice', code, { session: 'two' })).reason, 'no_challenge');
    assert.equal((await service.verify('alice', code)).reason, 'no_challenge');
    assert.equal((await service.verify('alice', code, { session: 'one' })).result, true);
  });

  test('a mailed code that is too old, or was sent to a former address, opens nothing', async () => {
    const { service, alice, world } = await start();
    await service.ask('beginChallenge', { subject: 'alice' });
    const toFormer = mailedCode(world);
    const { id } = await alice.ask('beginMail', { address: 'other@example.org' });
    await alice.ask('confirmMail', { id, code: mailedCode(world) });
    assert.equal((await service.verify('alice', toFormer)).reason, 'code_expired');
    world.clock.pass({ s: 61 });
    await service.ask('beginChallenge', { subject: 'alice' });
    const code = mailedCode(world);
    world.clock.pass({ hours: 24 });
    assert.equal((await service.verify('alice', code)).reason, 'code_expired');
  });

  test('one mailed code in parallel twenty times opens once, and so does a recovery code', async () => {
    const { service, alice, world } = await start();
    await service.ask('beginChallenge', { subject: 'alice' });
    const { id, codes } = await alice.ask('beginRecoveryCodes', {});
    await alice.ask('confirmRecoveryCodes', { id });
    for (const code of [mailedCode(world), codes[0]!]) {
      const verdicts = await Promise.all(Array.from({ length: 20 }, () => service.verify('alice', code)));
      assert.equal(verdicts.filter(({ result }) => result).length, 1);
    }
    assert.equal((await service.ask('getFactors', { subject: 'alice' })).factors.at(-1)!.left, 9);
  });

  test('a slip is told and costs nothing: the length, the code of another factor, nothing sent, nothing set up', async () => {
    const { service, alice, codeAt, world } = await start();
    const { id, codes } = await alice.ask('beginRecoveryCodes', {});
    await alice.ask('confirmRecoveryCodes', { id });
    const short = await service.verify('alice', '12345');
    assert.deepEqual([short.reason, short.digits], ['wrong_length', 6]);
    assert.equal((await service.verify('alice', '12345678')).reason, 'no_challenge');
    await service.ask('beginChallenge', { subject: 'alice' });
    const mail = await service.verify('alice', mailedCode(world), { factor: 'app' });
    assert.deepEqual([mail.reason, mail.factor], ['other_factor', 'mail']);
    assert.match(mail.say!, /code from the mail/);
    assert.equal((await service.verify('alice', codeAt(), { factor: 'mail' })).factor, 'app');
    assert.equal((await service.verify('alice', codes[0]!, { factor: 'app' })).factor, 'recovery');
    assert.equal((await service.verify('bob', '123456')).reason, 'nothing_set_up');
    for (const { attemptsLeft } of (await service.ask('getFactors', { subject: 'alice' })).factors)
      assert.equal(attemptsLeft, 5);
    assert.equal((await service.verify('alice', codeAt(), { factor: 'app' })).result, true);
  });

  test('where codes of two kinds have as many digits, a wrong one counts for both', async () => {
    const policy = { app: { digits: 8 } } as const;
    const { service, key, world, codeAt } = await start({ policy });
    await service.ask('beginChallenge', { subject: 'alice' });
    const wrong = [0, 1, 2, 3, 4, 5]
      .map((nth) => wrongCode(key, world.clock.time, nth))
      .filter((code) => code !== mailedCode(world));
    await service.verify('alice', wrong[0]!);
    const left = async () =>
      (await service.ask('getFactors', { subject: 'alice' })).factors.map(({ attemptsLeft }) => attemptsLeft);
    assert.deepEqual(await left(), [4, 4]);
    assert.equal((await service.verify('alice', codeAt())).factor, 'app');
    assert.equal((await service.verify('alice', mailedCode(world))).factor, 'mail');
  });

  test('without a first factor a refusal says nothing, and the same of somebody nobody knows', async () => {
    const { service, key, world, codeAt } = await start();
    const asked = (subject: string, code: string) => service.ask('verify', { subject, code });
    const wrong = await asked('alice', wrongCode(key, world.clock.time));
    assert.deepEqual(wrong, {
      result: false,
      factor: null,
      deviceId: null,
      reason: 'refused',
      say: 'The code was not accepted.',
    });
    assert.deepEqual(await asked('nobody', '123456'), wrong);
    assert.deepEqual(await asked('alice', '12345678'), wrong);
    assert.deepEqual(await asked('alice', codeAt(-300)), wrong);
    await asked('alice', codeAt());
    assert.deepEqual(await asked('alice', codeAt()), wrong);
    for (let times = 0; times < 5; times++) await asked('alice', wrongCode(key, world.clock.time));
    assert.deepEqual(await asked('alice', codeAt(30)), wrong);
  });

  test('which factors somebody has, and whether the set-up is due', async () => {
    const { service, store, world } = await start();
    const { factors, setUp: state, requiredFrom } = await service.ask('getFactors', { subject: 'alice' });
    assert.deepEqual(
      factors.map(({ factor, digits, state: each, attemptsLeft }) => [factor, digits, each, attemptsLeft]),
      [
        ['app', 6, 'usable', 5],
        ['mail', 8, 'usable', 5],
      ],
    );
    assert.match(factors[1]!.address!, /^t\*\*\*@/);
    assert.deepEqual([state, requiredFrom], ['done', null]);
    assert.deepEqual(await service.ask('getFactors', { subject: 'nobody' }), {
      factors: [],
      setUp: 'open',
      requiredFrom: null,
    });
    const from = '2026-04-01T00:10:00.000Z';
    const strict = await makeService(store, world, { name: 'vpn', policy: { requiredFrom: from } });
    assert.equal((await strict.ask('getFactors', { subject: 'nobody' })).setUp, 'open');
    world.clock.pass({ minutes: 10 });
    assert.deepEqual(await strict.ask('getFactors', { subject: 'nobody' }), {
      factors: [],
      setUp: 'due',
      requiredFrom: from,
    });
    assert.equal((await strict.ask('getFactors', { subject: 'alice' })).setUp, 'done');
    assert.equal(await store.database.$count(tables.people), 1);
  });

  test('nobody is written down by being asked for, and nobody without an address gets a mail', async () => {
    const { service, store, world } = await start();
    const sent = world.mails.length;
    assert.equal((await service.refusal('beginChallenge', { subject: 'nobody' })).code, 'mail_required');
    await service.verify('nobody', '123456');
    assert.equal(await store.database.$count(tables.people), 1);
    assert.equal(world.mails.length, sent);
  });

  test('mails of a sign-in leave a quarter of what a person may cause to resets and step-ups', async () => {
    const limits = { mailsPerTenMinutes: 4, mailsPerDay: 100 };
    const { service, store, alice, world } = await start({ limits });
    world.clock.pass({ minutes: 10 });
    const other = await makeService(store, world, { name: 'vpn', limits });
    const ask = (asking: typeof service, session: string) =>
      asking.ask('beginChallenge', { subject: 'alice', session });
    const refused = async (asking: typeof service) => {
      const { code, retryAfterMs } = await asking.refusal('beginChallenge', { subject: 'alice', session: 'more' });
      assert.equal(code, 'rate_limited');
      assert.ok(retryAfterMs! > 0);
    };
    // One service causes as many as a session does, all together three quarters of what a person may.
    for (const session of ['1', '2', '3', '4']) await ask(service, session);
    await refused(service);
    for (const session of ['1', '2']) await ask(other, session);
    await refused(other);
    await alice.ask('beginReset', {});
  });

  test('a mail that nobody takes leaves nothing behind', async () => {
    const { service, world } = await start();
    world.mailFailure = new Error('550');
    assert.equal((await service.refusal('beginChallenge', { subject: 'alice' })).code, 'mail_undeliverable');
    world.mailFailure = undefined;
    assert.equal((await service.verify('alice', '12345678')).reason, 'no_challenge');
    await service.ask('beginChallenge', { subject: 'alice' });
  });

  test('the audit and the list of devices say which service asked, from where', async () => {
    const { service, store, alice, world, key, codeAt } = await start();
    const whence = { address: '2001:db8::7', agent: 'Mozilla/5.0 (X11)\u202e' };
    const asked = { service: 'idp', address: whence.address, agent: 'Mozilla/5.0 (X11)' };
    const before = (await auditOf(store)).length;
    await service.verify('alice', wrongCode(key, world.clock.time), whence);
    await service.verify('alice', codeAt(), whence);
    await service.verify('alice', codeAt(), whence);
    await service.verify('alice', codeAt(), whence);
    await service.ask('beginChallenge', { subject: 'alice', ...whence });
    const rows = (await auditOf(store)).slice(before);
    assert.deepEqual(
      rows.map(({ event, facts, sessionHash }) => ({ event, facts, sessionHash })),
      [
        { event: 'code-wrong', facts: { ...asked, factor: 'app', left: 4 } },
        { event: 'signed-in', facts: { ...asked, factor: 'app', delta: 0 } },
        { event: 'refused', facts: { ...asked, operation: 'verify', code: 'code_replayed' } },
        { event: 'sign-in-begun', facts: asked },
      ].map((row) => ({ ...row, sessionHash: null })),
    );
    const device = async () => (await alice.ask('getAccount', {})).devices[0]!;
    assert.deepEqual((await device()).lastUsedBy, asked);
    assert.equal((await device()).lastUsedAt, world.clock.time.toISOString());
    world.clock.pass({ s: 30 });
    await alice.ask('checkCode', { code: codeAt() });
    assert.equal((await device()).lastUsedBy, undefined);
  });

  test('no log, audit or table holds a code, a key or an address of the sign-in', async () => {
    const { service, store, world, codeAt } = await start();
    await service.ask('beginChallenge', { subject: 'alice', session: 'canary-session' });
    const canaries = [mailedCode(world), codeAt(), service.key.split('.')[2]!, 'canary-session'];
    await service.verify('alice', mailedCode(world), { session: 'canary-session' });
    await service.verify('alice', codeAt());
    const rows = await Promise.all(
      [tables.audit, tables.challenges, tables.serviceKeys, tables.attempts].map((table) =>
        store.database.select().from(table),
      ),
    );
    const all = JSON.stringify([rows, world.log]);
    for (const canary of canaries) assert.ok(!all.includes(canary), canary);
    const line = world.log.findLast(({ event }) => event === 'sign-in')!;
    assert.deepEqual(
      [line['operation'], line['status'], line['service'], line['factor']],
      ['verify', 200, 'idp', 'app'],
    );
  });

  test('somebody without a factor verifies nothing, and a new person’s first mail is one', async () => {
    const { service, world } = await start();
    const bob = await world.signIn('bob');
    await verifyMail(world, bob);
    assert.deepEqual((await service.ask('getFactors', { subject: 'bob' })).setUp, 'done');
    await service.ask('beginChallenge', { subject: 'bob' });
    assert.equal((await service.verify('bob', mailedCode(world))).factor, 'mail');
  });
}

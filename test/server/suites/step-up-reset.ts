import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../src/server/sessions/port.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { Clock, mailedCode, makeWorld, setUp, verifyMail } from '../../support/world.ts';

export function stepUpResetSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, options);
    const first = await world.signIn('alice');
    const set = await setUp(world, first);
    return { store, world, first, alice: await world.signIn('alice'), ...set };
  };

  test('a new session of somebody with a factor has to prove itself for each kind of change', async () => {
    const { alice, deviceId } = await start();
    for (const refusal of [
      await alice.refusal('beginMail', { address: 'new@example.org' }),
      await alice.refusal('beginApp', { kind: 'browser' }),
      await alice.refusal('beginApp', { kind: 'browser', anew: true }),
      await alice.refusal('removeDevice', { id: deviceId }),
    ]) {
      assert.equal(refusal.code, 'step_up_required');
    }
  });

  test('one key for all: a further device is begun without a step-up, and its code is the proof', async () => {
    const { world, alice, key } = await start();
    const { id, key: answered } = await alice.ask('beginSync', { kind: 'browser' });
    assert.equal(answered, null, 'beginning gives nothing away');
    assert.equal((await alice.ask('getAccount', {})).stepUp.freshUntil, null, 'and proves nothing');
    world.clock.pass({ s: 60 });
    const wrong = await alice.refusal('confirmSync', { id, code: wrongCode(key, world.clock.time) });
    assert.deepEqual(
      [wrong.code, wrong.attemptsLeft],
      ['invalid_code', 4],
      'guesses are counted with all others of the app',
    );
    const code = appCode(key, world.clock.now());
    await alice.ask('confirmSync', { id, code });
    assert.ok((await alice.ask('getAccount', {})).stepUp.freshUntil);
    const other = await world.signIn('alice');
    const next = await other.ask('beginSync', { kind: 'smartphone' });
    assert.equal((await other.refusal('confirmSync', { id: next.id, code })).code, 'code_replayed');
  });

  test('a change of device: the code of the new app is the proof for taking the old one off the list, in its session only', async () => {
    const { world, alice, key, deviceId } = await start();
    const other = await world.signIn('alice');
    const { id } = await alice.ask('beginSync', { kind: 'smartphone' });
    assert.equal((await alice.refusal('removeDevice', { id: deviceId })).code, 'step_up_required');
    await alice.refusal('confirmSync', { id, code: wrongCode(key, world.clock.time) });
    assert.equal((await alice.refusal('removeDevice', { id: deviceId })).code, 'step_up_required');
    await alice.ask('confirmSync', { id, code: appCode(key, world.clock.now()) });
    assert.equal((await other.refusal('removeDevice', { id: deviceId })).code, 'step_up_required');
    assert.equal((await alice.ask('removeDevice', { id: deviceId })).stillValid, true);
    world.clock.pass({ minutes: 11 });
    const [left] = (await alice.ask('getAccount', {})).devices;
    assert.equal((await alice.refusal('removeDevice', { id: left!.id })).code, 'step_up_required', 'and for a while');
  });

  test('signing in anew with a verified mail and no app: beginApp asks for a step-up', async () => {
    const world = makeWorld(await backend.fresh());
    await verifyMail(world, await world.signIn('alice'));
    assert.equal(
      (await (await world.signIn('alice')).refusal('beginApp', { kind: 'browser' })).code,
      'step_up_required',
    );
  });

  test('a mailed code steps this session up, for ten minutes and for no other session', async () => {
    const { world, alice } = await start();
    const { id, digits, address } = await alice.ask('beginStepUp', { method: 'mail' });
    assert.deepEqual([digits, address], [8, 't***@example.org']);
    const other = await world.signIn('alice');
    assert.equal((await other.refusal('confirmStepUp', { id, code: mailedCode(world) })).code, 'not_found');
    const { freshUntil } = await alice.ask('confirmStepUp', { id, code: mailedCode(world) });
    assert.equal(Date.parse(freshUntil) - world.clock.time.getTime(), 600_000);
    assert.equal((await alice.ask('getAccount', {})).stepUp.freshUntil, freshUntil);
    assert.equal((await other.refusal('beginApp', { kind: 'browser', anew: true })).code, 'step_up_required');
    await alice.ask('beginApp', { kind: 'browser', anew: true });
    world.clock.pass({ minutes: 10 });
    assert.equal((await alice.ask('getAccount', {})).stepUp.freshUntil, null);
    assert.equal((await alice.refusal('beginApp', { kind: 'browser', anew: true })).code, 'step_up_required');
  });

  test('beginning a mailed step-up again within the interval sends nothing and answers the same one', async () => {
    const { world, alice } = await start();
    const before = world.mails.length;
    const begun = await alice.ask('beginStepUp', { method: 'mail' });
    assert.deepEqual(await alice.ask('beginStepUp', { method: 'mail' }), begun);
    assert.equal(world.mails.length, before + 1);
    world.clock.pass({ s: 60 });
    const former = mailedCode(world);
    assert.equal((await alice.ask('beginStepUp', { method: 'mail' })).id, begun.id);
    assert.equal(world.mails.length, before + 2);
    assert.equal((await alice.refusal('confirmStepUp', { id: begun.id, code: former })).code, 'invalid_code');
    await alice.ask('confirmStepUp', { id: begun.id, code: mailedCode(world) });
  });

  test('an app code steps up too, is used up, and wrong ones count', async () => {
    const { world, alice, key } = await start();
    const { id, digits, address } = await alice.ask('beginStepUp', { method: 'app' });
    assert.deepEqual([digits, address], [6, null]);
    const code = appCode(key, world.clock.now());
    assert.equal((await alice.refusal('confirmStepUp', { id, code: '12345678' })).code, 'wrong_length');
    assert.equal(
      (await alice.refusal('confirmStepUp', { id, code: wrongCode(key, world.clock.time) })).attemptsLeft,
      4,
    );
    await alice.ask('confirmStepUp', { id, code });
    assert.equal((await alice.refusal('confirmStepUp', { id, code })).code, 'enrolment_expired');
    assert.equal((await alice.refusal('checkCode', { code })).code, 'code_replayed');
  });

  test('there is no step-up by what one does not have', async () => {
    const world = makeWorld(await backend.fresh());
    const bob = await world.signIn('bob');
    assert.equal((await bob.refusal('beginStepUp', { method: 'mail' })).code, 'mail_required');
    assert.equal((await bob.refusal('beginStepUp', { method: 'app' })).code, 'not_found');
  });

  test('without any factor the sign-in is the proof, until it is too old', async () => {
    const clock = new Clock();
    const provenAt = clock.now();
    const sessions = async (): Promise<Session> => ({ id: 's', subject: 'carol', label: 'carol', provenAt });
    const world = makeWorld(await backend.fresh(), { clock, sessions, signInLifeS: 3600 });
    const carol = await world.signIn('carol');
    await carol.ask('beginMail', { address: 'carol@example.org' });
    clock.pass({ minutes: 61 });
    assert.equal((await carol.refusal('beginMail', { address: 'carol2@example.org' })).code, 'unauthenticated');
  });

  test('what a sign-in alone could begin ends with the first factor, so that no other session goes on without a step-up', async () => {
    const world = makeWorld(await backend.fresh(), { policy: { mail: { requiredFirst: false } } });
    const [owner, stranger] = [await world.signIn('dave'), await world.signIn('dave')];
    const mail = await stranger.ask('beginMail', { address: 'mallory@example.com' });
    const code = mailedCode(world);
    const app = await owner.ask('beginApp', { kind: 'smartphone' });
    await owner.ask('confirmApp', { id: app.id, code: appCode(app.key, world.clock.now()) });
    assert.equal((await stranger.refusal('confirmMail', { id: mail.id, code })).code, 'enrolment_expired');
    assert.equal((await stranger.refusal('beginMail', { address: 'm@example.com' })).code, 'step_up_required');
  });

  test('a key that a sign-in alone could see is given to nobody once mail is verified', async () => {
    const world = makeWorld(await backend.fresh(), { policy: { mail: { requiredFirst: false } } });
    const [owner, stranger] = [await world.signIn('erin'), await world.signIn('erin')];
    const seen = await stranger.ask('beginApp', { kind: 'browser' });
    await verifyMail(world, owner);
    const code = appCode(seen.key, world.clock.now());
    assert.equal((await stranger.refusal('confirmApp', { id: seen.id, code })).code, 'enrolment_expired');
    assert.notEqual((await owner.ask('beginApp', { kind: 'smartphone' })).key.secret, seen.key.secret);
  });

  test('what the host calls somebody is cleaned, so that a pairing says in plain words who asks', async () => {
    let label = '';
    const sessions = async () => ({ id: 's', subject: 'gina@example.org', label });
    const world = makeWorld(await backend.fresh(), { sessions, policy: { mail: { requiredFirst: false } } });
    const gina = await world.signIn('gina');
    for (const [given, shown] of [
      ['a\0b', 'a b'],
      ['a\ud800', 'a'],
      ['\u202eevil\u2066 \u200b', 'evil'],
      ['\u200b \n', 'gina@example.org'],
      ['L'.repeat(5000), 'L'.repeat(200)],
      ['😀'.repeat(300), '😀'.repeat(100)],
    ] as const) {
      label = given;
      const { id } = await gina.ask('openPairing', {});
      assert.equal((await gina.ask('joinPairing', { id })).openedBy, shown);
      assert.equal((await gina.ask('getAccount', {})).label, shown);
      await gina.ask('beginApp', { kind: 'smartphone' });
    }
    // Halves of surrogate pairs are all stored as the same sign, so two of them would be one person.
    const halves = makeWorld(await backend.fresh(), { sessions: async () => ({ id: 's', subject: '\ud801', label }) });
    assert.equal((await (await halves.signIn('h')).refusal('getAccount', {})).code, 'unauthenticated');
  });

  for (const isKept of [true, false])
    test(`recovery codes that a sign-in alone could make, ${isKept ? 'kept' : 'shown'}, end with the first factor`, async () => {
      const world = makeWorld(await backend.fresh(), {});
      const [owner, stranger] = [await world.signIn('frank'), await world.signIn('frank')];
      const { id } = await stranger.ask('beginRecoveryCodes', {}, { key: 'codes-before-a-factor' });
      if (isKept) await stranger.ask('confirmRecoveryCodes', { id });
      await verifyMail(world, owner);
      assert.equal((await stranger.refusal('confirmRecoveryCodes', { id })).code, 'not_found');
      assert.equal((await stranger.refusal('beginStepUp', { method: 'recovery' })).code, 'not_found');
      const again = await stranger.refusal('beginRecoveryCodes', {}, { key: 'codes-before-a-factor' });
      assert.equal(again.code, 'step_up_required');
      assert.equal((await owner.ask('getAccount', {})).recovery, null);
    });

  test("a second factor that the host's own sign-in asked for counts as a step-up", async () => {
    const { store, world } = await start();
    const steppedUpAt = world.clock.now();
    const sessions = async (): Promise<Session> => ({ id: 'sso', subject: 'alice', label: 'alice', steppedUpAt });
    const sso = makeWorld(store, { clock: world.clock, sessions });
    const alice = await sso.signIn('alice');
    await alice.ask('beginApp', { kind: 'browser', anew: true });
    world.clock.pass({ minutes: 10 });
    assert.equal((await alice.refusal('beginApp', { kind: 'browser', anew: true })).code, 'step_up_required');
  });

  test('a reset by mail voids every secret, device and set-up, and the next app can be begun at once', async () => {
    const { store, world, first, alice, key } = await start();
    await first.ask('beginSync', { kind: 'browser' });
    const { id } = await alice.ask('beginReset', {});
    assert.match(world.mails.at(-1)!.text, /removes every app/);
    assert.equal((await alice.refusal('confirmReset', { id, code: '123456' })).code, 'wrong_length');
    assert.deepEqual(await alice.ask('confirmReset', { id, code: mailedCode(world) }), { removedDevices: 1 });
    const account = await alice.ask('getAccount', {});
    assert.deepEqual([account.devices, account.pending.sync, account.mail?.address], [[], null, 't***@example.org']);
    assert.equal(await store.database.$count(tables.secrets), 0);
    assert.equal(
      (await first.refusal('beginApp', { kind: 'browser' })).code,
      'step_up_required',
      'other sessions are stale now',
    );
    const again = await alice.ask('beginApp', { kind: 'smartphone' });
    assert.notEqual(again.key.secret, key.secret);
  });

  for (const isKept of [true, false])
    test(`recovery codes that a stolen session had ${isKept ? 'kept' : 'shown'} open nothing after a reset`, async () => {
      const { world, first: thief, alice } = await start();
      const { id, codes } = await thief.ask('beginRecoveryCodes', {}, { key: 'codes-before-a-reset' });
      if (isKept) await thief.ask('confirmRecoveryCodes', { id });
      if (isKept)
        for (let times = 0; times < 6; times++) {
          const { id: stepUp } = await thief.ask('beginStepUp', { method: 'recovery' });
          await thief.refusal('confirmStepUp', { id: stepUp, code: '0000000000' });
        }
      const waiting = isKept ? await thief.ask('beginStepUp', { method: 'recovery' }) : undefined;
      const reset = await alice.ask('beginReset', {});
      await alice.ask('confirmReset', { id: reset.id, code: mailedCode(world) });
      const account = await alice.ask('getAccount', {});
      assert.deepEqual([account.recovery, account.stepUp.methods], [null, ['mail']]);
      assert.equal((await thief.refusal('confirmRecoveryCodes', { id })).code, 'not_found');
      assert.equal((await thief.refusal('beginStepUp', { method: 'recovery' })).code, 'not_found');
      if (waiting) await thief.refusal('confirmStepUp', { id: waiting.id, code: codes[0]! });
      const again = await thief.refusal('beginRecoveryCodes', {}, { key: 'codes-before-a-reset' });
      assert.equal(again.code, 'step_up_required', 'nor are they shown again');
      // The owner begins with all attempts.
      const made = await alice.ask('beginRecoveryCodes', {});
      await alice.ask('confirmRecoveryCodes', { id: made.id });
      const { id: stepUp } = await alice.ask('beginStepUp', { method: 'recovery' });
      await alice.ask('confirmStepUp', { id: stepUp, code: made.codes[0]! });
    });

  test('a reset that another session begins again keeps its id: the newest message opens the one on the screen', async () => {
    const { world, first: thief, alice } = await start();
    const { id } = await alice.ask('beginReset', {});
    const former = mailedCode(world);
    for (let nth = 0; nth < 3; nth++) {
      assert.equal((await thief.ask('beginReset', {})).id, id, 'before the interval has passed nothing is sent');
      assert.equal(mailedCode(world), former);
    }
    world.clock.pass({ s: 60 });
    assert.equal((await thief.ask('beginReset', {})).id, id);
    assert.equal((await alice.refusal('confirmReset', { id, code: former })).code, 'invalid_code');
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
  });

  test('a reset ends the lock of the lost app', async () => {
    const { world, alice, key } = await start();
    for (let times = 0; times < 6; times++)
      await alice.refusal('checkCode', { code: wrongCode(key, world.clock.time) });
    const { id } = await alice.ask('beginReset', {});
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
    const app = await alice.ask('beginApp', { kind: 'browser' });
    await alice.ask('confirmApp', { id: app.id, code: appCode(app.key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    await alice.ask('checkCode', { code: appCode(app.key, world.clock.now()) });
  });

  test('a reset needs a verified mail, sends one in an interval, and its code opens nothing else', async () => {
    const { world, alice } = await start();
    assert.equal((await (await world.signIn('bob')).refusal('beginReset', {})).code, 'mail_required');
    const begun = await alice.ask('beginReset', {});
    const { id } = begun;
    const code = mailedCode(world);
    const sent = world.mails.length;
    assert.deepEqual(await alice.ask('beginReset', {}), begun);
    assert.equal(world.mails.length, sent);
    assert.equal((await alice.refusal('confirmMail', { id, code })).code, 'not_found');
    assert.equal((await alice.refusal('confirmStepUp', { id, code })).code, 'not_found');
    const stepUp = await alice.ask('beginStepUp', { method: 'mail' });
    assert.equal((await alice.refusal('confirmStepUp', { id: stepUp.id, code })).code, 'invalid_code');
  });

  test('a reset code sent to the former address is void once a new address is verified', async () => {
    const { world, first } = await start();
    const reset = await first.ask('beginReset', {});
    const code = mailedCode(world);
    await verifyMail(world, first, 'new@example.org');
    assert.equal((await first.refusal('confirmReset', { id: reset.id, code })).code, 'enrolment_expired');
  });
}

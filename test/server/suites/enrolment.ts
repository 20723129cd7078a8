import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { appCode, byOathtool, hasOathtool } from '../../support/oath.ts';
import { mailedCode, makeWorld, setUp, verifyMail } from '../../support/world.ts';

export function enrolmentSuite(backend: Backend): void {
  test('somebody new has nothing, and looking leaves nothing behind', async () => {
    const world = makeWorld(await backend.fresh());
    const account = await (await world.signIn('alice')).ask('getAccount', {});
    assert.equal(account.label, 'alice@example');
    assert.equal(account.mail, null);
    assert.deepEqual(account.devices, []);
    assert.deepEqual(account.pending, { mail: null, app: null, sync: null, reset: null });
    assert.deepEqual(account.stepUp, { methods: [], freshUntil: null });
  });

  const judge = hasOathtool ? byOathtool : appCode;

  test('mail, then the app: a set-up in one session never asks for a step-up', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    const begun = await alice.ask('beginMail', { address: 'Taro@example.org' });
    assert.equal(begun.address, 'T***@example.org');
    assert.equal(world.mails[0]!.to, 'Taro@example.org');
    assert.match(mailedCode(world), /^\d{8}$/);
    assert.deepEqual((await alice.ask('getAccount', {})).pending.mail, begun);
    await alice.ask('confirmMail', { id: begun.id, code: mailedCode(world) });

    const app = await alice.ask('beginApp', { kind: 'smartphone', platform: 'ios' });
    assert.equal(
      app.key.uri,
      `otpauth://totp/Example%20University:alice%40example?secret=${app.key.secret}&issuer=Example%20University`,
    );
    const { device } = await alice.ask('confirmApp', {
      id: app.id,
      code: appCode(app.key, world.clock.now()),
      name: '太郎の iPhone',
    });
    assert.equal(device.name, '太郎の iPhone');

    const account = await alice.ask('getAccount', {});
    assert.deepEqual(account.devices, [device]);
    assert.deepEqual(account.pending, { mail: null, app: null, sync: null, reset: null });
    assert.deepEqual(account.stepUp.methods, ['mail', 'app']);
  });

  for (const app of [
    { digits: 8, periodS: 60, algorithm: 'SHA256' },
    { digits: 7, periodS: 30, algorithm: 'SHA512' },
  ] as const) {
    test(`an app with ${app.algorithm}, ${app.digits} digits and ${app.periodS} s can be set up`, async () => {
      const world = makeWorld(await backend.fresh(), { policy: { app } });
      const alice = await world.signIn('alice');
      await verifyMail(world, alice);
      const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
      assert.match(key.uri, new RegExp(`algorithm=${app.algorithm}&digits=${app.digits}`));
      const { device } = await alice.ask('confirmApp', { id, code: judge(key, world.clock.now()) });
      assert.equal(device.name, 'Browser');
    });
  }

  test('beginning again answers the same secret, from another tab or process too', async () => {
    const store = await backend.fresh();
    const one = makeWorld(store);
    const alice = await one.signIn('alice');
    await verifyMail(one, alice);
    const first = await alice.ask('beginApp', { kind: 'smartphone' });
    assert.deepEqual(await alice.ask('beginApp', { kind: 'smartphone' }), first);

    const other = makeWorld(store, { clock: one.clock });
    const response = await other.handle(
      new Request('http://mfa.test/api/mfa/apps', {
        method: 'POST',
        headers: { cookie: alice.cookie, 'content-type': 'application/json' },
        body: '{"kind":"smartphone"}',
      }),
    );
    assert.deepEqual(await response.json(), first);
  });

  test('ten parallel beginnings answer one secret', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const all = await Promise.all(Array.from({ length: 10 }, () => alice.ask('beginApp', { kind: 'browser' })));
    assert.equal(new Set(all.map(({ key }) => key.secret)).size, 1);
  });

  test('no app before a mail address is verified, where the policy says so', async () => {
    const world = makeWorld(await backend.fresh());
    assert.equal((await (await world.signIn('alice')).refusal('beginApp', { kind: 'browser' })).code, 'mail_required');
  });

  test('an app without mail, where the policy allows it', async () => {
    const world = makeWorld(await backend.fresh(), { policy: { mail: { requiredFirst: false } } });
    assert.ok((await (await world.signIn('alice')).ask('beginApp', { kind: 'browser' })).key.secret);
  });

  test('a second app is not begun but synced', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await setUp(world, alice);
    assert.equal((await alice.refusal('beginApp', { kind: 'browser' })).code, 'already_enrolled');
  });

  test('a set-up that was not finished in half an hour has expired, and beginning again makes a new secret', async () => {
    const world = makeWorld(await backend.fresh(), { stepUpLifeS: 7200 });
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const first = await alice.ask('beginApp', { kind: 'browser' });
    world.clock.pass({ minutes: 31 });
    assert.equal((await alice.ask('getAccount', {})).pending.app, null);
    const code = appCode(first.key, world.clock.now());
    assert.equal((await alice.refusal('confirmApp', { id: first.id, code })).code, 'enrolment_expired');
    const second = await alice.ask('beginApp', { kind: 'browser' });
    assert.notEqual(second.key.secret, first.key.secret);
    assert.equal((await alice.refusal('confirmApp', { id: first.id, code })).code, 'enrolment_expired');
  });

  test('a cancelled set-up is over and its secret erased', async () => {
    const store = await backend.fresh();
    const world = makeWorld(store);
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    await alice.ask('cancelApp', { id });
    assert.equal(
      (await alice.refusal('confirmApp', { id, code: appCode(key, world.clock.now()) })).code,
      'enrolment_expired',
    );
    assert.equal((await alice.refusal('cancelApp', { id })).code, 'not_found');
    assert.equal(await store.database.$count((await import('../../../src/server/store/schema.ts')).secrets), 0);
  });

  test('confirming twice says that the app is set up', async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    const code = appCode(key, world.clock.now());
    await alice.ask('confirmApp', { id, code });
    assert.equal((await alice.refusal('confirmApp', { id, code })).code, 'already_enrolled');
  });

  test("nobody can touch another person's set-up", async () => {
    const world = makeWorld(await backend.fresh());
    const alice = await world.signIn('alice');
    const bob = await world.signIn('bob');
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    assert.equal((await bob.refusal('confirmApp', { id, code: appCode(key, world.clock.now()) })).code, 'not_found');
    assert.equal((await bob.refusal('cancelApp', { id })).code, 'not_found');
  });
}

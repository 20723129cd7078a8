import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { mailedCode, makeWorld, setUp, verifyMail, type Client, type World } from '../../support/world.ts';

/** Sentences of docs/en/contract-rules.md that no other suite proves. */
export function contractRulesSuite(backend: Backend): void {
  async function start(options: Parameters<typeof makeWorld>[1] = {}) {
    const world = makeWorld(await backend.fresh(), options);
    return { world, alice: await world.signIn('alice') };
  }
  async function raw(world: World, method: string, path: string, headers: Record<string, string>, body?: string) {
    const request = new Request(`http://mfa.test/api/mfa/${path}`, { method, headers, ...(body && { body }) });
    return (await (await world.handle(request)).json()) as { code?: string };
  }

  test('a request with several faults is refused by the first of the documented order', async () => {
    const { world, alice } = await start({ policy: { recoveryCodes: false } });
    const json = { 'content-type': 'application/json' };
    const cookie = { cookie: alice.cookie };
    const other = { origin: 'https://evil.example' };
    const text = { 'content-type': 'text/plain' };
    const codeOf = async (...given: [string, string, Record<string, string>, string?]) =>
      (await raw(world, ...given)).code;
    assert.equal(await codeOf('POST', 'recovery', { ...other, ...text }, '{'), 'forbidden_origin');
    assert.equal(await codeOf('POST', 'recovery', text, '{'), 'not_implemented');
    assert.equal(await codeOf('POST', 'mail', text, '{'), 'unsupported_media_type');
    assert.equal(await codeOf('POST', 'mail', json, '{}'), 'invalid_input');
    assert.equal(await codeOf('POST', 'mail', json, '{"address":"a@example.org"}'), 'unauthenticated');
    await verifyMail(world, alice);
    world.clock.pass({ minutes: 20 });
    // The device is not there either, and the mail address would be refused.
    assert.equal(await codeOf('DELETE', 'devices/x', cookie), 'step_up_required');
    assert.equal(await codeOf('POST', 'mail', { ...json, ...cookie }, '{"address":"a b"}'), 'step_up_required');
  });

  test('a body: none means {}, with POST and DELETE; a DELETE with {} is taken; another type is refused without a body too', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const cookie = { cookie: alice.cookie };
    const idOf = async () => (await alice.ask('beginMail', { address: 'b@example.org' })).id;
    assert.deepEqual(await raw(world, 'DELETE', `mail/${await idOf()}`, cookie), {});
    const json = { ...cookie, 'content-type': 'application/json' };
    assert.deepEqual(await raw(world, 'DELETE', `mail/${await idOf()}`, json, '{}'), {});
    assert.equal((await raw(world, 'POST', 'reset', cookie)).code, undefined);
    const form = { ...cookie, 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await raw(world, 'POST', 'reset', form)).code, 'unsupported_media_type');
  });

  test('an id that is over says so: confirmed, cancelled, and unknown', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginMail', { address: 'taro@example.org' });
    const code = mailedCode(world);
    await alice.ask('confirmMail', { id, code });
    assert.equal((await alice.refusal('confirmMail', { id, code })).code, 'enrolment_expired');
    assert.equal((await alice.refusal('resendMail', { id })).code, 'enrolment_expired');
    assert.equal((await alice.refusal('cancelMail', { id })).code, 'not_found');
    assert.equal((await alice.refusal('confirmMail', { id: 'unknown', code })).code, 'not_found');
    const app = await alice.ask('beginApp', { kind: 'browser', anew: false });
    await alice.ask('confirmApp', { id: app.id, code: appCode(app.key, world.clock.now()) });
    assert.equal((await alice.refusal('confirmApp', { id: app.id, code: '000000' })).code, 'already_enrolled');
    world.clock.pass({ s: 30 });
    const sync = await alice.ask('beginSync', { kind: 'browser' });
    await alice.ask('confirmSync', { id: sync.id, code: appCode(app.key, world.clock.now()) });
    assert.equal((await alice.refusal('confirmSync', { id: sync.id, code: '000000' })).code, 'enrolment_expired');
  });

  test('one key for all: a new key ends a sync that waits, also where no other device has the old one', async () => {
    const { world, alice } = await start();
    const { deviceId } = await setUp(world, alice);
    const sync = await alice.ask('beginSync', { kind: 'browser' });
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone', anew: true, deviceId });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    assert.equal((await alice.ask('getAccount', {})).pending.sync, null);
    assert.equal((await alice.refusal('confirmSync', { id: sync.id, code: '000000' })).code, 'enrolment_expired');
  });

  test('one key for all: a new key ends the count of wrong codes, also where no other device has the old one', async () => {
    const { world, alice } = await start();
    const { deviceId } = await setUp(world, alice);
    for (let wrong = 0; wrong < 5; wrong++) await alice.send('checkCode', { code: '000000' });
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone', anew: true, deviceId });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    assert.equal((await alice.ask('getAccount', {})).devices[0]!.failedLately, 0);
    assert.equal((await alice.ask('checkCode', { code: appCode(key, world.clock.now()) })).deltaSteps, 0);
  });

  test('a set-up that ran out is over: to confirm and to cancel', async () => {
    const { world, alice } = await start();
    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    world.clock.pass({ minutes: 31 });
    const code = appCode(key, world.clock.now());
    assert.equal((await alice.refusal('confirmApp', { id, code })).code, 'enrolment_expired');
    assert.equal((await alice.refusal('cancelApp', { id })).code, 'not_found');
  });

  test('a sync for a device that was removed meanwhile adds one; a device on the list is not restored', async () => {
    const { world, alice } = await start();
    const { key, deviceId } = await setUp(world, alice);
    assert.equal((await alice.refusal('restoreDevice', { id: deviceId })).code, 'not_found');
    const second = await alice.ask('beginSync', { kind: 'browser' });
    const { device } = await alice.ask('confirmSync', { id: second.id, code: appCode(key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    const { id } = await alice.ask('beginSync', { kind: 'browser', deviceId: device.id });
    await alice.ask('removeDevice', { id: device.id });
    const added = await alice.ask('confirmSync', { id, code: appCode(key, world.clock.now()) });
    assert.notEqual(added.device.id, device.id);
    assert.equal((await alice.ask('getAccount', {})).devices.length, 2);
  });

  test('a key for each: a code left out is refused after the step-up and after the devices were looked at', async () => {
    const { world, alice } = await start({ policy: { secretModel: 'per-device' } });
    await verifyMail(world, alice);
    assert.equal((await alice.refusal('beginSync', { kind: 'browser' })).code, 'not_found');
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    await alice.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
    assert.equal((await alice.refusal('beginSync', { kind: 'browser' })).code, 'invalid_input');
    world.clock.pass({ minutes: 20 });
    assert.equal((await alice.refusal('beginSync', { kind: 'browser' })).code, 'step_up_required');
  });

  test('mails and default names are in the language that the request names', async () => {
    const { world, alice } = await start();
    const inLanguage = (client: Client, language: string, method: string, path: string, body: object) =>
      raw(
        world,
        method,
        path,
        { cookie: client.cookie, 'content-type': 'application/json', 'accept-language': language },
        JSON.stringify(body),
      ) as Promise<Record<string, never>>;
    const begin = async (client: Client, language: string) =>
      inLanguage(client, language, 'POST', 'mail', { address: 'taro@example.org' });
    for (const [language, first] of [
      ['en-GB,en;q=0.9,ja;q=0.5', /Verification code \/ 認証コード/],
      ['en;q=0.2, ja;q=0.8', /認証コード \/ Verification code/],
      ['fr', /認証コード \/ Verification code/],
    ] as const) {
      await begin(await world.signIn(language), language);
      assert.match(world.mails.at(-1)!.subject, first);
      world.clock.pass({ minutes: 15 });
    }
    assert.ok(world.mails[0]!.text.indexOf('You are registering') < world.mails[0]!.text.indexOf('手続きです'));

    await verifyMail(world, alice);
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone', platform: 'ios' });
    const code = appCode(key, world.clock.now());
    const { device } = await inLanguage(alice, 'ja', 'POST', `apps/${id}/confirm`, { code });
    assert.equal((device as unknown as { name: string }).name, 'スマートフォン (iOS)');
  });

  test('every device with the key shows when a code of it was used last, and the same count of wrong ones', async () => {
    const { world, alice } = await start();
    const { key } = await setUp(world, alice);
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    await alice.ask('confirmSync', { id, code: appCode(key, world.clock.now()) });
    world.clock.pass({ s: 30 });
    assert.equal((await alice.ask('checkCode', { code: appCode(key, world.clock.now()) })).deviceId, null);
    const { devices } = await alice.ask('getAccount', {});
    assert.deepEqual(
      devices.map(({ lastUsedAt }) => lastUsedAt),
      Array(2).fill(world.clock.now().toISOString()),
    );
  });
}

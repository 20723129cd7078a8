import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemas } from '../../../src/contract/schemas.ts';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { makeWorld, setUp, type Client, type Key, type World } from '../../support/world.ts';

export function devicesSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, { stepUpLifeS: 3600, ...options });
    const alice = await world.signIn('alice');
    return { store, world, alice, ...(await setUp(world, alice)) };
  };
  const now = (key: Key, world: World) => appCode(key, world.clock.now());

  async function syncCopy(world: World, alice: Client, key: Key, name = 'second') {
    const { id } = await alice.ask('beginSync', { kind: 'browser', platform: 'linux' });
    const { device } = await alice.ask('confirmSync', { id, code: now(key, world), name });
    world.clock.pass({ s: 30 });
    return device;
  }

  async function syncOwn(world: World, alice: Client, key: Key) {
    const { id, key: own } = await alice.ask('beginSync', { kind: 'browser', code: now(key, world) });
    const { device } = await alice.ask('confirmSync', { id, code: now(own!, world) });
    world.clock.pass({ s: 30 });
    return { device, key: own! };
  }

  test('shared: a copy is proven by the code of the one secret, and no key crosses the wire', async () => {
    const { world, alice, key, deviceId, store } = await start();
    const sync = await alice.ask('beginSync', { kind: 'browser', platform: 'macos' });
    assert.equal(sync.key, null);
    assert.equal((await alice.ask('getAccount', {})).pending.sync!.id, sync.id);
    const { device } = await alice.ask('confirmSync', { id: sync.id, code: now(key, world) });
    assert.equal(device.name, 'Browser (macOS)');
    assert.equal(await store.database.$count(tables.secrets), 1);
    world.clock.pass({ s: 30 });
    assert.equal(
      (await alice.ask('checkCode', { code: now(key, world) })).deviceId,
      null,
      'which copy made it, nobody can tell',
    );
    assert.deepEqual(
      (await alice.ask('getAccount', {})).devices.map(({ id }) => id),
      [deviceId, device.id],
    );
  });

  test('shared: removing a copy says that its codes go on working; removing the last one ends them', async () => {
    const { world, alice, key, deviceId, store } = await start();
    const copy = await syncCopy(world, alice, key);
    assert.equal((await alice.ask('removeDevice', { id: deviceId })).stillValid, true);
    await alice.ask('checkCode', { code: now(key, world) });
    assert.equal((await alice.ask('removeDevice', { id: copy.id })).stillValid, false);
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'not_found');
    world.clock.pass({ minutes: 11 });
    await housekeeping(store, world.clock.now());
    assert.equal(await store.database.$count(tables.secrets), 0);
    assert.equal(await store.database.$count(tables.devices), 0);
  });

  test('per-device: an existing device authorises, the new one has a secret of its own, and removal revokes exactly it', async () => {
    const { world, alice, key, deviceId } = await start({ policy: { secretModel: 'per-device' } });
    const { device, key: own } = await syncOwn(world, alice, key);
    assert.notEqual(own.secret, key.secret);
    assert.equal((await alice.ask('checkCode', { code: now(own, world) })).deviceId, device.id);
    assert.equal((await alice.ask('checkCode', { code: now(key, world) })).deviceId, deviceId);
    world.clock.pass({ s: 30 });
    assert.equal((await alice.ask('removeDevice', { id: deviceId })).stillValid, false);
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    await alice.ask('checkCode', { code: now(own, world) });
  });

  test('per-device: no code, no key; a wrong one counts; a used one is refused', async () => {
    const { world, alice, key } = await start({ policy: { secretModel: 'per-device' } });
    assert.equal((await alice.refusal('beginSync', { kind: 'browser' })).code, 'invalid_input');
    assert.equal(
      (await alice.refusal('beginSync', { kind: 'browser', code: wrongCode(key, world.clock.time) })).attemptsLeft,
      4,
    );
    const code = now(key, world);
    await alice.ask('checkCode', { code });
    assert.equal((await alice.refusal('beginSync', { kind: 'browser', code })).code, 'code_replayed');
  });

  test('per-device: a code of an existing device is the fresh proof a new session needs', async () => {
    const { world, key } = await start({ policy: { secretModel: 'per-device' } });
    const anew = await world.signIn('alice');
    assert.ok((await anew.ask('beginSync', { kind: 'browser', code: now(key, world) })).key);
  });

  test('the old device keeps working while a sync is pending, and when it is cancelled', async () => {
    const { world, alice, key } = await start({ policy: { secretModel: 'per-device' } });
    const { id, key: own } = await alice.ask('beginSync', { kind: 'browser', code: now(key, world) });
    world.clock.pass({ s: 30 });
    await alice.ask('checkCode', { code: now(key, world) });
    assert.equal((await alice.refusal('checkCode', { code: now(own!, world) })).code, 'invalid_code');
    await alice.ask('cancelSync', { id });
    assert.equal((await alice.refusal('confirmSync', { id, code: now(own!, world) })).code, 'enrolment_expired');
  });

  test('there is nothing to sync with before the first app', async () => {
    const world = makeWorld(await backend.fresh(), { policy: { mail: { requiredFirst: false } } });
    assert.equal((await (await world.signIn('bob')).refusal('beginSync', { kind: 'browser' })).code, 'not_found');
  });

  test('a device is renamed by its owner only', async () => {
    const { world, alice, deviceId } = await start();
    assert.equal((await alice.ask('renameDevice', { id: deviceId, name: '研究室の PC' })).device.name, '研究室の PC');
    const bob = await world.signIn('bob');
    assert.equal((await bob.refusal('renameDevice', { id: deviceId, name: 'mine' })).code, 'not_found');
  });

  test('the last device stays, unless mail remains and the policy allows', async () => {
    const strict = await start({ policy: { lastDeviceRemovable: false } });
    assert.equal((await strict.alice.refusal('removeDevice', { id: strict.deviceId })).code, 'last_device');
    assert.equal((await strict.alice.ask('getAccount', {})).devices.length, 1);

    const world = makeWorld(await backend.fresh(), { policy: { mail: { requiredFirst: false } } });
    const bob = await world.signIn('bob');
    const { id, key } = await bob.ask('beginApp', { kind: 'browser' });
    const { device } = await bob.ask('confirmApp', { id, code: now(key, world) });
    assert.equal((await bob.refusal('removeDevice', { id: device.id })).code, 'last_device');
  });

  test('of two devices removed at the same moment one stays', async () => {
    const { world, alice, key, deviceId } = await start({ policy: { lastDeviceRemovable: false } });
    const copy = await syncCopy(world, alice, key);
    const statuses = await Promise.all(
      [deviceId, copy.id].map(async (id) => (await alice.send('removeDevice', { id })).status),
    );
    assert.deepEqual(statuses.sort(), [200, 409]);
    assert.equal((await alice.ask('getAccount', {})).devices.length, 1);
  });

  test('a sync that waits is over when the device it would copy is removed', async () => {
    const { world, alice, key, deviceId } = await start();
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    await alice.ask('removeDevice', { id: deviceId });
    assert.equal((await alice.refusal('confirmSync', { id, code: now(key, world) })).code, 'enrolment_expired');
  });

  test('a policy that changes model keeps the devices that are there', async () => {
    const { store, world, key } = await start();
    const policy = schemas.policy.parse((await (await world.signIn('alice')).ask('getAccount', {})).policy);
    const later = makeWorld(store, { clock: world.clock, policy: { ...policy, secretModel: 'per-device' } });
    const alice = await later.signIn('alice');
    const { device, key: own } = await syncOwn(later, alice, key);
    assert.equal((await alice.ask('checkCode', { code: now(own, later) })).deviceId, device.id);
    await alice.ask('checkCode', { code: now(key, later) });
  });
}

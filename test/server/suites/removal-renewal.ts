import assert from 'node:assert/strict';
import { test } from 'node:test';
import { housekeeping } from '../../../src/server/housekeeping.ts';
import * as tables from '../../../src/server/store/schema.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode } from '../../support/oath.ts';
import { mailedCode, makeWorld, setUp, type Client, type Key, type World } from '../../support/world.ts';

/** What ends a device's codes, what brings them back, and what never does. */
export function removalRenewalSuite(backend: Backend): void {
  const start = async (options: Parameters<typeof makeWorld>[1] = {}) => {
    const store = await backend.fresh();
    const world = makeWorld(store, { stepUpLifeS: 36_000, ...options });
    const alice = await world.signIn('alice');
    return { store, world, alice, ...(await setUp(world, alice)) };
  };
  const now = (key: Key, world: World) => appCode(key, world.clock.now());
  const perDevice = { policy: { secretModel: 'per-device' } } as const;

  async function addCopy(world: World, alice: Client, key: Key, name: string) {
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    const { device } = await alice.ask('confirmSync', { id, code: now(key, world), name });
    world.clock.pass({ s: 30 });
    return device.id;
  }

  async function addOwn(world: World, alice: Client, key: Key) {
    const { id, key: own } = await alice.ask('beginSync', { kind: 'browser', code: now(key, world) });
    const { device } = await alice.ask('confirmSync', { id, code: now(own!, world) });
    world.clock.pass({ s: 30 });
    return { id: device.id, key: own! };
  }

  async function renew(world: World, alice: Client, deviceId?: string) {
    const { id, key } = await alice.ask('beginApp', { kind: 'smartphone', anew: true, ...(deviceId && { deviceId }) });
    const { device } = await alice.ask('confirmApp', { id, code: now(key, world) });
    world.clock.pass({ s: 30 });
    return { key, device };
  }
  const listed = async (alice: Client) =>
    (await alice.ask('getAccount', {})).devices.map(({ id, needsSync }) => [id, needsSync]);

  test('a removed device is put back with its name and its place, and its codes work again', async () => {
    const { world, alice, key, deviceId } = await start(perDevice);
    const second = await addOwn(world, alice, key);
    await alice.ask('renameDevice', { id: deviceId, name: 'my phone' });
    const { restorableUntil } = await alice.ask('removeDevice', { id: deviceId });
    assert.equal(Date.parse(restorableUntil) - world.clock.time.getTime(), 600_000);
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    const { device } = await alice.ask('restoreDevice', { id: deviceId });
    assert.deepEqual([device.name, device.needsSync], ['my phone', false]);
    assert.deepEqual(await listed(alice), [
      [deviceId, false],
      [second.id, false],
    ]);
    assert.equal((await alice.ask('checkCode', { code: now(key, world) })).deviceId, deviceId);
  });

  test('what can be put back is listed as long as it can, to its person in every session, the last one last', async () => {
    const { world, alice, key, deviceId } = await start();
    const copy = await addCopy(world, alice, key, 'copy');
    const another = await world.signIn('alice');
    const removed = async (client = another) => (await client.ask('getAccount', {})).removed;
    assert.deepEqual(await removed(), []);
    await alice.ask('renameDevice', { id: deviceId, name: 'my phone' });
    const first = await alice.ask('removeDevice', { id: deviceId });
    world.clock.pass({ minutes: 4 });
    const second = await alice.ask('removeDevice', { id: copy });
    assert.deepEqual(await removed(), [
      { id: deviceId, name: 'my phone', restorableUntil: first.restorableUntil },
      { id: copy, name: 'copy', restorableUntil: second.restorableUntil },
    ]);
    assert.deepEqual(await removed(await world.signIn('bob')), []);
    world.clock.pass({ minutes: 6 });
    assert.deepEqual(
      (await removed())!.map(({ id }) => id),
      [copy],
      'the first one’s time is over',
    );
    await alice.ask('restoreDevice', { id: copy });
    assert.deepEqual(await removed(), []);
    await alice.ask('removeDevice', { id: copy });
    const { id } = await alice.ask('beginReset', {});
    await alice.ask('confirmReset', { id, code: mailedCode(world) });
    assert.deepEqual(await removed(), [], 'a reset is final');
  });

  test('after ten minutes nothing brings it back, and its secret is erased', async () => {
    const { store, world, alice, key, deviceId } = await start(perDevice);
    await addOwn(world, alice, key);
    await alice.ask('removeDevice', { id: deviceId });
    assert.equal(await store.database.$count(tables.secrets), 2);
    world.clock.pass({ minutes: 10 });
    assert.equal((await alice.refusal('restoreDevice', { id: deviceId })).code, 'not_found');
    await housekeeping(store, world.clock.now());
    assert.equal(await store.database.$count(tables.secrets), 1);
    assert.equal(await store.database.$count(tables.devices), 1);
  });

  test('a removed device is no factor, has no name to change, and is nobody else’s to put back', async () => {
    const { world, alice, deviceId } = await start();
    await alice.ask('removeDevice', { id: deviceId });
    const account = await alice.ask('getAccount', {});
    assert.deepEqual([account.devices, account.stepUp.methods], [[], ['mail']]);
    assert.equal((await alice.refusal('renameDevice', { id: deviceId, name: 'x' })).code, 'not_found');
    assert.equal((await alice.refusal('removeDevice', { id: deviceId })).code, 'not_found');
    const bob = await world.signIn('bob');
    await setUp(world, bob);
    assert.equal((await bob.refusal('restoreDevice', { id: deviceId })).code, 'not_found');
    assert.equal(
      (await (await world.signIn('alice')).refusal('restoreDevice', { id: deviceId })).code,
      'step_up_required',
    );
  });

  test('shared: a device that comes back beside a new secret needs a sync; the old secret stays dead', async () => {
    const { store, world, alice, key, deviceId } = await start();
    await alice.ask('removeDevice', { id: deviceId });
    const { id, key: next } = await alice.ask('beginApp', { kind: 'browser' });
    const { device } = await alice.ask('confirmApp', { id, code: now(next, world) });
    assert.equal((await alice.ask('restoreDevice', { id: deviceId })).device.needsSync, true);
    assert.equal(await store.database.$count(tables.secrets), 1);
    world.clock.pass({ s: 30 });
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    await alice.ask('checkCode', { code: now(next, world) });
    assert.deepEqual(await listed(alice), [
      [deviceId, true],
      [device.id, false],
    ]);
  });

  test('a first app that waits ends when the one removed comes back', async () => {
    const { world, alice, deviceId } = await start();
    await alice.ask('removeDevice', { id: deviceId });
    const { id, key } = await alice.ask('beginApp', { kind: 'browser' });
    await alice.ask('restoreDevice', { id: deviceId });
    assert.equal((await alice.refusal('confirmApp', { id, code: now(key, world) })).code, 'enrolment_expired');
  });

  test('shared: the key is renewed on one device; the others need a sync, and old codes are refused everywhere', async () => {
    const { store, world, alice, key, deviceId } = await start();
    const copy = await addCopy(world, alice, key, 'copy');
    const lost = await addCopy(world, alice, key, 'lost');
    await alice.ask('removeDevice', { id: lost });
    await alice.ask('checkCode', { code: now(key, world) });
    world.clock.pass({ s: 30 });

    const begun = await alice.ask('beginApp', { kind: 'smartphone', anew: true, deviceId });
    await alice.ask('checkCode', { code: now(key, world) });
    world.clock.pass({ s: 30 });
    const { device } = await alice.ask('confirmApp', { id: begun.id, code: now(begun.key, world) });
    world.clock.pass({ s: 30 });
    assert.equal(device.id, deviceId);
    assert.deepEqual(await listed(alice), [
      [deviceId, false],
      [copy, true],
    ]);
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    assert.equal(await store.database.$count(tables.secrets), 1);
    assert.equal((await alice.ask('restoreDevice', { id: lost })).device.needsSync, true);
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    await alice.ask('checkCode', { code: now(begun.key, world) });
  });

  test('shared: each device that stays is synced again in its place', async () => {
    const { world, alice, key, deviceId } = await start();
    const copy = await addCopy(world, alice, key, 'lab PC');
    const renewed = await renew(world, alice, deviceId);
    const { id } = await alice.ask('beginSync', { kind: 'browser', deviceId: copy });
    const { device } = await alice.ask('confirmSync', { id, code: now(renewed.key, world) });
    assert.deepEqual([device.id, device.name, device.needsSync], [copy, 'lab PC', false]);
    assert.equal((await alice.ask('getAccount', {})).devices.length, 2);
  });

  test('shared: a renewal on a device that is not on the list adds it, and a device that needs a sync may go', async () => {
    const { world, alice, deviceId } = await start({ policy: { lastDeviceRemovable: false } });
    const { device } = await renew(world, alice);
    assert.deepEqual(await listed(alice), [
      [deviceId, true],
      [device.id, false],
    ]);
    assert.equal((await alice.refusal('removeDevice', { id: device.id })).code, 'last_device');
    assert.equal((await alice.ask('removeDevice', { id: deviceId })).stillValid, false);
  });

  test('a renewal that is never proven changes nothing', async () => {
    const { world, alice, key } = await start();
    const { id } = await alice.ask('beginApp', { kind: 'smartphone', anew: true });
    await alice.ask('cancelApp', { id });
    await alice.ask('checkCode', { code: now(key, world) });
  });

  test('a sync that waits ends with the key it would have copied', async () => {
    const { world, alice } = await start();
    const { id } = await alice.ask('beginSync', { kind: 'browser' });
    const { key } = await renew(world, alice);
    assert.equal((await alice.refusal('confirmSync', { id, code: now(key, world) })).code, 'enrolment_expired');
  });

  test('per-device: a device is given another key of its own', async () => {
    const { world, alice, key, deviceId } = await start(perDevice);
    const second = await addOwn(world, alice, key);
    const begun = await alice.ask('beginSync', { kind: 'smartphone', code: now(second.key, world), deviceId });
    await alice.ask('confirmSync', { id: begun.id, code: now(begun.key!, world) });
    world.clock.pass({ s: 30 });
    assert.equal((await alice.refusal('checkCode', { code: now(key, world) })).code, 'invalid_code');
    assert.equal((await alice.ask('checkCode', { code: now(begun.key!, world) })).deviceId, deviceId);
    await alice.ask('checkCode', { code: now(second.key, world) });
  });

  test('per-device: a new key without another device at hand leaves the others as they are', async () => {
    const { world, alice, key, deviceId } = await start(perDevice);
    const { device, key: own } = await renew(world, alice);
    assert.deepEqual(await listed(alice), [
      [deviceId, false],
      [device.id, false],
    ]);
    await alice.ask('checkCode', { code: now(key, world) });
    await alice.ask('checkCode', { code: now(own, world) });
  });

  test('no set-up is for a device that is not on one’s own list', async () => {
    const { world, alice, deviceId } = await start();
    const bob = await world.signIn('bob');
    await setUp(world, bob);
    assert.equal((await bob.refusal('beginSync', { kind: 'browser', deviceId })).code, 'not_found');
    assert.equal(
      (await alice.refusal('beginApp', { kind: 'browser', anew: true, deviceId: 'none' })).code,
      'not_found',
    );
  });

  test('one of two that undo at once, or undo and renew at once, ends with one secret in use', async () => {
    const { store, world, alice, key, deviceId } = await start();
    await addCopy(world, alice, key, 'copy');
    await alice.ask('removeDevice', { id: deviceId });
    const { id, key: next } = await alice.ask('beginApp', { kind: 'browser', anew: true });
    await Promise.all([
      alice.send('restoreDevice', { id: deviceId }),
      alice.send('restoreDevice', { id: deviceId }),
      alice.send('confirmApp', { id, code: now(next, world) }),
    ]);
    assert.equal(await store.database.$count(tables.secrets), 1);
    const { devices } = await alice.ask('getAccount', {});
    assert.deepEqual(devices.map(({ needsSync }) => needsSync).sort(), [false, true, true]);
  });
}

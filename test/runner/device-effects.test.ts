import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { AnyEvent, AnyState, Context } from '../../src/flows/machine/machine.ts';
import { DeviceEffects } from '../../src/runner/device-effects.ts';
import type { KeysAsked, DevicePorts, PairingAsked } from '../../src/runner/ports.ts';
import { Secret } from '../../src/core/secret.ts';
import { contexts } from '../flows/samples.ts';
import { key, makeFlow, onStage, settle } from './stage.ts';

const moment = {
  context: contexts['computer'] as Context,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const entry = makeEntry('', 'taro', { secret: new Secret('CANARY'), digits: 6, periodS: 30, algorithm: 'SHA1' });
const nothingRead = { read: [], single: null, locked: null, unread: [] };
const withPorts = (ports: Partial<DevicePorts>, told: AnyEvent[] = []) =>
  new DeviceEffects(ports as DevicePorts, (event) => told.push(event));

test('only the institution’s entries are asked for, unless a flow wants all', async () => {
  const asked: boolean[] = [];
  const effects = withPorts({ readKeys: async ({ isAll }: KeysAsked) => (asked.push(isAll), nothingRead) });
  await effects.perform({ effect: 'read', sources: [] }, moment);
  await effects.perform({ effect: 'read', sources: [], all: true }, moment);
  assert.deepEqual(asked, [false, true]);
});

test('the code of now is made, unless a flow wants the next one', async () => {
  const asked: boolean[] = [];
  const effects = withPorts({ makeCode: async (_, { isNext }) => (asked.push(isNext), new Secret('123456')) });
  await effects.perform({ effect: 'make-code', key: key as never }, moment);
  await effects.perform({ effect: 'make-code', key: key as never, isNext: true }, moment);
  assert.deepEqual(asked, [false, true]);
});

test('what this browser keeps is given to a device of the same person only, as the flow says', async () => {
  const asked: boolean[] = [];
  const effects = withPorts({
    openPairing: async ({ onlyMine }: PairingAsked) => {
      asked.push(onlyMine);
      return { confirm() {}, deny() {}, stop() {} };
    },
  });
  const parts = [{ role: 'giver', entry, onlyMine: true }, { role: 'giver', entry }, { role: 'taker' }] as const;
  for (const part of parts) await effects.perform({ effect: 'pair', do: 'open', part }, moment);
  assert.deepEqual(asked, [true, false, false]);
});

/** A vault that tells of changes, and counts who listens. */
function fakeVault() {
  const listeners = new Set<() => void>();
  const vault = {
    state: { at: 'open' },
    subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)),
    look: async () => undefined,
  };
  return { vault: vault as never, listeners };
}
const look = { effect: 'vault', operation: 'look', input: {}, then: 'looked' } as never;

test('a flow that is left hears no more of the vault, even if it opens only then', async () => {
  for (const isLate of [false, true]) {
    const { vault, listeners } = fakeVault();
    const told: AnyEvent[] = [];
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const effects = withPorts({ openVault: async () => (await opened, vault) }, told);
    const looking = effects.perform(look, moment);
    if (!isLate) {
      open();
      await looking;
      for (const listener of listeners) listener();
      assert.deepEqual(told, [{ type: 'vaultChanged', vault: { at: 'open' } }]);
    }
    effects.stop();
    open();
    await looking;
    assert.equal(listeners.size, 0);
  }
});

test('a vault that could not be opened is opened anew when it is wanted again; one that is open is not', async () => {
  const { vault } = fakeVault();
  let times = 0;
  const effects = withPorts({
    openVault: () => (++times === 1 ? Promise.reject(new Error('no')) : Promise.resolve(vault)),
  });
  assert.equal((await effects.perform(look, moment))!.type, 'vaultRefused');
  assert.equal((await effects.perform(look, moment))!.type, 'looked');
  assert.equal((await effects.perform(look, moment))!.type, 'looked');
  assert.equal(times, 2);
});

const readFlow = makeFlow(
  'reading',
  { at: 'form' },
  {
    form: {
      screen: () => ({ kind: 'notice', heading: 'Form' }),
      on: { read: () => [{ at: 'reading' }, { effect: 'read', sources: [] }] },
    },
    reading: {
      screen: () => ({ kind: 'wait', heading: 'Reading' }),
      on: { leave: () => ({ at: 'form' }), read: (state: AnyState) => ({ ...state, at: 'form' }) },
    },
  },
);

test('the progress of work shows on its own screen, and on none after it', async () => {
  let progress!: (done: number) => void;
  const stage = onStage(readFlow, {
    readKeys: (_, { onProgress }) => new Promise(() => (progress = onProgress)),
  });
  const done = () => (stage.runner.show().screen as { done?: number }).done;
  stage.send('read');
  await settle();
  assert.equal(done(), undefined);
  progress(0.5);
  assert.equal(done(), 0.5);
  stage.send('leave');
  assert.equal(done(), undefined);
  const before = stage.told.length;
  progress(0.75);
  assert.equal(done(), undefined);
  assert.equal(stage.told.length, before);
});

test('the next effect asks again for a file that did not arrive', async () => {
  let times = 0;
  const stage = onStage(readFlow, { loadDeviceEffects: () => (times++, Promise.reject(new Error('no file'))) });
  for (const nth of [1, 2]) {
    stage.send('read');
    await settle();
    assert.equal(times, nth);
    stage.send('leave');
  }
});

test('each call says in which language its screen is', async () => {
  const languages: unknown[] = [];
  const flow = makeFlow(
    'one call',
    [{ at: 'form' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' }],
    { form: { screen: () => ({ kind: 'notice', heading: '' }), on: {} } },
  );
  const client = { call: async (...asked: unknown[]) => void languages.push(asked[3]), clockAheadMs: undefined };
  const context = () => ({ ...(contexts['computer'] as Context), locale: 'ja' as const });
  onStage(flow, { client: client as never, context });
  await settle();
  assert.deepEqual(languages, ['ja']);
});

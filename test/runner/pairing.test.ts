import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { AnyEvent, Context } from '../../src/flows/machine/machine.ts';
import type { Pairing } from '../../src/ports/pairing.ts';
import { DeviceEffects } from '../../src/runner/device-effects.ts';
import type { DevicePorts, PairingAsked } from '../../src/runner/ports.ts';
import { Secret } from '../../src/core/secret.ts';
import { contexts } from '../flows/samples.ts';
import { settle } from './stage.ts';

const entry = makeEntry('', 'taro', { secret: new Secret('CANARY'), digits: 6, periodS: 30, algorithm: 'SHA1' });
const moment = {
  context: contexts['computer'] as Context,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

/** Effects with pairings that do nothing by themselves. */
function paired() {
  const told: AnyEvent[] = [];
  const done: string[] = [];
  const begun: { asked: PairingAsked; tell: (pairing: Pairing) => void }[] = [];
  const ports = {
    openPairing: async (asked: PairingAsked, tell: (pairing: Pairing) => void) => {
      const number = begun.push({ asked, tell });
      const act = (what: string) => () => void done.push(`${what} ${number}`);
      return { confirm: act('confirm'), deny: act('deny'), stop: act('stop') };
    },
    holdInvitation: async () => undefined,
    takeInvitation: async () => null,
  } as unknown as DevicePorts;
  const effects = new DeviceEffects(ports, (event) => told.push(event));
  const perform = async (effect: Parameters<DeviceEffects['perform']>[0]) => {
    const event = await effects.perform(effect, moment);
    await settle();
    return event;
  };
  return { effects, perform, told, done, begun };
}

test('a pairing tells a flow each change, and is told what the person says', async () => {
  const { perform, told, done, begun } = paired();
  assert.equal(await perform({ effect: 'pair', do: 'open', part: { role: 'giver', entry } }), undefined);
  assert.deepEqual([begun[0]!.asked.role, begun[0]!.asked.entry, begun[0]!.asked.text], ['giver', entry, undefined]);
  const pairing: Pairing = { at: 'moving', isOffline: false };
  begun[0]!.tell(pairing);
  assert.deepEqual(told, [{ type: 'pairingChanged', pairing }]);
  await perform({ effect: 'pair', do: 'confirm' });
  assert.deepEqual(done, ['confirm 1']);
  assert.ok(!JSON.stringify(told).includes('CANARY'));
});

test('another pairing ends the one before, and the flow hears no more of that one', async () => {
  const { perform, told, done, begun } = paired();
  await perform({ effect: 'pair', do: 'open', part: { role: 'taker' } });
  await perform({ effect: 'pair', do: 'join', text: new Secret('K7Q2-M4XZ'), part: { role: 'taker' } });
  assert.deepEqual(done, ['stop 1']);
  begun[0]!.tell({ at: 'ended', why: 'stopped' });
  assert.deepEqual(told, []);
});

test('a flow that is left takes its pairing along', async () => {
  const { effects, perform, told, done, begun } = paired();
  await perform({ effect: 'pair', do: 'open', part: { role: 'taker' } });
  effects.stop();
  await settle();
  assert.deepEqual(done, ['stop 1']);
  begun[0]!.tell({ at: 'ended', why: 'stopped' });
  assert.deepEqual(told, []);
});

test('a pairing whose file does not arrive has ended', async () => {
  const told: AnyEvent[] = [];
  const openPairing = () => Promise.reject(new Error('no file'));
  const effects = new DeviceEffects({ openPairing } as unknown as DevicePorts, (event) => told.push(event));
  await effects.perform({ effect: 'pair', do: 'open', part: { role: 'taker' } }, moment);
  await settle();
  assert.deepEqual(told, [{ type: 'pairingChanged', pairing: { at: 'ended', why: 'unavailable' } }]);
});

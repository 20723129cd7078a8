import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Context } from '../../src/flows/machine/machine.ts';
import { pairGiveFlow } from '../../src/flows/pairing/pair-give.flow.ts';
import { makeEntry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, openVault } from './samples.ts';

const account = accounts.shared['three devices'];
const comparing = { at: 'comparing', digits: '123456', untilMs: 0, isOffline: false } as const;
const key = { secret: new Secret(canary.key), digits: 6, periodS: 30, algorithm: 'SHA1' as const };
const entry = { ...makeEntry('Kyoto University', 'taro', key), id: 'v1', name: '', addedAtMs: 0, deviceId: null };
const vault = { ...openVault, entries: [entry] };
const phone = { ...account.devices[0]!, id: 'd9', kind: 'smartphone' as const, name: 'Browser on the phone' };

/** The list of codes has led here, and the account is known. */
const give = (about: Partial<Context> = {}) => play(pairGiveFlow, about).keep(vault).answer(account);

describe('an account is handed from this browser', () => {
  test('begins at the field for the pairing code, which shows a QR code to a phone instead', () => {
    const flow = give();
    assert.match(flow.text, /Type the pairing code of the other device/);
    flow.press('Show a QR code to a phone instead');
    assert.deepEqual(flow.effects, [{ effect: 'pair', do: 'open', part: { role: 'giver', entry, onlyMine: true } }]);
  });

  test('shows the QR code at once where the new device is known to be a phone', () => {
    assert.equal(give({ input: { to: 'smartphone' } }).at, 'pairStarting');
  });

  test('to whoever is signed in as the same person only, and “No” comes first', () => {
    const flow = give().type('K7Q2-M4XZ');
    const [effect] = flow.effects;
    assert.ok(effect?.effect === 'pair' && effect.do === 'join' && effect.part.role === 'giver');
    assert.equal(effect.part.onlyMine, true);
    const { screen, text } = flow.send('pairingChanged', {
      pairing: { at: 'comparing', digits: '123456', openedBy: 'taro', untilMs: 0, isOffline: false },
    });
    assert.ok(screen.kind === 'compare-digits' && screen.first === 'differ');
    assert.match(text, /Kyoto University · taro[^]*signed in as: taro/);
  });

  test('nothing is compared by eye when a phone has said that it keeps the account; it is listed under a name of its own', () => {
    const devices = [...account.devices, { ...phone, id: 'd8' }];
    const flow = play(pairGiveFlow, { input: { to: 'smartphone' } })
      .keep(vault)
      .answer({ ...account, devices })
      .send('pairingChanged', { pairing: comparing })
      .press('They are the same')
      .send('pairingChanged', { pairing: { at: 'done', kept: null } })
      .answer(answerSamples.beginSync({ kind: 'smartphone' })[0])
      .make();
    assert.equal((flow.call.input as { name?: string }).name, 'Browser on the phone 2');
    flow.answer({ device: { ...phone, name: 'Browser on the phone 2' } });
    assert.match(flow.text, /on the other device, too[^]*“Browser on the phone 2”/);
    assert.equal(flow.press('Give it another name').next, 'devices');
  });

  const handed = (input: Context['input'], vault: object, by: 'code' | 'qr') => {
    const flow = play(pairGiveFlow, { input }).keep(vault).answer(account);
    if (by === 'code') flow.type('K7Q2-M4XZ');
    return flow
      .send('pairingChanged', { pairing: comparing })
      .press('They are the same')
      .send('pairingChanged', { pairing: { at: 'done', kept: null } });
  };

  test('a device that waits for its new key gets it under its own place and name', () => {
    const flow = handed({ to: 'smartphone', deviceId: 'd3' }, vault, 'qr');
    assert.deepEqual(flow.call.input, { kind: 'smartphone', deviceId: 'd3' });
    flow.answer(answerSamples.beginSync({ kind: 'smartphone' })[0]).make();
    assert.ok(!('name' in flow.call.input));
    assert.ok(!flow.answer({ device: { ...phone, id: 'd3' } }).labels.includes('Give it another name'));
  });

  for (const by of ['code', 'qr'] as const)
    test(`whoever replaces this browser is led to give it up (${by})`, () => {
      const mine = { ...vault, entries: [{ ...entry, deviceId: 'd2' }] };
      const flow = handed({ replaces: true, ...(by === 'qr' && { to: 'smartphone' }) }, mine, by);
      if (by === 'qr')
        flow
          .answer(answerSamples.beginSync({ kind: 'smartphone' })[0])
          .make()
          .answer({ device: phone });
      assert.match(flow.text, /Now the old browser[^]*“Lab computer” is then taken off the list/);
      flow.press('It is deleted');
      assert.deepEqual([flow.call.operation, flow.call.input], ['removeDevice', { id: 'd2' }]);
      assert.match(
        flow.answer({ stillValid: true, restorableUntil: '2026-10-05T03:10:00Z' }).text,
        /on the other device, too[^]*goes on showing valid codes/,
      );
    });

  test('whoever has typed the code leaves it to the other end to tell the service', () => {
    const flow = give()
      .type('K7Q2-M4XZ')
      .send('pairingChanged', { pairing: comparing })
      .press('They are the same')
      .send('pairingChanged', { pairing: { at: 'done', kept: null } });
    assert.match(flow.text, /on the other device, too/);
    assert.equal(flow.press('Show the codes').next, 'authenticator');
  });
});

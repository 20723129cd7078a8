import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { pairHereFlow } from '../../src/flows/pairing/pair-here.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, openVault } from './samples.ts';

const account = accounts.shared['three devices'];
const key = { secret: new Secret(canary.key), digits: 6, periodS: 30, algorithm: 'SHA1' as const };
const fresh = { ...account.devices[0]!, id: 'd9', kind: 'browser' as const, name: 'Browser on the Mac' };
const nameOfOld = account.devices.find(({ kind }) => kind === 'browser')!.name;

/** Something has come from another browser and is in this one. */
function arrived(issuer = 'Kyoto University', about: Partial<Context> = { input: { from: 'browser' } }) {
  const flow = play(pairHereFlow, about).keep(openVault).answer(account);
  if (flow.at === 'where') flow.press('In another browser');
  const kept = { entry: makeEntry(issuer, 'taro', key), id: 'v9' };
  return flow.press('Show the code').send('pairingChanged', { pairing: { at: 'done', kept } });
}

/** …and the service lists this browser. */
const listed = (about?: Partial<Context>) =>
  arrived(undefined, about)
    .answer(answerSamples.beginSync({ kind: 'browser' })[0])
    .make()
    .answer({ device: fresh })
    .keep();

test('a phone scans the QR code, and types only if it has to; another browser types the code', () => {
  const shown = (from: string) => {
    const flow = play(pairHereFlow, { input: { from } }).keep(openVault).answer(account).press('Show the code');
    const address = new Secret('https://x.test/#mfa-pair=1');
    const { screen } = flow.send('pairingChanged', {
      pairing: { at: 'waiting', code: 'K7Q2-M4XZ', address, untilMs: 0, isOffline: false },
    });
    assert.ok(screen.kind === 'invitation');
    return [screen.qr.instruction, screen.typing.instruction];
  };
  assert.deepEqual(shown('smartphone'), [
    'Scan it with the camera of the phone.',
    'Or type this code on the other device:',
  ]);
  assert.deepEqual(shown('browser'), ['Or scan it with the camera of a phone.', undefined]);
});

describe('an account that has come by pairing', () => {
  test('is complete at once, and then the person says what becomes of the old device', () => {
    const flow = listed();
    assert.deepEqual(flow.effects, [{ effect: 'complete', deviceId: 'd9' }]);
    assert.match(flow.text, /What becomes of the old browser\?/);
    assert.match(listed({ input: { from: 'smartphone' } }).text, /What becomes of the old smartphone\?/);
    flow.press('Keep both');
    assert.match(flow.text, /in this browser now[^]*“Browser on the Mac”/);
    assert.doesNotMatch(flow.text, /give the other device up/);
  });

  test('lets the old device be given up: deleted there, off the list here, and a copy that may be left is told of', () => {
    const flow = listed().press('Stop using the old one');
    assert.match(flow.text, /delete the account from the old browser/);
    flow.press('It is deleted');
    assert.deepEqual(flow.press(nameOfOld).call.operation, 'removeDevice');
    flow.answer(answerSamples.removeDevice({ id: 'd1' })[0]);
    assert.match(flow.text, /in this browser now[^]*goes on showing valid codes/);
    assert.equal(flow.press('Show the codes').next, 'authenticator');
  });

  test('asks nothing where a browser on the list has its key back, and nothing where the service lists none', () => {
    const back = account.devices.find(({ kind }) => kind === 'browser')!;
    assert.match(listed({ input: { deviceId: back.id } }).text, /in this browser now[^]*give the other device up/);
    assert.match(arrived('Somebody else').text, /in this browser now[^]*give the other device up/);
  });
});

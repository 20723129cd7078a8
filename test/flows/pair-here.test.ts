import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { Device } from '../../src/contract/types.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { pairHereFlow } from '../../src/flows/pairing/pair-here.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, openVault } from './samples.ts';

const account = accounts.shared['three devices'];
const comparing = { at: 'comparing', digits: '123456', untilMs: 0, isOffline: false } as const;
const key = { secret: new Secret(canary.key), digits: 6, periodS: 30, algorithm: 'SHA1' as const };
const fresh = { ...account.devices[0]!, id: 'd9', kind: 'browser' as const, name: 'Browser on the Mac' };

/** Something has come from another browser and is in this one. */
function arrived(issuer = 'Kyoto University', about: Partial<Context> = { input: { from: 'browser' } }) {
  const flow = play(pairHereFlow, about).keep(openVault).answer(account);
  if (flow.at === 'where') flow.press('In another browser');
  const kept = { entry: makeEntry(issuer, 'taro', key), id: 'v9' };
  return flow
    .send('pairingChanged', { pairing: comparing })
    .press('They are the same')
    .send('pairingChanged', { pairing: { at: 'done', kept } });
}

/** …and the service is asked to list this browser. */
const asked = (about?: Partial<Context>) =>
  arrived(undefined, about)
    .answer(answerSamples.beginSync({ kind: 'browser' })[0])
    .make();
const listed = (about?: Partial<Context>, device: Device = fresh) => asked(about).answer({ device }).keep();

const pairing = {
  at: 'waiting',
  code: 'K7Q2-M4XZ',
  address: new Secret('https://x.test/#mfa-pair=1'),
  untilMs: 0,
  isOffline: false,
} as const;

describe('the invitation', () => {
  const shown = (from: string) => {
    const flow = play(pairHereFlow, { input: { from } }).keep(openVault).answer(account);
    const { screen, text } = flow.send('pairingChanged', { pairing });
    assert.ok(screen.kind === 'invitation');
    return { screen, text };
  };

  test('is the first screen where it is known from where the account comes, and says what to do there, in order', () => {
    const { text } = shown('browser');
    assert.match(
      text,
      /other browser, and press “Show the codes of this browser”[^]*“More”[^]*“Add it to another browser” and type/,
    );
    assert.match(
      shown('smartphone').text,
      /exported as a QR code[^]*ordinary camera of the phone[^]*choose the picture/,
    );
  });

  test('has a pairing code only where the other device has a field for it', () => {
    assert.equal(shown('browser').screen.typing?.code, 'K7Q2-M4XZ');
    assert.equal(shown('smartphone').screen.typing, undefined);
  });

  test('makes itself anew twice when nobody has come in time, and then asks', () => {
    const flow = play(pairHereFlow, { input: { from: 'smartphone' } })
      .keep(openVault)
      .answer(account);
    const expire = () =>
      flow.send('pairingChanged', { pairing }).send('pairingChanged', { pairing: { at: 'ended', why: 'expired' } });
    for (let count = 0; count < 2; count++) {
      assert.deepEqual(expire().effects, [{ effect: 'pair', do: 'open', part: { role: 'taker' } }]);
      assert.match(flow.send('pairingChanged', { pairing }).text, /Here is a new one/);
    }
    assert.match(expire().text, /two minutes are over/);
    assert.equal(flow.at, 'pairEnded');
  });

  test('is not made anew once the other device has come', () => {
    const flow = play(pairHereFlow, { input: { from: 'browser' } })
      .keep(openVault)
      .answer(account);
    flow
      .send('pairingChanged', { pairing })
      .send('pairingChanged', { pairing: comparing })
      .send('pairingChanged', { pairing: { at: 'ended', why: 'expired' } });
    assert.equal(flow.at, 'pairEnded');
  });
});

test('nothing is taken before the person here has compared, for somebody else may have come in between', () => {
  const flow = play(pairHereFlow, { input: { from: 'browser' } })
    .keep(openVault)
    .answer(account);
  flow.send('pairingChanged', { pairing }).send('pairingChanged', { pairing: comparing });
  assert.deepEqual(flow.effects, []);
  const kept = { entry: makeEntry('Kyoto University', 'taro', key), id: 'v9' };
  for (const early of [
    { at: 'moving', isOffline: false },
    { at: 'done', kept },
  ])
    assert.equal(flow.send('pairingChanged', { pairing: early }).at, 'pairDigits');
  assert.deepEqual(flow.press('They are the same').effects, [{ effect: 'pair', do: 'confirm' }]);
});

describe('an account that has come by pairing', () => {
  test('is complete at once; both devices stay, and the person is told where the codes will be', () => {
    const flow = listed();
    assert.deepEqual(flow.effects, [{ effect: 'complete', deviceId: 'd9' }]);
    assert.match(flow.text, /in this browser now[^]*“Browser on the Mac”[^]*press “Show the codes of this browser”/);
    assert.equal(flow.press('Show the codes').next, 'authenticator');
  });

  test('is listed under a name that no other device has, and can be given another one', () => {
    const named = (device: Context['device']) => {
      const { input } = asked({ device, input: { from: 'browser' } }).call;
      return (input as { name?: string }).name;
    };
    const device = {
      form: 'computer',
      platform: null,
      userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537',
    } as const;
    assert.equal(named(device), 'Chrome (Windows)');
    const twin = { ...account, devices: [...account.devices, { ...fresh, name: 'Chrome (Windows)' }] };
    const flow = play(pairHereFlow, { device, input: { from: 'browser' } })
      .keep(openVault)
      .answer(twin);
    const kept = { entry: makeEntry('Kyoto University', 'taro', key), id: 'v9' };
    flow
      .send('pairingChanged', { pairing: comparing })
      .press('They are the same')
      .send('pairingChanged', { pairing: { at: 'done', kept } })
      .answer(answerSamples.beginSync({ kind: 'browser' })[0])
      .make();
    assert.equal((flow.call.input as { name?: string }).name, 'Chrome (Windows) 2');
    const { next } = flow.answer({ device: fresh }).keep().press('Give it another name');
    assert.equal(next, 'devices');
  });

  test('leads whoever replaces a device on to the old one, which goes off the list', () => {
    const flow = listed({ input: { from: 'browser', replaces: true } });
    assert.match(flow.at, /^(pickOld|retire)$/);
    assert.deepEqual(flow.effects, [{ effect: 'complete', deviceId: 'd9' }]);
  });

  test('keeps the name of a browser on the list that has its key back, and is not listed where the issuer is another', () => {
    const back = account.devices.find(({ kind }) => kind === 'browser')!;
    const flow = listed({ input: { deviceId: back.id } }, back);
    assert.doesNotMatch(flow.text, /another name/);
    assert.match(arrived('Somebody else').text, /in this browser now[^]*the same codes/);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { syncBrowserBrowserFlow } from '../../src/flows/transfer/sync-browser-browser.flow.ts';
import { syncBrowserSmartphoneFlow } from '../../src/flows/transfer/sync-browser-smartphone.flow.ts';
import { syncSmartphoneBrowserFlow } from '../../src/flows/transfer/sync-smartphone-browser.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, kept, keysRead, openVault } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const guide = { mode: 'guide' } as const;
const noVault = { can: { camera: true, vault: false } } as const;
const entry = makeEntry('Kyoto University', 'taro', {
  secret: new Secret(canary.key),
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
});
const [sync, syncWithKey] = answerSamples.beginSync({ kind: 'browser' });
const device = { ...shared['three devices'].devices[1]!, id: 'd9', name: 'Browser' };
const inVault = { ...openVault, entries: [kept('v1', 'taro')] };

const here = 'This page itself';

/** The key was read from the phone and is about to go into the vault. */
const taking = (about?: Partial<Context>) => {
  const flow = play(syncSmartphoneBrowserFlow, { input: { isHere: true }, ...about });
  if (flow.isCalling) flow.answer(shared['one device']);
  return flow
    .send('picked', { sources: [new Secret('anything')] })
    .send('read', { reading: keysRead({ mine: [entry] }) });
};
const proving = (about?: Partial<Context>) => taking(about).keep(openVault).keep({ id: 'v1' }).answer(sync).make();
/** This page gives the account away. */
const giving = (about?: Partial<Context>) => {
  const flow = play(syncBrowserSmartphoneFlow, about);
  if (flow.isCalling) flow.answer(shared['three devices']);
  return flow.press('It is in another app').press(here);
};

describe('this page takes the key', () => {
  test('2-5: it proves the key by itself, and the vault learns which device it is', () => {
    const flow = taking();
    flow.keep(openVault);
    assert.deepEqual(flow.vault.input, { entry });
    flow.keep({ id: 'v1' });
    assert.deepEqual(flow.call.input, { kind: 'browser' });
    assert.equal(flow.answer(sync).next, 'make-code');
    flow.make();
    assert.deepEqual(flow.call.input, { id: 's1', code: canary.appCode, name: 'Chrome (Mac)' });
    flow.answer({ device });
    assert.deepEqual(flow.vault.input, { id: 'v1', deviceId: 'd9' });
    assert.deepEqual(flow.keep().effects, [{ effect: 'complete', deviceId: 'd9' }]);
    assert.match(flow.text, /To see them tomorrow, open this page in this browser/);
    assert.equal(flow.press('Show the codes').next, 'authenticator');
  });

  test('a name that is in the list already is told apart', () => {
    const flow = play(syncSmartphoneBrowserFlow, { input: { isHere: true } }).answer({
      ...shared['one device'],
      devices: [...shared['one device'].devices, { ...device, id: 'd3', name: 'Chrome (Mac)' }],
    });
    flow
      .send('picked', { sources: [new Secret('anything')] })
      .send('read', { reading: keysRead({ mine: [entry] }) })
      .keep(openVault)
      .keep({ id: 'v1' })
      .answer(sync)
      .make();
    assert.equal(flow.call.input['name'], 'Chrome (Mac) 2');
  });

  test('2-6: from the extension it is the same', () => {
    const flow = play(syncBrowserBrowserFlow, { input: { isHere: true } })
      .answer(shared['three devices'])
      .press('Authenticator')
      .send('picked', { sources: [new Secret('anything')] })
      .send('read', { reading: keysRead({ mine: [entry] }) });
    assert.equal(flow.keep(openVault).vault.operation, 'add');
  });

  test('the digits used a moment ago are followed by the next ones, once', () => {
    const flow = proving().refuse({ code: 'code_replayed' });
    assert.deepEqual(flow.effects, [{ effect: 'make-code', key: entry.key, isNext: true }]);
    // Half a minute is not waited through without a word.
    assert.match(flow.text, /Waiting for the next code…[^]*used already[^]*in about \d+ seconds/);
    flow.make('112358');
    assert.equal(flow.call.input['code'], '112358');
    assert.equal(flow.refuse({ code: 'code_replayed' }).vault.operation, 'remove');
  });

  test('whoever does not want to wait for the next digits stops', () => {
    const flow = proving().refuse({ code: 'code_replayed' });
    flow.press('Stop');
    // Nothing is left behind: neither in the vault nor at the service.
    assert.deepEqual([flow.vault.operation, flow.vault.input], ['remove', { id: 'v1', forGood: true }]);
    const { call } = flow.keep();
    assert.deepEqual([call.operation, call.input], ['cancelSync', { id: 's1' }]);
    assert.equal(flow.answer({}).at, 'newApp');
  });

  test('a key that the service refuses is taken out of the vault again, and one hears why', () => {
    const flow = proving().refuse({ code: 'invalid_code', attemptsLeft: 4 });
    assert.deepEqual([flow.vault.operation, flow.vault.input], ['remove', { id: 'v1', forGood: true }]);
    assert.match(flow.keep().alert, /not the right code/);
  });

  test('an account that was in the vault before is not taken out of it by a refusal', () => {
    const flow = taking().keep(inVault).keep({ id: 'v1' }).answer(sync).make();
    assert.deepEqual(flow.refuse({ code: 'rate_limited', retryAfterMs: 30_000 }).effects, []);
    const next = taking().keep(inVault).keep({ id: 'v1' }).answer(sync).make().refuse({ code: 'code_replayed' });
    assert.deepEqual(next.make().refuse({ code: 'invalid_code' }).effects, []);
  });

  test('when the connection breaks the key stays, since the service may have taken it', () => {
    assert.deepEqual(proving().refuse({ code: 'timed_out' }).effects, []);
  });

  test('a device that gets its new key this way keeps its place and name, and none is given up for it', () => {
    const flow = taking({ input: { deviceId: 'd2', isHere: true } })
      .keep(openVault)
      .keep({ id: 'v1' });
    assert.equal(flow.call.input['deviceId'], 'd2');
    flow.answer(sync).make();
    assert.ok(!('name' in flow.call.input));
    flow.answer({ device: { ...device, id: 'd2', name: 'Lab computer' } }).keep();
    assert.equal(flow.at, 'done');
    assert.match(flow.text, /“Lab computer” now shows the codes/);
  });

  test('one key a device: the code of one that works authorises, and the new key goes into the vault', () => {
    const flow = play(syncSmartphoneBrowserFlow, { input: { isHere: true } }).answer(perDevice['one device']);
    assert.match(flow.text, /Type the digits of the app you have/);
    flow.type(canary.appCode);
    assert.deepEqual(flow.call.input, { kind: 'browser', code: canary.appCode });
    assert.equal(flow.answer(syncWithKey).keep(openVault).vault.operation, 'add');
    assert.equal(flow.keep({ id: 'v1' }).make().call.operation, 'confirmSync');
  });

  test('one key a device: a refused code leaves the vault alone', () => {
    const flow = play(syncSmartphoneBrowserFlow, { input: { isHere: true } })
      .answer(perDevice['one device'])
      .type(canary.appCode);
    flow.refuse({ code: 'invalid_code', attemptsLeft: 1 });
    assert.equal(flow.at, 'oldCode');
    assert.match(flow.alert, /You can try once more/);
  });

  test('without a back end its digits are compared with those of the app there is', () => {
    const flow = taking(guide).keep(openVault).keep({ id: 'v1' });
    assert.match(flow.text, /Does your app show these digits\?/);
    assert.equal(flow.press('Yes, both show the same').next, 'complete');
    assert.equal(flow.press('Show the codes').next, 'authenticator');
  });

  test('without room in the browser nothing has changed, and another app can be chosen', () => {
    const flow = taking().keep(openVault).fail('full');
    assert.match(flow.text, /no room left/);
    assert.match(flow.press('Use another app').text, /What do you want to use there\?/);
  });
});

describe('this page gives the key', () => {
  test('2-4: its only account is shown to the phone, and the code of the phone proves it', () => {
    const flow = giving().keep(inVault);
    assert.ok(flow.screen.kind === 'show-key' && flow.screen.secret.reveal() === canary.key);
    flow.press('The new app shows digits');
    assert.deepEqual(flow.call.input, { kind: 'smartphone' });
    flow.answer(sync).type(canary.appCode);
    assert.equal(flow.call.operation, 'confirmSync');
  });

  test('of several accounts one is chosen, under the names that the app gives them', () => {
    const several = { ...openVault, entries: [kept('v1', 'taro', { name: '研究室' }), kept('v2', '', { issuer: '' })] };
    const flow = giving().keep(several);
    assert.deepEqual(flow.labels, ['研究室', 'Account without a name']);
    assert.equal(flow.press('研究室').screen.kind, 'show-key');
  });

  test('a vault that locks asks again before the key is shown', () => {
    const flow = giving().keep({ ...inVault, locks: ['passphrase'] });
    assert.match(flow.text, /prove that it is you[^]*A key is about to leave this browser/);
    flow.type('wrong horse').fail('wrong-passphrase');
    assert.match(flow.alert, /The passphrase is not right/);
    assert.equal(flow.type('correct horse').keep().screen.kind, 'show-key');
  });

  for (const [how, vault, words] of [
    ['empty', openVault, /has no account[^]*open this page there/],
    ['locked', { at: 'locked', locks: ['passkey'] }, /is locked[^]*Open it first, then come back/],
    ['broken', { at: 'broken', why: 'damaged', count: 1 }, /cannot be opened[^]*what to do/],
    ['unavailable', { at: 'unavailable' }, /cannot be opened[^]*what to do/],
  ] as const) {
    test(`a vault that is ${how} is said to be so, and opening it or another app are the ways on`, () => {
      const flow = giving().keep(vault);
      assert.match(flow.text, words);
      assert.match(giving().keep(vault).back().text, /What shows the code in the browser\?/);
      assert.equal(flow.press('Open the app').next, 'authenticator');
    });
  }

  test('to this page in another browser it goes by pairing, and which end this is is known', () => {
    const old = play(syncBrowserBrowserFlow).answer(shared['three devices']).press('It is in another app');
    assert.equal(old.press(here).next, 'pair-give');
    const phone = giving().keep(inVault).press('Another app there');
    assert.match(phone.text, /The app in the other browser/);
    assert.equal(phone.press(here).next, 'pair-give');
    const fresh = play(syncBrowserBrowserFlow, { input: { isHere: true } }).answer(shared['three devices']);
    assert.match(fresh.text, /What shows the code in the other browser\?/);
    assert.deepEqual(fresh.press(here).effects, [
      { effect: 'hand-over', flow: 'pair-here', input: { from: 'browser' } },
    ]);
  });
});

test('where the page may keep no keys it is neither end of a transfer', () => {
  for (const mode of ['backed', 'guide'] as const) {
    const from = play(syncBrowserBrowserFlow, { ...noVault, mode });
    if (from.isCalling) from.answer(shared['three devices']);
    from.press('It is in another app');
    assert.ok(!from.labels.includes(here));
    from.press('Authenticator').press('I have the file').press('Another app there');
    assert.ok(!from.labels.includes(here));
  }
});

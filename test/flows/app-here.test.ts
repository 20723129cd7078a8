import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appBrowserFlow } from '../../src/flows/app/app-browser.flow.ts';
import { appHereFlow } from '../../src/flows/own-app/app-here.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { loadWords } from '../../src/localization/load.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, kept, openVault } from './samples.ts';

const { shared } = accounts;
const enrolment = answerSamples.beginApp({ kind: 'browser' })[0]!;
const confirmed = answerSamples.confirmApp({ id: 'a1', code: '' })[0]!;

/** The service has made a key, and the vault is asked to open. */
const begun = (about?: Partial<Context>, account = shared['mail set up']) =>
  play(appHereFlow, about).answer(account).press('Set it up here').answer(enrolment);
/** The vault has the key, and its code is on its way to the service. */
const proving = (about?: Partial<Context>, account?: typeof shared.fresh) =>
  begun(about, account).keep(openVault).keep({ id: 'v1' }).make();

test('one press sets the app up: the key goes into this browser, which proves it by itself', () => {
  const flow = begun();
  assert.equal(flow.keep(openVault).vault.operation, 'add');
  assert.equal(flow.keep({ id: 'v1' }).next, 'make-code');
  flow.make();
  assert.deepEqual(flow.call.input, { id: 'a1', code: canary.appCode, name: 'Chrome (Mac)' });
  flow.answer(confirmed);
  assert.deepEqual(flow.vault.input, { id: 'v1', deviceId: 'd9' });
  assert.deepEqual(flow.keep().effects, [{ effect: 'complete', deviceId: 'd9' }]);
  assert.match(flow.text, /in this browser only\. Set the app up on a second device/);
  assert.equal(flow.press('Show the codes').next, 'authenticator');
});

test('the browser goes on the list under a name in the language of the reader', async () => {
  await loadWords('ja', ['app-here']);
  const device = { form: 'computer', platform: null, userAgent: 'Macintosh' } as const;
  const flow = play(appHereFlow, { locale: 'ja', device })
    .answer(shared['mail set up'])
    .send('began')
    .answer(enrolment);
  const { input } = flow.keep(openVault).keep({ id: 'v1' }).make().call;
  assert.equal(input['name'], 'ブラウザ (Mac)');
});

test('a press on the screen before begins at once; a link or a tag does not', () => {
  const { call } = play(appHereFlow, { input: { isAsked: true } }).answer(shared['mail set up']);
  assert.deepEqual([call.operation, call.input], ['beginApp', { kind: 'browser' }]);
  assert.ok(!play(appHereFlow).answer(shared['mail set up']).isCalling);
});

test('without a back end the page of the institution makes the key, and this page reads it', () => {
  const guide = { mode: 'guide', input: { isAsked: true } } as const;
  assert.deepEqual(play(appHereFlow, guide).effects, [
    { effect: 'hand-over', flow: 'app-browser', input: { isHere: true } },
  ]);
  assert.equal(play(appHereFlow, { mode: 'guide' }).next, 'choose');
});

test('whoever does not prove who they are finds what the press is for, and loses nothing', () => {
  const flow = play(appHereFlow, { input: { isAsked: true } }).answer(shared['mail set up']);
  assert.equal(flow.refuse({ code: 'step_up_required' }).at, 'before');
  assert.ok(flow.press('Set it up here').isCalling);
});

test('where the lock is offered, a shared computer is warned of, and the way back gives the set-up up', () => {
  const flow = begun().keep({ ...openVault, isNew: true });
  assert.match(flow.text, /Not on a shared or lab computer/);
  flow.back();
  assert.deepEqual([flow.call.operation, flow.call.input], ['cancelApp', { id: 'a1' }]);
  assert.equal(flow.answer({}).next, 'choose');
});

test('a second app in the same kind of browser is not called as the one on the list', () => {
  const account = shared['three devices'];
  const [first, ...others] = account.devices;
  const named = { ...account, devices: [{ ...first!, name: 'Chrome (Mac)' }, ...others] };
  assert.equal(proving({ input: { anew: {} } }, named).call.input['name'], 'Chrome (Mac) 2');
});

test('after the first set-up recovery codes are offered, where the institution has them and there are none', () => {
  const account = shared['mail set up'];
  const done = (recoveryCodes: boolean) =>
    proving(undefined, { ...account, policy: { ...account.policy, recoveryCodes }, recovery: null })
      .answer(confirmed)
      .keep();
  assert.equal(done(true).press('Make recovery codes').next, 'recovery-codes');
  assert.ok(!done(false).labels.includes('Make recovery codes'));
});

test('before anything is begun one reads where the codes will be, and that a shared computer is no place for them', () => {
  const flow = play(appHereFlow).answer(shared['mail set up']);
  assert.ok(!flow.isCalling);
  assert.match(flow.text, /This page shows your codes from now on[^]*Not on a shared or lab computer/);
});

test('a code used a moment ago is followed by the next one, once', () => {
  const flow = proving().refuse({ code: 'code_replayed' });
  assert.deepEqual(flow.effects[0]!.effect === 'make-code' && flow.effects[0].isNext, true);
  assert.equal(flow.make().refuse({ code: 'code_replayed' }).vault.operation, 'remove');
});

test('a key that the service refuses is taken out of the browser again', () => {
  const flow = proving().refuse({ code: 'enrolment_expired' });
  assert.deepEqual([flow.vault.operation, flow.vault.input], ['remove', { id: 'v1', forGood: true }]);
  assert.match(flow.keep().alert, /took too long/);
});

for (const code of ['offline', 'timed_out', 'unavailable', 'bad_answer'] as const) {
  test(`when it is unclear whether the service took the code (${code}), the key stays in the browser`, () => {
    const flow = proving().refuse({ code });
    assert.deepEqual([flow.at, flow.effects], ['failed', []]);
    assert.equal(flow.press('Try again').answer(shared['three devices']).next, 'overview');
  });
}

test('a key that was in the browser before stays there, whatever the service says', () => {
  const inUse = { ...openVault, entries: [kept('v1', 'taro', { deviceId: 'd1' })] };
  const flow = begun().keep(inUse).keep({ id: 'v1' }).make().refuse({ code: 'invalid_code' });
  assert.deepEqual([flow.at, flow.effects], ['failed', []]);
});

test('a set-up that another tab has finished is found on the account', () => {
  const flow = proving().refuse({ code: 'already_enrolled' });
  assert.equal(flow.answer(shared['one device']).next, 'overview');
});

test('a vault that locks is unlocked on the way, and the key is not lost over it', () => {
  const flow = begun().keep({ at: 'locked', locks: ['passphrase'] });
  flow.type('correct horse').fail('wrong-passphrase');
  assert.match(flow.alert, /The passphrase is not right/);
  flow.type('correct horse battery').keep().keep(openVault);
  assert.ok('entry' in flow.vault.input);
});

test('a browser that keeps nothing, or has no room, says so; another app is one press away', () => {
  const unavailable = begun().keep({ at: 'unavailable' });
  assert.match(unavailable.text, /This browser keeps no data for this page/);
  assert.equal(unavailable.back().answer({}).next, 'choose');
  const full = begun().keep(openVault).fail('full');
  assert.match(full.text, /no room left/);
  assert.equal(full.press('Use another app').refuse({ code: 'offline' }).next, 'choose');
});

test('a broken vault is not wiped without being asked twice', () => {
  const flow = begun().keep({ at: 'broken', why: 'key-lost', count: 2 });
  assert.match(flow.text, /Accounts in it: 2\./);
  flow.press('Begin anew in this browser');
  assert.deepEqual(flow.effects, []);
  assert.match(flow.text, /cannot be brought back/);
  assert.equal(flow.press('Wipe it and begin anew').vault.operation, 'erase');
});

test('a code that could not be made is asked for again, with the key still there', () => {
  const flow = begun().keep(openVault).keep({ id: 'v1' }).make(null);
  assert.match(flow.text, /The key is kept, but not confirmed yet/);
  assert.equal(flow.press('Try again').make().call.operation, 'confirmApp');
});

test('without the mark “this browser” the app works all the same', () => {
  assert.equal(proving().answer(confirmed).fail('failed').at, 'done');
});

test('a device that gets a new key keeps its place and its name', () => {
  const flow = play(appHereFlow, { input: { anew: { deviceId: 'd2' } } })
    .answer(shared['three devices'])
    .press('Set it up here');
  assert.deepEqual(flow.call.input, { kind: 'browser', anew: true, deviceId: 'd2' });
  flow.answer(enrolment).keep(openVault).keep({ id: 'v1' }).make();
  assert.ok(!('name' in flow.call.input));
});

test('back to another app, the device that is to get a new key is not forgotten', () => {
  for (const input of [{ anew: { deviceId: 'd2' } }, { anew: {} }]) {
    const flow = play(appHereFlow, { input }).answer(shared['three devices']).back();
    assert.deepEqual(flow.effects, [{ effect: 'hand-over', flow: 'app-browser', input }]);
    const phone = { form: 'phone', platform: 'ios', userAgent: '' } as const;
    const onPhone = play(appBrowserFlow, { input, device: phone }).answer(shared['three devices']);
    // The smartphone is another device than the browser on the list.
    assert.deepEqual(onPhone.press('Set the app up on a smartphone').effects, [
      { effect: 'hand-over', flow: 'app-smartphone', input: { anew: {} } },
    ]);
  }
});

test('somebody who has the app is shown what there is', () => {
  assert.equal(play(appHereFlow).answer(shared['one device']).next, 'overview');
  assert.equal(play(appHereFlow).answer(shared.fresh).next, 'app-browser');
});

test('the page is offered as the app only where it may keep keys', () => {
  const choices = (vault: boolean) =>
    play(appBrowserFlow, { can: { camera: true, vault } })
      .answer(shared['mail set up'])
      .press('Another browser or app').labels;
  assert.ok(choices(true).includes('In this browser'));
  assert.ok(!choices(false).includes('In this browser'));
  const phone = { device: { form: 'phone', platform: 'android', userAgent: '' } } as const;
  assert.ok(play(appBrowserFlow, phone).answer(shared['mail set up']).labels.includes('Use this page as the app'));
});

test('a lock is offered before the first account is kept, and not where there is an app already', () => {
  assert.match(begun().keep({ ...openVault, isNew: true }).text, /Lock your codes/);
  const flow = begun()
    .keep({ ...openVault, isNew: true })
    .press('Go on without a lock');
  assert.equal(flow.vault.operation, 'add');
  assert.equal(begun().keep(openVault).vault.operation, 'add');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appBrowserFlow } from '../../src/flows/app/app-browser.flow.ts';
import { renewKeyFlow } from '../../src/flows/devices/renew-key.flow.ts';
import { syncSmartphoneSmartphoneFlow } from '../../src/flows/transfer/sync-smartphone-smartphone.flow.ts';
import { play } from './play.ts';
import { accounts, answerSamples, canary, manyDevices } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const renew = (account = shared['three devices']) => play(renewKeyFlow).answer(account);
const ids = (flow: ReturnType<typeof play>) => flow.rows.map(({ id }) => id);

test('one device gets the new key first, which ends every copy of the old one', () => {
  const flow = renew();
  assert.match(flow.text, /ends every copy of the old one, also on devices you no longer have/);
  assert.deepEqual(flow.labels, ['Pixel', 'Lab computer', 'おさがり', 'Another smartphone', 'Another browser']);
  assert.deepEqual(flow.press('Lab computer').effects, [
    { effect: 'hand-over', flow: 'app-browser', input: { anew: { deviceId: 'd2' } } },
  ]);
});

test('a device that is not on the list may get it, too', () => {
  assert.deepEqual(renew().press('Another smartphone').effects, [
    { effect: 'hand-over', flow: 'app-smartphone', input: { anew: {} } },
  ]);
});

test('a device keeps its place and its name when it gets the new key', () => {
  const flow = play(appBrowserFlow, { input: { anew: { deviceId: 'd2' } } }).answer(shared['three devices']);
  flow.press('I see its icon');
  assert.deepEqual(flow.call.input, { kind: 'browser', anew: true, deviceId: 'd2' });
  flow
    .answer(answerSamples.beginApp({ kind: 'browser' })[0])
    .press('The app shows 6 digits')
    .type(canary.appCode);
  flow.answer({ device: shared['three devices'].devices[1]! });
  assert.equal(flow.at, 'done');
  assert.match(flow.text, /“Lab computer” now shows the codes/);
});

test('a device that is not on the list is given a name', () => {
  const flow = play(appBrowserFlow, { input: { anew: {} } }).answer(shared['three devices']);
  flow.press('I see its icon');
  assert.deepEqual(flow.call.input, { kind: 'browser', anew: true });
  flow
    .answer(answerSamples.beginApp({ kind: 'browser' })[0])
    .press('The app shows 6 digits')
    .type(canary.appCode);
  assert.match(JSON.stringify(flow.call.input), /"name":"Chrome \(Mac\)/);
  flow.answer({ device: shared['three devices'].devices[1]! });
  assert.deepEqual(flow.press('Give it another name').effects, [
    { effect: 'hand-over', flow: 'devices', input: { deviceId: 'd2', renames: true } },
  ]);
});

test('what is still to do comes from the account, so that it is there after a reload', () => {
  const flow = renew(shared['key renewed']);
  assert.match(flow.text, /Devices that wait for the new key: 2[^]*You can go on later: this list stays/);
  assert.deepEqual(ids(flow), ['d2', 'd3', 'd1']);
  assert.equal(flow.row('d1').mark, 'Has the new key');
});

test('each device that waits is synced from one that has the key, or removed', () => {
  assert.deepEqual(renew(shared['key renewed']).press('Sync again', 'd3').effects, [
    { effect: 'hand-over', flow: 'sync-smartphone-smartphone', input: { deviceId: 'd3' } },
  ]);
  assert.deepEqual(renew(shared['key renewed']).press('Remove', 'd3').effects, [
    { effect: 'hand-over', flow: 'remove-device', input: { deviceId: 'd3' } },
  ]);
});

test('the sync of a device that waits keeps it on the list as it is, and none is given up for it', () => {
  const flow = play(syncSmartphoneSmartphoneFlow, { input: { deviceId: 'd3' } }).answer(shared['key renewed']);
  flow.press('The QR code is there').press('The new app shows digits');
  assert.deepEqual(flow.call.input, { kind: 'smartphone', deviceId: 'd3' });
  flow.answer(answerSamples.beginSync({ kind: 'smartphone' })[0]).type(canary.appCode);
  flow.answer({ device: { ...shared['key renewed'].devices[2]!, needsSync: false } });
  assert.equal(flow.at, 'done');
});

test('a device that was synced elsewhere leaves what is to do, without a reload', () => {
  const flow = renew(shared['key renewed']).send('accountChanged');
  assert.equal(flow.rows.length, 3);
  const { devices } = shared['key renewed'];
  flow.answer({ ...shared['key renewed'], devices: devices.map((each) => ({ ...each, needsSync: each.id === 'd3' })) });
  assert.deepEqual(ids(flow), ['d3', 'd1', 'd2']);
});

test('with the last one done, the old key counts nowhere', () => {
  const flow = renew(shared['key renewed']).send('accountChanged').answer(shared['three devices']);
  assert.match(flow.text, /Every device has the new key[^]*no longer count anywhere/);
  assert.equal(flow.press('Renew the key once more').screen.kind, 'choose');
});

test('where no device has the key any more, one of them has to begin', () => {
  const { devices } = shared['key renewed'];
  const account = { ...shared['key renewed'], devices: devices.map((each) => ({ ...each, needsSync: true })) };
  assert.match(renew(account).text, /Which device gets the new key first\?/);
});

test('one key a device: a lost one is removed, and no key has to be renewed', () => {
  const flow = renew(perDevice['three devices']);
  assert.match(flow.text, /a key of its own[^]*codes stop working at once, and the others go on/);
  assert.equal(flow.press('See my devices').next, 'devices');
});

test('one key a device: whoever has lost them all sets one up, and hears that the lost ones count until removed', () => {
  const flow = renew(perDevice['three devices']).press('Every device is gone');
  assert.match(
    flow.text,
    /Which device do you set up now\?[^]*remove the lost ones from the list: until then their codes/,
  );
  assert.doesNotMatch(flow.text, /first\?|every copy/);
  assert.deepEqual(flow.press('Another smartphone').effects, [
    { effect: 'hand-over', flow: 'app-smartphone', input: { anew: {} } },
  ]);
});

test('of very many devices twenty are named, and one that is not can be taken', () => {
  assert.equal(renew(manyDevices).labels.length, 22);
});

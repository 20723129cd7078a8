import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { removeDeviceFlow } from '../../src/flows/devices/remove-device.flow.ts';
import { play } from './play.ts';
import { accounts } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const later = '2026-10-05T03:10:00Z';
const remove = (deviceId: string, account = shared['three devices']) =>
  play(removeDeviceFlow, { input: { deviceId } }).answer(account);

describe('where the devices share a key', () => {
  test('one reads before removing that the codes go on working, and how to end every copy', () => {
    const flow = remove('d2');
    assert.match(flow.text, /keeps a copy of your key: its codes go on working[^]*renew the key: that ends every copy/);
    assert.equal(flow.press('Renew the key').next, 'renew-key');
  });

  test('one reads it once more afterwards, with the renewal as the first thing to do', () => {
    const flow = remove('d2').press('Remove it').answer({ stillValid: true, restorableUntil: later });
    assert.match(flow.text, /“Lab computer” is off the list\. Its codes still work\./);
    assert.equal(flow.labels[0], 'Renew the key');
    assert.equal(flow.press('Renew the key').next, 'renew-key');
  });

  test('back on the list the removal can be undone', () => {
    const flow = remove('d2').press('Remove it').answer({ stillValid: true, restorableUntil: later });
    assert.deepEqual(flow.press('Back to my devices').effects, [
      { effect: 'hand-over', flow: 'devices', input: { deviceId: 'd2' } },
    ]);
  });

  test('a device that never got the new key takes nothing along', () => {
    const flow = remove('d2', shared['key renewed']);
    assert.match(flow.text, /Its codes are refused already/);
    assert.ok(!flow.labels.includes('Renew the key'));
  });
});

describe('where each device has a key of its own', () => {
  test('its codes stop at once and the others go on; no renewal is spoken of', () => {
    const flow = remove('d2', perDevice['three devices']);
    assert.match(flow.text, /stop working at once\. Your other devices go on\./);
    assert.doesNotMatch(flow.text, /copy|[Rr]enew/);
  });

  test('how long it can be undone is what the service says', () => {
    const account = perDevice['three devices'];
    const words = (restorableForS: number | undefined, offers?: string[]) =>
      remove('d2', {
        ...account,
        policy: { ...account.policy, ...(restorableForS !== undefined && { restorableForS }) },
        ...(offers && { offers }),
      }).text;
    assert.match(words(600), /You can undo this for 10 minutes\./);
    assert.match(words(3600), /You can undo this for 60 minutes\./);
    assert.match(words(60), /You can undo this for a minute\./);
    assert.match(words(undefined), /You can undo this for a while\./);
    assert.doesNotMatch(words(0), /undo/);
    assert.doesNotMatch(words(600, ['removeDevice']), /undo/);
  });

  test('the list follows at once, with the way to undo it', () => {
    const flow = remove('d2', perDevice['three devices']).press('Remove it');
    assert.deepEqual(flow.answer({ stillValid: false, restorableUntil: later }).effects, [
      { effect: 'hand-over', flow: 'devices', input: { deviceId: 'd2' } },
    ]);
  });
});

describe('the last device', () => {
  test('is removed where mail is left, and one reads how to sign in then', () => {
    const flow = remove('d1', perDevice['one device']);
    assert.match(flow.text, /your last device with the app[^]*you need the codes by mail to sign in/);
    assert.deepEqual(flow.labels.slice(0, 2), ['Keep it', 'Remove it'], 'the safe way comes first');
    assert.equal(flow.screen.others![0]!.look, 'danger');
    assert.equal(flow.press('Remove it').call.operation, 'removeDevice');
  });

  test('is not removed where nothing else would be left', () => {
    const flow = remove('d1', shared['device without mail']);
    assert.match(flow.text, /“Lab computer” cannot be removed yet[^]*only way to sign in/);
    assert.deepEqual(flow.labels, ['Add a device']);
    assert.equal(flow.press('Add a device').next, 'sync');
  });

  test('is not removed where the institution does not allow it, mail or not', () => {
    const account = shared['one device'];
    const strict = { ...account, policy: { ...account.policy, lastDeviceRemovable: false } };
    assert.match(remove('d1', strict).text, /cannot be removed yet[^]*Add another device first/);
  });

  test('is the one that works, whatever waits for the new key', () => {
    assert.match(remove('d1', shared['key renewed']).text, /your last device with the app/);
  });

  test('that has become the last meanwhile stays, and one hears so', () => {
    const flow = remove('d2').press('Remove it').refuse({ code: 'last_device' });
    assert.match(flow.alert, /This is your last way to sign in/);
  });
});

test('a device that somebody else has removed is simply gone', () => {
  assert.deepEqual(remove('d7').effects, [{ effect: 'hand-over', flow: 'devices', input: {} }]);
  assert.deepEqual(remove('d2').press('Remove it').refuse({ code: 'not_found' }).effects, [
    { effect: 'hand-over', flow: 'devices', input: {} },
  ]);
});

test('whoever does not remove it comes back to its row', () => {
  assert.deepEqual(remove('d2').back().effects, [{ effect: 'hand-over', flow: 'devices', input: { deviceId: 'd2' } }]);
});

test('without a connection the device stays, and it can be tried again', () => {
  const flow = remove('d2').press('Remove it').refuse({ code: 'offline' });
  assert.equal(flow.at, 'confirm');
  assert.deepEqual(flow.press('Remove it').call.input, { id: 'd2' });
});

test('whoever gives up at the proof of identity is back at the question, and reads of no failure', () => {
  const flow = remove('d2').press('Remove it').refuse({ code: 'step_up_required' });
  assert.deepEqual([flow.at, flow.alert], ['confirm', '']);
});

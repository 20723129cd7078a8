import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { devicesFlow } from '../../src/flows/devices/devices.flow.ts';
import { overviewFlow } from '../../src/flows/start/overview.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { lockedUntilMs } from '../../src/flows/machine/refusal.ts';
import { play } from './play.ts';
import { accounts, kept, manyDevices, nowMs, openVault } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const three = shared['three devices'];
const noVault = { can: { camera: true, vault: false } } as const;
const own = { ...openVault, entries: [kept('v1', 'taro', { deviceId: 'd2' })] };

/** The list is there, and the vault has said which of the devices this is. */
const list = (account = three, about?: Partial<Context>) => play(devicesFlow, about).answer(account).keep(openVault);
const focusOf = ({ screen }: ReturnType<typeof play>) => (screen.kind === 'list' ? screen.focus : undefined);
const ids = (flow: ReturnType<typeof play>) => flow.rows.map(({ id }) => id);

describe('the list', () => {
  test('holds mail and every device, with what each is, and of copies of one key no more than is known', () => {
    const flow = list();
    assert.deepEqual(ids(flow), ['mail', 'd1', 'd2', 'd3']);
    assert.match(flow.row('d1').facts.join(' '), /Smartphone · Android Added on [^,]+, 2026$/);
    assert.match(flow.text, /last used on .* Several devices have the same key, so nobody can tell/);
  });

  test('tells of each device when its code was last taken, where each has a key of its own', () => {
    const policy = { ...three.policy, secretModel: 'per-device' as const };
    const flow = play(devicesFlow)
      .answer({ ...three, policy })
      .keep(own);
    assert.match(flow.row('d1').facts.join(' '), /Smartphone · Android Added on .*, last used on /);
    assert.match(flow.row('d3').facts.join(' '), /not used yet/);
    assert.doesNotMatch(flow.text, /nobody can tell/);
  });

  test('is on the screen before the vault has answered, which marks this browser', () => {
    const flow = play(devicesFlow).answer(three);
    assert.equal(flow.rows.length, 4);
    assert.equal(flow.keep(own).row('d2').mark, 'This browser');
    assert.equal(flow.row('d1').mark, undefined);
  });

  test('leads from the row of this browser to its codes', () => {
    const flow = play(devicesFlow).answer(three).keep(own);
    assert.equal(flow.press('Show the codes', 'd2').next, 'authenticator');
    assert.ok(!flow.row('d1').actions.some(({ label }) => label === 'Show the codes'));
  });

  test('leads from the row of mail to what can be done about it, but where that stands above as what comes first', () => {
    const ways = (account: Parameters<typeof list>[0]) =>
      list(account)
        .rows.find(({ id }) => id === 'mail')!
        .actions.map(({ label }) => label);
    assert.deepEqual(ways(shared.fresh), []);
    assert.deepEqual(ways(shared['mail set up']), ['Change the mail address']);
    assert.deepEqual(ways(shared['device without mail']), ['Set up mail']);
  });

  test('marks nothing while the vault is locked or fails, and follows it when it opens', () => {
    const flow = play(devicesFlow)
      .answer(three)
      .keep({ at: 'locked', locks: ['passphrase'] });
    assert.equal(flow.row('d2').mark, undefined);
    assert.equal(flow.change(own).row('d2').mark, 'This browser');
    assert.equal(play(devicesFlow).answer(three).fail('failed').at, 'list');
  });

  test('never asks the vault where the page may keep no keys', () => {
    const flow = play(devicesFlow, noVault).answer(three);
    assert.deepEqual([flow.at, flow.effects], ['list', []]);
    flow.send('accountChanged');
    assert.equal(flow.call.operation, 'getAccount');
    assert.deepEqual(flow.answer(shared['one device']).effects, []);
  });

  test('shows what has changed elsewhere', () => {
    const flow = list().send('accountChanged').answer(shared['one device']);
    assert.deepEqual(ids(flow), ['mail', 'd1']);
  });

  test('without a device names the first thing to do', () => {
    const first = list(shared.fresh);
    assert.equal(first.press('Set up mail').next, 'mail');
    assert.deepEqual(first.row('mail').actions, []);
    const flow = list(shared['mail set up']);
    assert.match(flow.text, /No device shows your one-time password yet/);
    assert.deepEqual(flow.labels.slice(0, 2), ['Set up the app on a smartphone', 'Set up the app in a browser']);
  });

  test('leads to a new key only where the devices share one', () => {
    assert.equal(list().press('Renew the key').next, 'renew-key');
    assert.ok(!list(perDevice['three devices']).labels.includes('Renew the key'));
  });

  test('without a back end is none: the questions are asked instead', () => {
    assert.equal(play(devicesFlow, { mode: 'guide' }).next, 'choose');
  });
});

describe('a device that waits for the new key', () => {
  test('says that its codes are refused, and is synced from one that has it', () => {
    const flow = list(shared['key renewed']);
    assert.match(flow.row('d2').warning ?? '', /Until you sync this device again, its codes are refused/);
    assert.deepEqual(flow.press('Sync again', 'd2').effects, [
      { effect: 'hand-over', flow: 'sync-smartphone-browser', input: { deviceId: 'd2' } },
    ]);
    assert.equal(flow.row('d1').warning, undefined);
    const one = three.devices.map((each) => ({ ...each, failedLately: each.id === 'd2' ? 1 : 0 }));
    assert.match(list({ ...three, devices: one }).row('d2').warning ?? '', /Wrong codes since the last right one: 1/);
  });

  test('is set up again where no other device has it', () => {
    const { devices } = shared['key renewed'];
    const account = { ...shared['key renewed'], devices: devices.map((each) => ({ ...each, needsSync: true })) };
    assert.deepEqual(list(account).press('Set up again', 'd2').effects, [
      { effect: 'hand-over', flow: 'app-browser', input: { anew: { deviceId: 'd2' } } },
    ]);
  });
});

describe('wrong codes', () => {
  test('are told of the device that they came from', () => {
    const flow = list();
    assert.match(flow.row('d2').warning ?? '', /Wrong codes since the last right one: 2/);
    assert.equal(flow.row('d1').warning, undefined);
  });

  test('that count for the whole account are told once, of no device', () => {
    const account = { ...three, devices: three.devices.map((each) => ({ ...each, failedLately: 3 })) };
    const flow = list(account);
    assert.equal(flow.text.match(/Wrong codes since the last right one: 3/g)?.length, 1);
    assert.ok(flow.rows.every(({ warning }) => !warning));
  });
});

describe('a name', () => {
  test('is changed in its row, and the person stays there', () => {
    const flow = list().press('Rename', 'd2').type('  研究室 ');
    assert.deepEqual(flow.call.input, { id: 'd2', name: '研究室' });
    flow.answer({ device: { ...three.devices[1]!, name: '研究室' } }).answer(three);
    assert.deepEqual([flow.at, focusOf(flow)], ['list', 'd2']);
  });

  test('that another device has is not taken', () => {
    const flow = list().press('Rename', 'd2').type('Pixel');
    assert.match(flow.alert, /Another device has this name/);
    assert.deepEqual([flow.isCalling, flow.row('d2').edit?.value], [false, 'Pixel']);
    assert.deepEqual(list().press('Rename', 'd2').type('Lab computer').call.input, { id: 'd2', name: 'Lab computer' });
  });

  test('that has to wait says so', () => {
    const { screen } = list(three)
      .press('Rename', 'd1')
      .type('研究室')
      .refuse({ code: 'rate_limited', retryAfterMs: 9000 });
    assert.ok(screen.alert && 'refusal' in screen.alert && lockedUntilMs(screen.alert.refusal) === nowMs + 9000);
  });

  test('that could not be saved is still in the field', () => {
    const flow = list().press('Rename', 'd2').type('研究室').refuse({ code: 'offline' });
    assert.match(flow.alert, /could not be saved/);
    assert.equal(flow.row('d2').edit?.value, '研究室');
  });

  test('is still in the field of whoever gives up at the proof of identity, and nothing is called a failure', () => {
    const flow = list().press('Rename', 'd2').type('研究室').refuse({ code: 'step_up_required' });
    assert.deepEqual([flow.alert, flow.row('d2').edit?.value], ['', '研究室']);
  });

  test('that is empty is refused, and cancelling leaves the old one', () => {
    const flow = list().press('Rename', 'd2');
    assert.match(flow.type(' ').alert, /Type a name/);
    assert.match(flow.type('\u200b').refuse({ code: 'invalid_input' }).alert, /Type a name/);
    flow.press('Cancel', 'd2');
    assert.deepEqual([flow.row('d2').title, focusOf(flow)], ['Lab computer', 'd2']);
  });

  test('of a device that is gone is not asked for any more', () => {
    const flow = list().press('Rename', 'd2').type('研究室').refuse({ code: 'not_found' });
    assert.deepEqual(ids(flow.answer(shared['one device'])), ['mail', 'd1']);
  });
});

describe('a device that has just been removed', () => {
  const removed = () => list(shared['one device'], { input: { deviceId: 'd2' } });

  test('can be put back, and is on the list again', () => {
    const flow = removed();
    assert.match(flow.alert, /The device is removed\./);
    flow.press('Undo');
    assert.deepEqual([flow.call.operation, flow.call.input], ['restoreDevice', { id: 'd2' }]);
    flow.answer({ device: three.devices[1]! }).answer(three);
    assert.match(flow.alert, /on the list again/);
    assert.equal(focusOf(flow), 'd2');
  });

  test('can be put back no more when it comes too late, and one hears what to do', () => {
    const flow = removed().press('Undo').refuse({ code: 'not_found' }).answer(shared['one device']);
    assert.match(flow.alert, /could not be put back\. Add it again instead/);
  });

  test('is still to be put back after a change from outside', () => {
    const flow = removed().send('accountChanged').answer(shared['one device']);
    assert.match(flow.alert, /The device is removed\./);
  });

  test('is put back after a reload, too, as long as the service says so, the one removed last first', () => {
    const removed = [
      { id: 'd7', name: 'Tablet', restorableUntil: new Date(nowMs + 60_000).toISOString() },
      { id: 'd8', name: 'Old phone', restorableUntil: new Date(nowMs + 120_000).toISOString() },
    ];
    const account = { ...shared['one device'], removed };
    const flow = list(account);
    const until = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(nowMs + 120_000);
    assert.match(flow.alert, /The device is removed\.\s+Old phone/);
    assert.ok(flow.alert.includes(`You can undo this until ${until}.`), flow.alert);
    assert.deepEqual(flow.press('Undo').call.input, { id: 'd8' });
    assert.equal(list(account, { nowMs: nowMs + 120_000 }).alert, '');
    // By the clock of the service.
    assert.match(list(account, { nowMs: nowMs + 120_000, clockAheadMs: 30_000 }).alert, /is removed/);
    assert.equal(list({ ...account, removed: [] }, { input: { deviceId: 'd8' } }).alert, 'The device is removed.');
    const none = list({ ...account, offers: ['getAccount'] });
    assert.deepEqual([none.alert, none.labels], ['', []]);
  });

  test('that is on the list all the same is not called removed', () => {
    const flow = list(three, { input: { deviceId: 'd2' } });
    assert.deepEqual([flow.alert, focusOf(flow)], ['', 'd2']);
  });
});

describe('a long list', () => {
  test('shows fifty devices and then more, from the first new one on', () => {
    const flow = list(manyDevices);
    assert.equal(flow.rows.length, 51);
    flow.press('Show more devices (1)');
    assert.deepEqual([flow.rows.length, focusOf(flow)], [52, 'd51']);
    assert.ok(!flow.text.includes('Show more devices'));
  });

  test('reaches as far as the device that the person comes back to', () => {
    assert.equal(focusOf(list(manyDevices, { input: { deviceId: 'd51' } })), 'd51');
    assert.ok(list(manyDevices, { input: { deviceId: 'd51' } }).row('d51'));
  });

  test('stays as long as it was when it is read anew', () => {
    const flow = list(manyDevices).press('Show more devices (1)').send('accountChanged').answer(manyDevices);
    assert.equal(flow.rows.length, 52);
  });

  test('marks this browser also when more is asked for before the vault has answered', () => {
    const flow = play(devicesFlow).answer(manyDevices).press('Show more devices (1)');
    assert.equal(focusOf(flow), 'd51');
    assert.equal(
      flow.keep({ ...openVault, entries: [kept('v1', 'taro', { deviceId: 'd51' })] }).row('d51').mark,
      'This browser',
    );
  });

  test('still offers to undo a removal after more of it was asked for', () => {
    const flow = list(manyDevices, { input: { deviceId: 'gone' } }).press('Show more devices (1)');
    assert.match(flow.alert, /The device is removed/);
  });
});

test('only those that share the key are said to', () => {
  const used = { ...three, devices: three.devices.map((each) => ({ ...each, lastUsedAt: each.addedAt })) };
  assert.match(list(used).text, /Several devices have the same key/);
  const waiting = (count: number) => ({
    ...used,
    devices: used.devices.map((each, at) => ({ ...each, needsSync: at >= 3 - count })),
  });
  // The other two are copies of each other still; of the third its own use is known.
  assert.match(list(waiting(1)).text, /Several devices have the same key/);
  assert.match(list(waiting(1)).row('d3').facts.join(' '), /last used on/);
  assert.doesNotMatch(list(waiting(2)).text, /nobody can tell/);
  assert.match(list(waiting(2)).row('d1').facts.join(' '), /last used on/);
});

test('a reset that waits is told, here and on the first page, with the way on', () => {
  const waiting = accounts['left half way']['reset begun'];
  for (const flow of [list(waiting), play(overviewFlow).answer(waiting)]) {
    assert.match(flow.alert, /Setting up again is not finished\./);
    assert.equal(flow.press('Go on').next, 'reset');
  }
  const unknown = { ...waiting, offers: ['beginApp', 'confirmApp'] };
  for (const flow of [list(unknown), play(overviewFlow).answer(unknown)]) assert.equal(flow.alert, '');
  // What was just done comes first.
  assert.match(list(waiting, { input: { deviceId: 'd9' } }).alert, /The device is removed/);
});

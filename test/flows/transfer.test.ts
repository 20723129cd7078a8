import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { KeyReading, KeysRead } from '../../src/flows/machine/effects.ts';
import { changeDeviceFlow } from '../../src/flows/transfer/change-device.flow.ts';
import { syncFlow } from '../../src/flows/transfer/sync.flow.ts';
import { syncBrowserBrowserFlow } from '../../src/flows/transfer/sync-browser-browser.flow.ts';
import { syncBrowserSmartphoneFlow } from '../../src/flows/transfer/sync-browser-smartphone.flow.ts';
import { syncSmartphoneBrowserFlow } from '../../src/flows/transfer/sync-smartphone-browser.flow.ts';
import { syncSmartphoneSmartphoneFlow } from '../../src/flows/transfer/sync-smartphone-smartphone.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, canary, keysLocked, keysRead } from './samples.ts';

const { shared, 'per-device': perDevice } = accounts;
const guide = { mode: 'guide' } as const;
const device = { ...shared['three devices'].devices[0]!, id: 'd9', name: 'Neues' };
const sync = { id: 's1', kind: 'browser', expiresAt: '2026-10-05T04:00:00Z', attemptsLeft: 5, key: null } as const;

const entry = makeEntry('Kyoto University', 'taro', {
  secret: new Secret(canary.key),
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
});
const reading = (rest: Partial<KeysRead> = {}): { reading: KeyReading } => ({ reading: keysRead(rest) });
const picked = { sources: [new Secret('anything')] };

/** At the screen that reads, manual 2-5 without a back end. */
const atReader = () => play(syncSmartphoneBrowserFlow, guide);

describe('reading', () => {
  test('three codes come in any order, and the account found early may be taken at once', () => {
    const flow = atReader();
    const show = (index: number, mine: (typeof entry)[]) =>
      flow
        .send('picked', picked)
        .send('read', reading({ mine, others: 8, part: { index, of: 3, mark: String(index) } }));
    show(2, []);
    assert.match(flow.text, /1 of 3 QR codes read\./);
    show(0, [entry]);
    assert.match(flow.text, /2 of 3 QR codes read\.\nThe account is among them/);
    assert.match(flow.text, /Go on with this account/);
    assert.equal(flow.send('tookFound').at, 'show');
  });

  test('the only account of the institution is taken without a question', () => {
    const flow = atReader();
    const show = (index: number, mine: (typeof entry)[]) =>
      flow.send('picked', picked).send('read', reading({ mine, part: { index, of: 2, mark: String(index) } }));
    show(1, []);
    assert.equal(show(0, [entry]).at, 'show');
  });

  test('of several accounts the names are the answers', () => {
    const other = makeEntry('Kyoto University', 'jiro', { ...entry.key, secret: new Secret('JBSWY3DPEHPK3PXP') });
    const flow = atReader()
      .send('picked', picked)
      .send('read', reading({ mine: [entry, other] }));
    assert.match(flow.text, /Which one is it\?/);
    assert.equal(flow.press('Kyoto University · jiro').at, 'show');
  });

  test('a code read again changes nothing; another one of its number begins a new set', () => {
    const flow = atReader();
    const show = (index: number, mark: string) =>
      flow.send('picked', picked).send('read', reading({ part: { index, of: 3, mark } }));
    show(0, 'a');
    show(2, 'b');
    assert.match(show(0, 'a').text, /2 of 3 QR codes read\./);
    assert.match(show(0, 'c').text, /1 of 3 QR codes read\./);
  });

  test('accounts of others only are counted and said to be gone', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', reading({ others: 24 }));
    assert.match(flow.text, /no account of Kyoto University[^]*24 accounts of others\. None of them was kept/);
  });

  test('a page without https says so before a key is brought, once, and has no digits compared that it cannot make', () => {
    const insecure = { ...guide, can: { camera: false, vault: false, insecure: true } };
    const flow = play(syncSmartphoneBrowserFlow, insecure);
    assert.match(flow.alert, /did not come over a secure connection\. Open it with an address that begins with https/);
    flow.send('picked', picked).send('read', reading({ others: 1 }));
    assert.doesNotMatch(flow.alert, /secure connection/);
    flow.send('picked', picked).send('read', reading({ mine: [entry] }));
    flow.press('The new app shows digits');
    assert.equal(flow.screen.kind, 'notice');
    assert.match(flow.text, /Hold the two devices side by side/);
  });

  test('one account of somebody else is not “accounts”', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', reading({ others: 1 }));
    assert.match(flow.text, /It holds 1 account of somebody else\. It was not kept/);
  });

  test('an account of the institution that cannot be used is told as such, with the reason and a way on', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', reading({ leftOut: [{ name: 'Kyoto University · taro', why: 'algorithm' }], others: 2 }));
    assert.match(flow.text, /Found Kyoto University · taro, but it cannot be used: the algorithm is none of SHA1/);
    assert.match(flow.text, /set up again to get a new key\.\nIt holds 2 accounts of others/);
    assert.doesNotMatch(flow.text, /no account of/);
  });

  test('codes that are read at once count at once, and what is no code is told beside the account', () => {
    const flow = atReader().send('picked', picked);
    const of = (index: number, mine: (typeof entry)[] = []) =>
      keysRead({ mine, part: { index, of: 3, mark: String(index) } }).read;
    flow.send('read', {
      reading: {
        ...keysRead(),
        read: [...of(0), ...of(2), ...of(1, [entry]), ...of(2)],
        unread: [{ why: 'other-file', format: null, kind: 'pdf' }],
      },
    });
    assert.equal(flow.at, 'found');
    assert.match(flow.text, /Not read: This is a PDF document/);
    assert.equal(flow.press('Yes, it is Kyoto University · taro').at, 'show');
  });

  test('where the account is here, nobody has to look for the password of a file beside it', () => {
    const flow = atReader().send('picked', picked);
    const both = { ...keysLocked(), read: keysRead({ mine: [entry] }).read };
    assert.equal(flow.send('read', { reading: both }).at, 'show');
  });

  test('a single account under another name is the person’s to recognise', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', { reading: { ...keysRead({ others: 1 }), single: entry } });
    assert.match(flow.text, /Is this your account at Kyoto University\?[^]*Yes, it is Kyoto University · taro/);
  });

  test('a protected file names its app before it asks, says when the password is wrong, and can be given up', () => {
    const flow = atReader().send('picked', picked);
    flow.send('read', { reading: keysLocked() });
    assert.match(flow.text, /protected export of Aegis/);
    flow.type('wrong');
    assert.equal(flow.screen.kind, 'wait');
    flow.send('read', { reading: keysLocked({ isWrong: true }) });
    assert.match(flow.text, /The password is not right\./);
    assert.equal(flow.type('slow').press('Stop').at, 'locked');
    assert.equal(flow.send('wentBack').at, 'read');
  });
});

test('2-5 without a back end ends with the live code: nothing else proves the new app there', () => {
  const flow = atReader()
    .send('picked', picked)
    .send('read', reading({ mine: [entry] }));
  assert.equal(flow.screen.kind, 'show-key');
  assert.match(flow.text, /Add Authenticator to this browser[^]*In Authenticator, open “Scan QR Code”\./);
  flow.press('The new app shows digits');
  assert.equal(flow.screen.kind, 'compare-code');
  flow.press('Yes, both show the same');
  assert.equal(flow.at, 'done');
  assert.equal(flow.next, 'complete');
});

test('digits that differ lead to what to do about it, and back', () => {
  const flow = play(syncBrowserBrowserFlow, guide)
    .press('I have the file')
    .press('The new app shows digits')
    .press('No, they differ');
  assert.match(flow.text, /automatic date and time/);
  assert.equal(flow.press('Compare again').at, 'compare');
});

/** Manual 2-3 at the code of the new app. */
const atCode = (flow = play(syncSmartphoneSmartphoneFlow)) =>
  flow
    .answer(shared['one device'])
    .press('The QR code is there')
    .press('The new app shows digits')
    .answer({ ...sync, kind: 'smartphone' });

test('2-3 with a back end: give, take and the code; nothing is asked about the apps, the digits, the name or the old device', () => {
  const flow = play(syncSmartphoneSmartphoneFlow).answer(shared['one device']);
  assert.match(flow.text, /On the smartphone you have[^]*Google Authenticator[^]*only the account “Kyoto University”/);
  assert.match(flow.press('The QR code is there').text, /On the other smartphone\nGet Google Authenticator there/);
  flow.press('The new app shows digits');
  assert.deepEqual(flow.call.input, { kind: 'smartphone' });
  flow.answer({ ...sync, kind: 'smartphone' }).type('271 828');
  assert.deepEqual(flow.call.input, { id: 's1', code: canary.appCode, name: 'Smartphone' });
  flow.answer({ device });
  assert.equal(flow.at, 'done');
  assert.match(flow.text, /Before you give one of them away, come back: “I am replacing a device”/);
});

test('the steps are the screens that one sees on the way', () => {
  const flow = play(syncSmartphoneSmartphoneFlow).answer(shared['one device']);
  const seen = () => flow.screen.progress && [flow.screen.progress.at, ...flow.screen.progress.steps];
  assert.deepEqual(seen(), [0, 'Export', 'Scan', 'Confirm']);
  assert.equal(flow.press('The QR code is there').screen.progress?.at, 1);
  flow.press('The new app shows digits').answer({ ...sync, kind: 'smartphone' });
  assert.deepEqual(seen(), [2, 'Export', 'Scan', 'Confirm']);
});

test('a code that is refused leads to what may be wrong, and back to the field', () => {
  const flow = atCode();
  assert.ok(!flow.labels.includes('It is refused again and again'));
  flow.type(canary.appCode).refuse({ code: 'invalid_code', attemptsLeft: 4 });
  flow.press('It is refused again and again');
  assert.match(flow.text, /automatic date and time[^]*Two accounts with the same name/);
  assert.equal(flow.press('Type the digits again').at, 'code');
});

test('another app at either end is a press away, and what was read serves the other app, too', () => {
  const flow = play(syncSmartphoneSmartphoneFlow, guide).press('It is in another app').press('Another app');
  flow.press('Aegis Authenticator');
  assert.match(flow.text, /Aegis/);
  const show = atReader()
    .send('picked', picked)
    .send('read', reading({ mine: [entry] }))
    .press('Another app there')
    .press('Another app')
    .press('An app that is not listed');
  assert.equal(show.at, 'show');
});

test('2-4: an extension’s window closes at a press, so one screen tells of both devices, the phone first', () => {
  const flow = play(syncBrowserSmartphoneFlow).answer({
    ...shared['one device'],
    devices: [shared['three devices'].devices[1]!],
  });
  assert.match(flow.text, /First, on the smartphone:[^]*Scan a QR code[^]*icon with a QR code[^]*scan it first/);
  flow.press('The new app shows digits');
  assert.deepEqual(flow.call.input, { kind: 'smartphone' });
});

test('Microsoft Authenticator gives nothing: that is said before anything else is asked, with ways on', () => {
  const flow = play(syncSmartphoneSmartphoneFlow, guide).press('It is in another app').press('Microsoft Authenticator');
  assert.match(flow.text, /Microsoft Authenticator has no way/);
  assert.ok(flow.screen.links!.length > 0);
  assert.equal(flow.press('Set up again').next, 'reset');
});

test('one secret a device: a code of the one there is, then a key of its own; nothing is carried over', () => {
  const flow = play(syncSmartphoneBrowserFlow).answer(perDevice['one device']);
  flow.type(canary.appCode);
  assert.deepEqual(flow.call.input, { kind: 'browser', code: canary.appCode });
  flow.answer({ ...sync, key: { ...entry.key, secret: canary.key, uri: entry.key.uri.reveal() } });
  assert.equal(flow.screen.kind, 'show-key');
});

/** The change of device at the old one. */
const atOld = (account: object) =>
  play(changeDeviceFlow)
    .answer(account)
    .press('On another smartphone')
    .press('The QR code is there')
    .press('The new app shows digits')
    .answer({ ...sync, kind: 'smartphone' })
    .type(canary.appCode)
    .answer({ device });

test('the change of device warns before the old one goes, and takes the only one off the list without asking which', () => {
  const flow = atOld(shared['one device']);
  assert.match(flow.text, /Do not trade in[^]*“Pixel” is then taken off the list/);
  assert.equal(flow.screen.back, undefined);
  assert.deepEqual(flow.screen.progress, {
    steps: ['Export', 'Scan', 'Confirm', 'Delete the old one'],
    at: 3,
  });
  flow.press('It is deleted');
  assert.deepEqual(flow.call.input, { id: 'd1' });
  assert.match(
    flow.answer({ stillValid: true, restorableUntil: '2026-10-05T03:10:00Z' }).text,
    /goes on showing valid codes/,
  );
});

test('which device is replaced is asked where there are several of its kind', () => {
  const [pixel] = shared['one device'].devices;
  const two = { ...shared['one device'], devices: [pixel!, { ...pixel!, id: 'd7', name: 'Tablet' }] };
  const flow = atOld(two);
  assert.match(flow.text, /Which device are you replacing\?/);
  // A wrong press is not for ever.
  assert.equal(flow.press('Pixel').back().at, 'pickOld');
  flow.press('Tablet').press('It is deleted');
  assert.deepEqual(flow.call.input, { id: 'd7' });
  assert.equal(flow.refuse({ code: 'not_found' }).at, 'done');
  const none = atOld(two).press('None of these').press('It is deleted');
  assert.match(none.text, /goes on showing valid codes/);
});

test('where no list is known, an old device is given up without being picked from one', () => {
  const flow = play(changeDeviceFlow, guide)
    .press('On a smartphone')
    .press('On another smartphone')
    .press('The QR code is there')
    .press('The new app shows digits')
    .press('Yes, both show the same')
    .press('It is deleted');
  assert.equal(flow.at, 'done');
});

test('what the account or the page tells is not asked', () => {
  assert.equal(play(syncFlow).answer(shared['one device']).at, 'to');
  assert.equal(play(syncFlow).answer(shared['three devices']).at, 'from');
  assert.equal(play(syncFlow, { ...guide, from: 'browser', to: 'smartphone' }).next, 'sync-browser-smartphone');
  const keepsNothing = { ...guide, can: { camera: true, vault: false } };
  assert.equal(
    play(syncFlow, { ...keepsNothing, to: 'browser' }).press('On a smartphone').next,
    'sync-smartphone-browser',
  );
  // A browser may be this one.
  const labels = play(syncFlow, { ...guide, from: 'smartphone', to: 'browser' }).labels;
  assert.deepEqual(labels.slice(0, 2), ['In a browser on a computer', 'In this browser: this page itself']);
});

test('whoever came to add a device and wants to replace one gets there from the first question', () => {
  assert.equal(play(syncFlow).answer(shared['one device']).press('I am replacing a device').next, 'change-device');
  assert.equal(play(syncFlow, guide).press('I am replacing a device').next, 'change-device');
});

test('back from the first screen of a manual leads to where the app is wanted, unless the page has said it', () => {
  assert.deepEqual(play(syncSmartphoneSmartphoneFlow, guide).back().effects, [
    { effect: 'hand-over', flow: 'sync', input: { from: 'smartphone' } },
  ]);
  assert.equal(play(syncFlow, { ...guide, input: { from: 'smartphone' } }).at, 'to');
  const said = play(syncSmartphoneSmartphoneFlow, { ...guide, from: 'smartphone', to: 'smartphone' });
  assert.equal(said.back().next, 'choose');
  assert.equal(play(syncFlow).answer(shared['one device']).back().next, 'choose');
});

test('this page is a place for the app where it may keep keys', () => {
  const here = 'In this browser: this page itself';
  const flow = play(syncFlow).answer(shared['one device']).press(here);
  assert.deepEqual(flow.effects, [{ effect: 'hand-over', flow: 'sync-smartphone-browser', input: { isHere: true } }]);
  const keepsNothing = { can: { camera: true, vault: false } };
  assert.ok(!play(syncFlow, keepsNothing).answer(shared['one device']).labels.includes(here));
});

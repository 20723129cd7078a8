import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import type { KeyReading, KeysRead } from '../../src/flows/machine/effects.ts';
import { changeDeviceFlow } from '../../src/flows/transfer/change-device.flow.ts';
import { syncFlow } from '../../src/flows/transfer/sync.flow.ts';
import { syncBrowserBrowserFlow } from '../../src/flows/transfer/sync-browser-browser.flow.ts';
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
const atReader = () =>
  play(syncSmartphoneBrowserFlow, guide).press('Google Authenticator').press('Authenticator').press('It is there');

describe('reading', () => {
  test('three codes come in any order, and the account found early may be taken at once', () => {
    const flow = atReader();
    const show = (index: number, mine: (typeof entry)[]) =>
      flow
        .send('picked', picked)
        .send('read', reading({ mine, others: 8, part: { index, of: 3, mark: String(index) } }));
    show(2, []);
    assert.match(flow.text, /1 of 3 codes read\./);
    show(0, [entry]);
    assert.match(flow.text, /2 of 3 codes read\.\nThe account is among them/);
    assert.match(flow.text, /Go on with this account/);
    assert.equal(flow.send('tookFound').at, 'found');
    flow.send('readAgain');
    show(1, []);
    show(0, [entry]);
    assert.equal(show(2, []).at, 'found');
  });

  test('a code read again changes nothing; another one of its number begins a new set', () => {
    const flow = atReader();
    const show = (index: number, mark: string) =>
      flow.send('picked', picked).send('read', reading({ part: { index, of: 3, mark } }));
    show(0, 'a');
    show(2, 'b');
    assert.match(show(0, 'a').text, /2 of 3 codes read\./);
    assert.match(show(0, 'c').text, /1 of 3 codes read\./);
  });

  test('accounts of others only are counted and said to be gone', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', reading({ others: 24 }));
    assert.match(flow.text, /no account of Kyoto University[^]*24 accounts of others\. None of them was kept/);
  });

  test('a page without https says so before a key is brought, once, and has no digits compared that it cannot make', () => {
    const insecure = { ...guide, can: { camera: false, vault: false, insecure: true } };
    const flow = play(syncSmartphoneBrowserFlow, insecure)
      .press('Google Authenticator')
      .press('Authenticator')
      .press('It is there');
    assert.match(flow.alert, /did not come over a secure connection\. Open it with an address that begins with https/);
    flow.send('picked', picked).send('read', reading({ others: 1 }));
    assert.doesNotMatch(flow.alert, /secure connection/);
    flow.send('picked', picked).send('read', reading({ mine: [entry] }));
    flow.press('Kyoto University · taro').press('The new app shows digits');
    assert.equal(flow.screen.kind, 'notice');
    assert.match(flow.text, /Hold the old device and the new one side by side/);
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
  });

  test('where the account is here, nobody has to look for the password of a file beside it', () => {
    const flow = atReader().send('picked', picked);
    const both = { ...keysLocked(), read: keysRead({ mine: [entry] }).read };
    assert.equal(flow.send('read', { reading: both }).at, 'found');
  });

  test('a single account under another name is the person’s to recognise', () => {
    const flow = atReader()
      .send('picked', picked)
      .send('read', { reading: { ...keysRead({ others: 1 }), single: entry } });
    assert.match(flow.text, /Is this your account at Kyoto University\?/);
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

test('2-5 without a back end ends with the live code, a sign-in to prove it, and the old device', () => {
  const flow = atReader()
    .send('picked', picked)
    .send('read', reading({ mine: [entry] }));
  flow.press('Kyoto University · taro');
  assert.equal(flow.screen.kind, 'show-key');
  assert.match(flow.text, /In Authenticator, open “Scan QR Code”\./);
  flow.press('The new app shows digits');
  assert.equal(flow.screen.kind, 'compare-code');
  flow.press('Yes, both show the same').press('The digits were accepted').press('Keep both');
  assert.equal(flow.at, 'done');
  assert.doesNotMatch(flow.text, /give one of them away/, 'only where both are of one kind');
});

test('digits that differ lead to what to do about it, and back', () => {
  const flow = play(syncBrowserBrowserFlow, guide)
    .press('Authenticator')
    .press('Authenticator')
    .press('It is there')
    .press('I have the file')
    .press('The new app shows digits')
    .press('No, they differ');
  assert.match(flow.text, /automatic date and time/);
  assert.equal(flow.press('Compare again').at, 'compare');
});

test('2-3 with a back end: the code of the new app proves it, and the service says so', () => {
  const flow = play(syncSmartphoneSmartphoneFlow)
    .answer(shared['one device'])
    .press('Google Authenticator')
    .press('Google Authenticator')
    .press('It is there')
    .press('The QR code is there')
    .press('The new app shows digits')
    .press('Yes, both show the same');
  assert.deepEqual(flow.call.input, { kind: 'smartphone' });
  flow.answer({ ...sync, kind: 'smartphone' }).type('271 828');
  assert.deepEqual(flow.call.input, { id: 's1', code: canary.appCode });
  flow.answer({ device });
  assert.equal(flow.at, 'naming');
});

test('Microsoft Authenticator gives nothing: why, setting up again, and another app', () => {
  const flow = play(syncSmartphoneSmartphoneFlow, guide).press('Microsoft Authenticator').press('Google Authenticator');
  assert.match(flow.text, /Microsoft Authenticator has no way/);
  assert.ok(flow.screen.links!.length > 0);
  assert.equal(flow.press('Set up again').next, 'reset');
});

test('one secret a device: a code of the old one, then a key of its own; nothing is carried over', () => {
  const flow = play(syncSmartphoneBrowserFlow)
    .answer(perDevice['one device'])
    .press('Authenticator')
    .press('It is there');
  flow.type(canary.appCode);
  assert.deepEqual(flow.call.input, { kind: 'browser', code: canary.appCode });
  flow.answer({ ...sync, key: { ...entry.key, secret: canary.key, uri: entry.key.uri.reveal() } });
  assert.equal(flow.screen.kind, 'show-key');
});

test('the change of device warns before the old one goes, and takes it off the list', () => {
  const flow = play(changeDeviceFlow).answer(shared['one device']).press('On another smartphone');
  flow.press('Google Authenticator').press('Google Authenticator').press('It is there');
  flow.press('The QR code is there').press('The new app shows digits').press('Yes, both show the same');
  flow
    .answer({ ...sync, kind: 'smartphone' })
    .type(canary.appCode)
    .answer({ device })
    .type('Neues');
  assert.match(flow.text, /Do not trade in/);
  flow.press('It is deleted').press('Pixel');
  assert.deepEqual(flow.call.input, { id: 'd1' });
  assert.match(
    flow.answer({ stillValid: true, restorableUntil: '2026-10-05T03:10:00Z' }).text,
    /goes on showing valid codes/,
  );
});

test('where no list is known, an old device is given up without being picked from one', () => {
  const flow = atReader()
    .send('picked', picked)
    .send('read', reading({ mine: [entry] }))
    .press('Kyoto University · taro')
    .press('The new app shows digits')
    .press('Yes, both show the same')
    .press('The digits were accepted')
    .press('Stop using the old one')
    .press('It is deleted');
  assert.equal(flow.at, 'done');
});

test('whoever keeps two of one kind is told to come back before one goes', () => {
  const flow = play(syncSmartphoneSmartphoneFlow)
    .answer(shared['one device'])
    .press('Google Authenticator')
    .press('Google Authenticator')
    .press('It is there')
    .press('The QR code is there')
    .press('The new app shows digits')
    .press('Yes, both show the same');
  flow
    .answer({ ...sync, kind: 'smartphone' })
    .type(canary.appCode)
    .answer({ device })
    .type('Neues')
    .press('Keep both');
  assert.match(flow.text, /Before you give one of them away, come back here\./);
});

test('what the account or the page tells is not asked', () => {
  assert.equal(play(syncFlow).answer(shared['one device']).at, 'to');
  assert.equal(play(syncFlow).answer(shared['three devices']).at, 'from');
  assert.equal(play(syncFlow, { ...guide, from: 'browser', to: 'smartphone' }).next, 'sync-browser-smartphone');
  assert.equal(play(syncFlow, { ...guide, to: 'browser' }).press('On a smartphone').next, 'sync-smartphone-browser');
});

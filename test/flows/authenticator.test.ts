import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readShape } from '../../src/contract/shape.ts';
import type { Account, Output } from '../../src/contract/types.ts';
import { contract, type OperationName } from '../../src/contract/table.ts';
import { makeEntry, type Entry } from '../../src/core/entry.ts';
import { deadIds } from '../../src/flows/own-app/dead.ts';
import type { KeptEntry } from '../../src/ports/vault.ts';
import { authenticatorAccessFlow } from '../../src/flows/own-app/authenticator-access.flow.ts';
import { authenticatorAddFlow } from '../../src/flows/own-app/authenticator-add.flow.ts';
import { authenticatorExportFlow } from '../../src/flows/own-app/authenticator-export.flow.ts';
import { authenticatorFlow } from '../../src/flows/own-app/authenticator.flow.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { Secret } from '../../src/core/secret.ts';
import { play } from './play.ts';
import { accounts, canary, kept, keysLocked, keysRead, openVault, nowMs, pickedSamples, shapes } from './samples.ts';

const taro = kept('v1', 'taro', { name: '研究室' });
const hanako = { ...kept('v2', 'hanako'), ...makeEntry('例', 'hanako', taro.key) };
const two = { ...openVault, entries: [taro, hanako] };
const locked = { at: 'locked', locks: ['passphrase'] } as const;

const open = (vault: object = two, about?: Partial<Context>) => play(authenticatorFlow, about).keep(vault);
const alertAction = ({ screen }: ReturnType<typeof play>) =>
  screen.alert && 'action' in screen.alert ? screen.alert.action?.label : undefined;

describe('the codes', () => {
  test('every account shows its code under the name that the person gave it', () => {
    const flow = open();
    assert.equal(flow.row('v1').title, '研究室');
    assert.deepEqual(flow.row('v1').facts, ['Kyoto University · taro']);
    assert.deepEqual(flow.row('v2').facts, ['hanako']);
    assert.equal(flow.row('v2').code?.key, hanako.key);
  });

  test('an empty app says what it is for, warns of shared computers and asks for a first account', () => {
    const flow = open(openVault);
    assert.match(flow.text, /No account in this browser yet[^]*with or without a connection[^]*Not on a shared/);
    assert.equal(flow.press('Add an account').next, 'authenticator-add');
    assert.equal(open(openVault).press('I do not have the app anywhere yet').next, 'app-browser');
  });

  test('lead back where the app is not the whole page; the app itself has nowhere to go back to', () => {
    assert.equal(open(two, { home: 'sync' }).back().next, 'sync');
    assert.ok(!('back' in open(two, { home: 'authenticator' }).screen));
    const closed = (home: Context['home']) => play(authenticatorAccessFlow, { home }).keep(locked);
    assert.equal(closed('devices').back().next, 'devices');
    assert.ok(!('back' in closed('authenticator').screen));
  });

  test('without a back end nobody is sent to a set-up that needs one', () => {
    assert.ok(!open(openVault, { mode: 'guide' }).labels.includes('I do not have the app anywhere yet'));
  });

  test('what the service does not offer is not offered here', () => {
    const without = (missing?: OperationName) => ({
      offers: (Object.keys(contract) as OperationName[]).filter((operation) => operation !== missing),
    });
    const further = (about: Partial<Context>) =>
      open(two, about)
        .row('v1')
        .further!.actions.map(({ label }) => label);
    assert.ok(further(without()).includes('Add it to another browser'));
    assert.ok(!further(without('openPairing')).includes('Add it to another browser'));
    const anew = 'I do not have the app anywhere yet';
    assert.ok(open(openVault, without()).labels.includes(anew));
    assert.ok(!open(openVault, without('beginApp')).labels.includes(anew));
  });

  for (const vault of [locked, { at: 'broken', why: 'damaged', count: 1 }, { at: 'unavailable' }] as const) {
    test(`an app that is ${vault.at} hands over to the screens that open it`, () => {
      assert.equal(open(vault).next, 'authenticator-access');
      // …also when another tab makes it so.
      assert.equal(open().change(vault).next, 'authenticator-access');
    });
  }

  test('another browser gets an account sealed, which stands before the way that shows the key', () => {
    const further = open()
      .row('v1')
      .further!.actions.map(({ label }) => label);
    assert.deepEqual(further, ['Add it to another browser', 'Add it to another app', 'Remove']);
    assert.deepEqual(open().press('Add it to another browser', 'v1').effects, [
      { effect: 'hand-over', flow: 'pair-give', input: { accountId: 'v1' } },
    ]);
    assert.equal(open().press('Add it to another app', 'v1').next, 'authenticator-export');
    const alone = open(two, { mode: 'guide' }).row('v1').further!.actions;
    assert.ok(!alone.some(({ label }) => label === 'Add it to another browser'), 'without a mailbox there is none');
  });

  test('what another tab adds is here at once', () => {
    assert.deepEqual(
      open({ ...openVault, entries: [taro] })
        .change(two)
        .rows.map(({ id }) => id),
      ['v1', 'v2'],
    );
  });

  test('what may be lost is said: private windows, unreadable accounts, a browser that clears its data', () => {
    assert.match(open({ ...two, isPrivate: true }).text, /everything here is gone when you close it/);
    assert.match(open({ ...two, lost: 2 }).text, /can no longer be read: 2/);
    assert.match(open({ ...two, isPersistent: false }).text, /may clear your codes when it runs out of room/);
    assert.doesNotMatch(open().text, /private window|can no longer be read|may clear/);
  });

  test('a wrong clock is named, and the codes allow for it', () => {
    const flow = open(two, { clockAheadMs: -90_000 });
    assert.match(flow.text, /90 seconds slow\. The codes here allow for it; other apps do not/);
    assert.equal(flow.row('v1').code?.aheadMs, -90_000);
    assert.doesNotMatch(open(two, { clockAheadMs: 400 }).text, /clock/);
  });
});

describe('an account whose codes no longer count', () => {
  const { 'three devices': three, 'key renewed': renewed, 'mail set up': none } = accounts.shared;
  const tied = (id: string, deviceId: string, account = 'taro') => kept(id, account, { deviceId });
  const dead = (entries: KeptEntry[], account?: Output<'getAccount'>) =>
    [...deadIds(entries, account && (readShape(shapes.getAccount, account) as Account))].join();

  test('is the older one of two for the same device, with or without a connection', () => {
    assert.equal(dead([tied('old', 'd1'), tied('new', 'd1')]), 'old');
    assert.equal(dead([kept('a', 'taro'), kept('b', 'taro')]), '');
  });

  test('is the one whose device waits for the new key', () => {
    assert.equal(dead([tied('v1', 'd2')], renewed), 'v1');
    assert.equal(dead([tied('v1', 'd1')], renewed), '');
  });

  test('is the one whose device is no longer listed, where that ends its codes', () => {
    const gone = tied('v1', 'gone');
    assert.equal(dead([gone], accounts['per-device']['three devices']), 'v1');
    assert.equal(dead([gone], three), '', 'a copy of a shared key');
    assert.equal(dead([gone, tied('v2', 'd1')], three), 'v1', 'the account was set up again in this browser');
    assert.equal(dead([gone], none), 'v1', 'no device is left');
    assert.equal(dead([tied('v1', 'gone', 'hanako')], none), '', 'of somebody else');
  });

  test('comes last, says so, and has its removal in sight', () => {
    const entries = [tied('old', 'gone'), tied('new', 'd1')];
    const flow = open({ ...openVault, entries }, { account: readShape(shapes.getAccount, three) as Account });
    assert.deepEqual(
      flow.rows.map(({ id, warning }) => [id, warning]),
      [
        ['new', undefined],
        ['old', 'Your account no longer takes this code.'],
      ],
    );
    assert.equal(flow.row('old').actions[0]!.label, 'Remove');
    assert.equal(flow.press('Remove', 'old').at, 'removal');
  });
});

describe('a name', () => {
  const editing = () => open().press('Rename', 'v1');

  test('is changed in its row, and the person stays there', () => {
    const flow = editing().type(' 自宅 ');
    assert.deepEqual(flow.vault.input, { id: 'v1', name: '自宅' });
    flow.keep().keep({ ...two, entries: [{ ...taro, name: '自宅' }, hanako] });
    assert.ok(flow.screen.kind === 'list' && flow.screen.focus === 'v1');
    assert.equal(flow.row('v1').title, '自宅');
  });

  test('that could not be saved is still in the field', () => {
    const flow = editing().type('自宅').fail('failed');
    assert.match(flow.alert, /could not be saved/);
    assert.equal(flow.row('v1').edit?.value, '自宅');
  });

  test('of nothing but blanks is refused', () => {
    assert.match(editing().type('　').alert, /Type a name/);
  });

  test('stays as it was when the person cancels', () => {
    const flow = editing().press('Cancel', 'v1');
    assert.deepEqual([flow.at, flow.row('v1').title], ['list', '研究室']);
  });

  test('of an account that another tab has removed is not asked for any more', () => {
    const flow = editing()
      .type('自宅')
      .fail('gone')
      .keep({ ...openVault, entries: [hanako] });
    assert.deepEqual(
      flow.rows.map(({ id }) => id),
      ['v2'],
    );
  });
});

describe('removing', () => {
  const asked = () => open().press('Remove', 'v1');
  const after = { ...openVault, entries: [hanako], removed: { ...taro, untilMs: nowMs + 600_000 } };
  const removed = () => asked().press('Remove it').keep().keep(after);

  test('says what does not change, and to be elsewhere first', () => {
    const flow = asked();
    assert.match(flow.text, /Remove “研究室” from this browser\?/);
    assert.match(
      flow.text,
      /On other devices nothing changes[^]*only device with the app, set it up on another one first/,
    );
    assert.equal(flow.back().at, 'list');
  });

  test('can be undone', () => {
    const flow = removed();
    assert.match(flow.alert, /“研究室” is removed\./);
    flow.press('Undo');
    assert.deepEqual([flow.vault.operation, flow.vault.input], ['restore', { id: 'v1' }]);
    assert.ok(flow.keep().keep(two).row('v1'));
  });

  test('can be undone no more when it comes too late, and one hears so', () => {
    const flow = removed()
      .press('Undo')
      .fail('gone')
      .keep({ ...openVault, entries: [hanako] });
    assert.match(flow.alert, /“研究室” could not be brought back/);
    assert.equal(alertAction(flow), undefined);
  });

  test('can be undone after a reload, too, and one reads until when', () => {
    const flow = open(after);
    const until = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(nowMs + 600_000);
    assert.ok(flow.alert.includes(`“研究室” is removed. You can undo this until ${until}.`), flow.alert);
    assert.deepEqual(flow.press('Undo').vault.input, { id: 'v1' });
    assert.equal(open(after, { nowMs: nowMs + 600_000 }).alert, '');
  });

  test('that fails leaves everything there', () => {
    const flow = asked().press('Remove it').fail('failed');
    assert.match(flow.alert, /could not be removed just now/);
    assert.equal(flow.back().rows.length, 2);
  });

  test('can be undone where the lock is news, too, and both are said', () => {
    const flow = open(two, { input: { isLockChanged: true } })
      .press('Remove', 'v1')
      .press('Remove it')
      .keep();
    flow.keep(after);
    assert.match(flow.alert, /^The lock of the app is changed\.[^]*“研究室” is removed\.[^]*until/);
    assert.deepEqual(flow.press('Undo').vault.input, { id: 'v1' });
  });

  test('is still to be undone after news from another tab', () => {
    assert.equal(alertAction(removed().change({ ...after, entries: [] })), 'Undo');
  });
});

test('whoever has changed the lock reads so beside the codes', () => {
  assert.equal(open(two, { input: { isLockChanged: true } }).alert, 'The lock of the app is changed.');
});

test('locking at once is offered where the app locks, and leads to the lock', () => {
  assert.ok(!open().labels.includes('Lock now'));
  const flow = open({ ...two, locks: ['passphrase'] }).press('Lock now');
  assert.equal(flow.vault.operation, 'lock');
  assert.equal(flow.keep().next, 'authenticator-access');
});

describe('an app that does not open by itself', () => {
  const access = (vault: object) => play(authenticatorAccessFlow).keep(vault);

  test('opens with the passphrase, and the codes are there', () => {
    const flow = access(locked).type('correct horse');
    assert.equal(flow.vault.operation, 'unlock');
    assert.equal(flow.keep().keep(two).next, 'authenticator');
  });

  test('asks for the passphrase when nothing was typed, and says that it is none of the university', () => {
    assert.match(access(locked).type('').alert, /Type the passphrase/);
    assert.match(access(locked).type('x').fail('wrong-passphrase').alert, /not the password of your account/);
  });

  test('says nothing when the person stops the dialog of the browser, and something when it has no such passkey', () => {
    const both = { at: 'locked', locks: ['passkey', 'passphrase'] };
    assert.equal(access(both).press('Unlock with the passkey').fail('cancelled').alert, '');
    assert.match(access(both).press('Unlock with the passkey').fail('unsupported').alert, /or the passphrase/);
  });

  test('whose passphrase is forgotten says what can be done, and is wiped only after a clear question', () => {
    const flow = access(locked).press('I have forgotten the passphrase');
    assert.match(
      flow.text,
      /can only be wiped and set up anew[^]*sync it from there[^]*mail address, or ask the help desk/,
    );
    assert.equal(flow.back().at, 'vaultLocked');
    flow.press('I have forgotten the passphrase').press('Wipe the app in this browser');
    assert.match(flow.text, /cannot be brought back afterwards/);
    assert.equal(flow.back().at, 'vaultForgotten');
    flow.press('Wipe the app in this browser').press('Wipe it and begin anew');
    assert.equal(flow.vault.operation, 'erase');
    assert.match(flow.fail('failed').alert, /could not be wiped/);
    flow.press('Wipe the app in this browser').press('Wipe it and begin anew').keep();
    assert.equal(flow.vault.operation, 'open');
  });

  test('offers that by itself after three wrong passphrases', () => {
    const flow = access(locked);
    const wrong = () => flow.type('wrong').fail('wrong-passphrase').alert;
    for (const alert of [wrong(), wrong()]) assert.doesNotMatch(alert, /What can I do/);
    assert.match(wrong(), /nobody can tell it to you/);
    assert.equal(flow.press('What can I do?').at, 'vaultForgotten');
    assert.equal(flow.change(two).next, 'authenticator');
  });

  test('whose passkey is gone has the same way on', () => {
    const flow = access({ at: 'locked', locks: ['passkey'] }).press('I no longer have the passkey');
    assert.doesNotMatch(flow.text, /password manager/);
    assert.equal(flow.press('Try once more').at, 'vaultLocked');
  });

  test('opens by itself when another tab has unlocked it', () => {
    assert.equal(access(locked).change(two).next, 'authenticator');
  });

  test('of a newer version is not wiped, for its accounts are there', () => {
    const flow = access({ at: 'broken', why: 'newer', count: 3 });
    assert.match(flow.text, /Reload the page; your accounts are still there/);
    assert.ok(!flow.labels.includes('Begin anew in this browser'));
  });

  test('and whose key is lost says how many accounts that concerns and where they may come from', () => {
    const flow = access({ at: 'broken', why: 'key-lost', count: 3 });
    assert.match(flow.text, /Accounts in it: 3\.[^]*sync it from there/);
    assert.equal(
      flow.press('Begin anew in this browser').press('Wipe it and begin anew').keep().vault.operation,
      'open',
    );
  });

  test('stays as it is when it could not be wiped', () => {
    const flow = access({ at: 'broken', why: 'damaged', count: 0 }).press('Begin anew in this browser');
    assert.match(flow.press('Wipe it and begin anew').fail('failed').alert, /could not be wiped/);
  });

  test('in a browser that keeps nothing says what refuses it', () => {
    const flow = access({ at: 'unavailable' });
    assert.match(flow.text, /A private window, or a setting, refuses it/);
    assert.equal(flow.press('Try again').vault.operation, 'open');
  });
});

describe('adding', () => {
  const [picture] = pickedSamples;
  const read = (...mine: Entry[]) =>
    play(authenticatorAddFlow)
      .keep(openVault)
      .send('picked', { sources: picture })
      .send('read', { reading: keysRead({ mine }) });

  test('everybody’s accounts are read, and nothing is sent anywhere', () => {
    const flow = play(authenticatorAddFlow).keep(openVault);
    assert.match(flow.text, /nothing is sent anywhere/);
    const [reading] = flow.send('picked', { sources: picture }).effects;
    assert.ok(reading?.effect === 'read' && reading.all);
  });

  test('of several accounts one may take all, or one', () => {
    const both = read(taro, hanako).press('All 2 accounts').keep(openVault);
    assert.deepEqual(both.vault.input, { entries: [taro, hanako] });
    assert.match(both.keep({ added: 2 }).text, /2 accounts were added to this browser[^]*Show the codes and compare/);
    assert.deepEqual(read(taro, hanako).press('例 · hanako').keep(openVault).vault.input, { entries: [hanako] });
  });

  test('what is there already is not kept twice, and is said to be there', () => {
    assert.match(
      read(taro).press('Yes, it is Kyoto University · taro').keep(openVault).keep({ added: 0 }).text,
      /in this browser already/,
    );
    assert.match(read(taro, hanako).press('All 2 accounts').keep(openVault).keep({ added: 1 }).text, /New: 1 of 2/);
  });

  test('what was left out is named by its reason before and after', () => {
    const flow = play(authenticatorAddFlow)
      .keep(openVault)
      .send('picked', { sources: picture })
      .send('read', {
        reading: keysRead({
          mine: [taro, hanako],
          leftOut: [
            ...['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, why: 'not-time-based' as const })),
            { name: '', why: 'short-key' },
          ],
        }),
      });
    const told =
      /6 accounts in it were left out\.\nA, B, C and 2 more: the codes are counted.*\nAccount without a name: a part of the key is missing\./;
    assert.match(flow.text, told);
    assert.match(flow.press('All 2 accounts').keep(openVault).keep({ added: 2 }).text, told);
  });

  test('of a protected file among others the password is asked for, and one may go on without it', () => {
    const flow = play(authenticatorAddFlow)
      .keep(openVault)
      .send('picked', { sources: picture })
      .send('read', { reading: { ...keysLocked(), read: keysRead({ mine: [taro] }).read } });
    assert.equal(flow.at, 'locked');
    const other = makeEntry('例', 'jiro', { ...taro.key, secret: new Secret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ') });
    // What the file holds besides is there already.
    flow.type('right').send('read', { reading: keysRead({ mine: [other, hanako] }) });
    assert.deepEqual(flow.press('All 2 accounts').keep(openVault).vault.input, { entries: [taro, other] });
    const without = play(authenticatorAddFlow)
      .keep(openVault)
      .send('picked', { sources: picture })
      .send('read', { reading: { ...keysLocked(), read: keysRead({ mine: [taro] }).read } })
      .press('Go on without this file');
    assert.equal(without.at, 'found');
  });

  test('what was read is not lost when the browser does not save it', () => {
    const flow = read(taro).press('Yes, it is Kyoto University · taro').keep(openVault).fail('failed');
    assert.match(flow.text, /Nothing you have read is lost/);
    assert.deepEqual(flow.press('Try again').keep(openVault).vault.input, { entries: [taro] });
    assert.match(
      read(taro).press('Yes, it is Kyoto University · taro').keep(openVault).fail('full').text,
      /no room left/,
    );
  });

  test('…nor when the app has locked itself meanwhile', () => {
    const flow = read(taro)
      .press('Yes, it is Kyoto University · taro')
      .keep(openVault)
      .fail('locked')
      .press('Try again')
      .keep(locked);
    flow.type('correct horse').keep().keep(openVault);
    assert.deepEqual(flow.vault.input, { entries: [taro] });
  });

  test('a locked app is opened first, and leaving it leads back to the codes', () => {
    assert.equal(play(authenticatorAddFlow).keep(locked).type('correct horse').keep().keep(two).screen.kind, 'scan');
    assert.equal(play(authenticatorAddFlow).keep(locked).back().next, 'authenticator');
  });

  test('after one account comes another, or the codes', () => {
    const added = () => read(taro).press('Yes, it is Kyoto University · taro').keep(openVault).keep({ added: 1 });
    assert.match(added().text, /in this browser only\. Set the app up on a second device/);
    assert.equal(added().press('Add another account').screen.kind, 'scan');
    assert.equal(added().press('Show the codes').next, 'authenticator');
  });

  test('before the first account a lock is offered, and nothing that was read is lost by it', () => {
    const first = () =>
      read(taro)
        .press('Yes, it is Kyoto University · taro')
        .keep({ ...openVault, isNew: true });
    assert.match(first().text, /Lock your codes[^]*Without a lock, whoever uses this browser can read your codes/);
    const without = first().press('Go on without a lock');
    assert.deepEqual([without.vault.operation, without.vault.input], ['addAll', { entries: [taro] }]);
    assert.match(first().type('short').alert, /at least 8 characters/);
    const words = 'correct horse battery';
    const flow = first().type(words);
    assert.match(flow.type('another horse battery').alert, /not the same/);
    assert.deepEqual(flow.type(words).vault.input, { passphrase: new Secret(words), proof: null });
    assert.deepEqual(flow.keep().vault.input, { entries: [taro] });
    assert.equal(first().type(words).back().at, 'vaultOffer');
    const passkey = first().press('Lock with a passkey');
    assert.equal(passkey.vault.operation, 'addPasskey');
    assert.match(passkey.fail('unsupported').alert, /Lock with a passphrase instead/);
  });
});

describe('showing an account to another app', () => {
  const show = (vault: object, about?: Partial<Context>) =>
    play(authenticatorExportFlow, { input: { accountId: 'v1' }, ...about }).keep(vault);

  test('warns whoever shows it, and offers it as a code, a link, a key and a file', () => {
    const { screen, text } = show(two);
    assert.match(text, /Whoever sees this QR code or key can make your one-time passwords/);
    assert.match(text, /holds the key in clear: delete it right afterwards/);
    assert.ok(screen.kind === 'show-key' && screen.secret.reveal() === canary.key && screen.file);
  });

  test('names the app that would show wrong codes of this key, and none where all are right', () => {
    const { key } = taro;
    const other = { ...taro, ...makeEntry('例', 'taro', { ...key, algorithm: 'SHA256' }) };
    const slow = { ...taro, ...makeEntry('例', 'taro', { ...key, periodS: 60 }) };
    for (const entry of [other, slow])
      assert.match(
        show({ ...two, entries: [entry] }).text,
        /Not for Authenticator \(mymindstorm\): it does not keep a part of this key, and would show wrong codes/,
      );
    assert.doesNotMatch(show(two).text, /Not for/);
  });

  test('asks again where the app locks, before the key is on the screen', () => {
    const flow = show({ ...two, locks: ['passphrase'] });
    assert.match(flow.text, /A key is about to leave this browser/);
    assert.match(flow.type('wrong').fail('wrong-passphrase').alert, /The passphrase is not right/);
    assert.equal(flow.type('correct horse').keep().screen.kind, 'show-key');
    assert.equal(show({ ...two, locks: ['passphrase'] }).back().next, 'authenticator');
  });

  test('ends when the app locks itself: the key does not stay on the screen', () => {
    assert.equal(show(two).change(locked).next, 'authenticator');
    assert.equal(show(two).change({ ...openVault, entries: [hanako] }).at, 'gone');
    assert.equal(show(two).change(two).at, 'key');
  });

  test('puts the link first on a phone, which cannot scan itself', () => {
    const { screen } = show(two, { device: { form: 'phone', platform: 'android', userAgent: '' } });
    assert.ok(screen.kind === 'show-key' && screen.order === 'link-first');
  });

  test('says so when the account is gone', () => {
    assert.match(show({ ...openVault, entries: [hanako] }).text, /no longer in the browser/);
  });
});

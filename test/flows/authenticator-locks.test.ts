import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticatorLocksFlow } from '../../src/flows/own-app/authenticator-locks.flow.ts';
import { Secret } from '../../src/core/secret.ts';
import type { VaultLock } from '../../src/ports/vault.ts';
import { play } from './play.ts';
import { openVault } from './samples.ts';

const words = 'correct horse battery';
/** The list says what has changed, and there is nothing to press for it. */
const toNews = [{ effect: 'hand-over', flow: 'authenticator', input: { isLockChanged: true } }];
const menu = (...locks: VaultLock[]) => play(authenticatorLocksFlow).keep({ ...openVault, locks });

test('an app without a lock says who can open it, and a passphrase locks it', () => {
  const flow = menu();
  assert.match(flow.text, /opens by itself for whoever uses this browser/);
  flow.press('Lock with a passphrase').type(words).type(words);
  assert.deepEqual(flow.vault.input, { passphrase: new Secret(words), proof: null });
  assert.deepEqual(flow.keep().effects, toNews);
});

test('a passphrase that is too short, or mistyped the second time, locks nothing', () => {
  const flow = menu().press('Lock with a passphrase');
  assert.match(flow.text, /Nobody can open the app without it, and nobody can tell it to you/);
  assert.match(flow.type('battery').alert, /at least 8 characters/);
  flow.type(words);
  assert.match(flow.type('correct horse').alert, /not the same/);
  assert.deepEqual(flow.effects, []);
  assert.equal(flow.type(words).vault.operation, 'setPassphrase');
});

test('characters are counted as people count them', () => {
  assert.match(menu().press('Lock with a passphrase').type('🐎🐎🐎🐎').alert, /at least 8 characters/);
  assert.equal(menu().press('Lock with a passphrase').type('うまとでんちとくぎ').at, 'again');
});

test('a passkey locks the app; where there is none, a passphrase is named instead', () => {
  const flow = menu().press('Lock with a passkey');
  assert.match(flow.text, /If the passkey is lost and there is no passphrase, nobody can open the app/);
  assert.equal(flow.press('Make the passkey').fail('cancelled').alert, '');
  assert.match(flow.press('Make the passkey').fail('unsupported').alert, /Lock with a passphrase instead/);
  assert.deepEqual(flow.press('Make the passkey').keep().effects, toNews);
});

test('a lock is changed or taken off only by whoever can open it', () => {
  const flow = menu('passphrase').press('Take the passphrase off');
  assert.match(flow.text, /First, prove that it is you/);
  assert.match(flow.type('wrong').fail('wrong-passphrase').alert, /The passphrase is not right/);
  flow.type(words).keep();
  assert.deepEqual(flow.vault.input, {
    lock: 'passphrase',
    proof: { by: 'passphrase', passphrase: new Secret(words) },
  });
  assert.deepEqual(flow.keep().effects, toNews);
  const passkey = menu('passkey').press('Take the passkey off').press('Use the passkey').keep();
  assert.deepEqual(passkey.vault.input, { lock: 'passkey', proof: { by: 'passkey' } });
});

test('what fails is said to have changed nothing', () => {
  const removal = menu('passphrase').press('Take the passphrase off').type(words).keep().fail('failed');
  assert.match(removal.text, /The lock has not changed/);
  assert.equal(removal.press('Back to the locks').at, 'menu');
  const change = menu('passphrase').press('Change the passphrase').type(words).keep();
  assert.match(change.type('another horse').type('another horse').fail('failed').alert, /Nothing has changed/);
});

test('the choice follows the locks that another tab sets', () => {
  const flow = menu().change({ ...openVault, locks: ['passphrase', 'passkey'] });
  assert.deepEqual(flow.labels.slice(0, 3), [
    'Change the passphrase',
    'Take the passphrase off',
    'Take the passkey off',
  ]);
  assert.equal(menu('passphrase').change({ at: 'locked', locks: ['passphrase'] }).vault.operation, 'open');
});

test('wiping says what is lost and asks once; afterwards the list of the account is named', () => {
  const flow = menu().press('Wipe the app in this browser');
  assert.match(flow.text, /cannot be brought back[^]*another device first, or you will need your mail address/);
  assert.deepEqual(flow.effects, []);
  assert.match(flow.press('Wipe it').fail('failed').alert, /could not be wiped/);
  assert.match(flow.press('Wipe it').keep().text, /If your account still lists this browser, remove it there, too/);
});

test('wiping asks for no lock: whoever has the computer could clear its data all the same', () => {
  assert.equal(menu('passphrase').press('Wipe the app in this browser').press('Wipe it').vault.operation, 'erase');
});

test('a locked app is opened before its locks are shown', () => {
  const flow = play(authenticatorLocksFlow).keep({ at: 'locked', locks: ['passphrase'] });
  assert.equal(flow.type(words).keep().keep(openVault).at, 'menu');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWords } from '../../src/localization/load.ts';
import { msg, str, withLocale } from '../../src/localization/msg.ts';
import { reword, type EnglishText } from '../../src/localization/reword.ts';

const setUpMail = () => msg('Set up mail');
const inApp = () => msg(str`In ${'Aegis'}, open ${'Export'}.`);

test('words of an institution’s own take the place of ours, in the language they are for', () => {
  reword('en', { 'Set up mail': 'Register your address' });
  assert.deepEqual(
    [withLocale('en', setUpMail), withLocale('ja', setUpMail)],
    ['Register your address', 'Set up mail'],
  );
});

test('they stay when our own words arrive afterwards, and when those are here already', async () => {
  reword('ja', { 'Set up mail': 'メール認証用アドレスを登録する' });
  await loadWords('ja', ['frame', 'mail', 'overview']);
  assert.equal(withLocale('ja', setUpMail), 'メール認証用アドレスを登録する');
  reword('ja', { 'Set up mail': 'アドレスの登録' });
  assert.equal(withLocale('ja', setUpMail), 'アドレスの登録');
});

test('places are filled, in any order', () => {
  reword('en', { 'In {0}, open {1}.': 'Open {1}, in {0}' });
  assert.equal(withLocale('en', inApp), 'Open Export, in Aegis');
});

test('a text that is too long, or that names a place which is not there, is refused by name', () => {
  assert.throws(() => reword('en', { 'Set up mail': 'x'.repeat(1001) }), /“Set up mail” is too long/);
  assert.throws(() => reword('en', { 'Set up mail': 'Set up {0}' }), /“Set up mail” names a place/);
});

test('a text that we do not have does not compile', () => {
  // @ts-expect-error -- There is no such text.
  const text: EnglishText = 'Something that no screen says';
  assert.ok(text);
});

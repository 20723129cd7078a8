import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunks } from '../support/chunks.ts';
import { loadWords } from '../../src/localization/load.ts';
import { locales } from '../../src/localization/languages.ts';
import { addTemplates, localeFor, msg, str, withLocale, type Templates } from '../../src/localization/msg.ts';
import { textId } from '../../src/localization/text-id.ts';

/** Messages of this file only, as a generated chunk would hold them. */
const idOf = (text: string | readonly string[]): string => textId(typeof text === 'string' ? [text] : text);
const yes = () => msg('Yes');
const left = (count: number) => msg(str`${count} of ${9} left`);
addTemplates('ja', {
  [idOf('Yes')]: 'はい',
  [idOf(['', ' of ', ' left'])]: { strTag: true, strings: ['', ' 個のうち ', ' 個'], values: [1, 0] },
} as Templates);

test('a message is answered in the language that is asked for', () => {
  assert.deepEqual([withLocale('ja', yes), withLocale('en', yes)], ['はい', 'Yes']);
});

test('a message for nobody knows whom is a mistake that shows at once', () => {
  assert.throws(yes, /Outside of withLocale: msg\('Yes'\)/);
});

test('values find their places in another order of words', () => {
  assert.equal(
    withLocale('ja', () => left(3)),
    '9 個のうち 3 個',
  );
  assert.equal(
    withLocale('en', () => left(3)),
    '3 of 9 left',
  );
});

test('one language inside another ends where it began', () => {
  const words = withLocale('ja', () => [yes(), withLocale('en', () => [yes(), withLocale('ja', yes)]), yes()]);
  assert.deepEqual(words, ['はい', ['Yes', 'はい'], 'はい']);
  assert.throws(yes);
});

test('a language ends also when the speaker throws', () => {
  assert.throws(() => withLocale('ja', () => assert.fail('stumbled')), /stumbled/);
  assert.throws(yes);
});

test('two speakers of two languages, taking turns, do not disturb each other', async () => {
  const speak = async (locale: 'en' | 'ja'): Promise<string[]> => {
    const words: string[] = [];
    for (let turn = 0; turn < 5; turn++) {
      words.push(withLocale(locale, yes));
      await Promise.resolve();
    }
    return words;
  };
  const [english, japanese] = await Promise.all([speak('en'), speak('ja')]);
  assert.deepEqual([new Set(english), new Set(japanese)], [new Set(['Yes']), new Set(['はい'])]);
});

test('a message without a translation is said in English', () => {
  assert.equal(
    withLocale('ja', () => msg('Only here')),
    'Only here',
  );
});

test('words that come later are added to those that are there', () => {
  const later = () => msg('Later');
  assert.equal(withLocale('ja', later), 'Later');
  addTemplates('ja', { [idOf('Later')]: 'あとで' });
  assert.deepEqual(
    withLocale('ja', () => [later(), yes()]),
    ['あとで', 'はい'],
  );
});

for (const [tag, locale] of [
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['JA_jp', 'ja'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['', 'en'],
  ['jav', 'en'],
  ['x-ja', 'en'],
] as const) {
  test(`a page in “${tag}” is read in ${locale}`, () => {
    assert.equal(localeFor(tag), locale);
  });
}

test('the words of a chunk are loaded when they are asked for; English needs none', async () => {
  const done = () => msg('Mail is set up');
  await loadWords('en', ['mail']);
  assert.equal(withLocale('ja', done), 'Mail is set up');
  await loadWords('ja', ['mail']);
  assert.notEqual(withLocale('ja', done), 'Mail is set up');
});

test('a message that is in two chunks has the same translation in both', async () => {
  for (const locale of locales.filter((each) => each !== 'en')) {
    const seen = new Map<string, unknown>();
    for (const load of Object.values(chunks[locale])) {
      for (const [id, template] of Object.entries((await load()).templates)) {
        if (seen.has(id)) assert.deepEqual(template, seen.get(id), id);
        seen.set(id, template);
      }
    }
  }
});

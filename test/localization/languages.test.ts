import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inLanguage, languages, locales, type OwnWords, type Words } from '../../src/localization/languages.ts';
import { quote, withLocale } from '../../src/localization/msg.ts';

test('what a language lacks is said in English', () => {
  const words: Words = { en: 'Select' };
  assert.equal(inLanguage(words, 'ja'), 'Select');
  assert.equal(inLanguage({ ...words, ja: '選択' }, 'ja'), '選択');
  assert.equal(inLanguage({ ...words, ja: undefined }, 'ja'), 'Select');
});

test('our own words do not compile without a complete language', () => {
  // @ts-expect-error -- Japanese is complete.
  const words: OwnWords = { en: 'Select' };
  assert.ok(words);
});

test('a label is quoted as the language quotes', () => {
  assert.deepEqual(
    (['en', 'ja'] as const).map((locale) => withLocale(locale, () => quote('OK'))),
    ['“OK”', '「OK」'],
  );
  assert.throws(() => quote('OK'), /Outside of withLocale/);
});

for (const locale of locales) {
  test(`the row of ${locale} is what the platform knows of the language`, () => {
    const known = new Intl.Locale(locale) as Intl.Locale & {
      getTextInfo?(): { direction: string };
      textInfo?: { direction: string };
    };
    assert.equal(known.language, locale);
    assert.notEqual(new Intl.DisplayNames(locale, { type: 'language' }).of(locale), locale);
    assert.equal(languages[locale].direction, (known.getTextInfo?.() ?? known.textInfo)?.direction);
  });
}

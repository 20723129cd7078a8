import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoted } from '../../src/flows/common/quote.ts';
import type { Locale } from '../../src/localization/languages.ts';
import { withLocale } from '../../src/localization/msg.ts';
import { profile } from '../../src/profiles/neutral.ts';
import { contexts } from './samples.ts';

/** As a reader of `locale` sees the button of a page. */
const button = (select: { en: string; ja?: string }, locale: Locale) =>
  withLocale(locale, () =>
    quoted({ ...contexts['computer']!, locale, profile: { ...profile, labels: { select } } }, 'select'),
  );

test('a button of a Japanese page stands as it is there, with its meaning for everybody else', () => {
  const select = { en: 'Select', ja: '選択' };
  assert.equal(button(select, 'ja'), '「選択」');
  assert.equal(button(select, 'en'), '「選択」 (Select)');
  // A language that the profile does not speak.
  assert.equal(button(select, 'ko' as Locale), '「選択」 (Select)');
});

test('a button of an English page stands as it is there for everybody', () => {
  assert.equal(button({ en: 'Select' }, 'en'), '“Select”');
  assert.equal(button({ en: 'Select' }, 'ja'), '「Select」');
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { counted } from '../../src/localization/counted.ts';

const texts = [
  ...readFileSync('src/localization/generated/english.ts', 'utf8').matchAll(/^ {2}\| (['"])(.*)\1;?$/gm),
].map(([, , text]) => text!);

/** Words in s behind a place that are no nouns. */
const verbs = new Set(['was', 'is', 'has', 'takes', 'says', 'shows', 'gives', 'keeps', 'needs']);

/** A place for a number, and a noun in the plural behind it: `{0} devices`, `{0} more times`. */
const isCounting = (text: string): boolean =>
  [...text.matchAll(/\{\d\} (?:more |wrong )?([a-z]+s)\b/g)].some(([, word]) => !verbs.has(word!));

/** …with the text for one of them, or why there is never one. */
const rows: Record<string, string | { neverOne: string }> = {
  'All {0} accounts': { neverOne: 'offered for several only' },
  'App on {0} devices: {1}.': 'App on one device: {0}.',
  'It holds {0} accounts of others. None of them was kept.': 'It holds 1 account of somebody else. It was not kept.',
  'It runs on your smartphone and shows a new code every {0} seconds, even without a connection.': {
    neverOne: 'a period is 10 seconds and more',
  },
  'New digits in {0} seconds': { neverOne: 'in the last seven seconds the next digits are shown instead' },
  'The digits change every {0} seconds. If they are about to change, wait for the next ones.': {
    neverOne: 'a period is 10 seconds and more',
  },
  'The next one comes in about {0} seconds. Then this goes on by itself.': { neverOne: 'by fives' },
  'You can have another one sent in {0} minutes.': 'You can have another one sent in a minute.',
  'You can undo this for {0} minutes.': 'You can undo this for a minute.',
  'You can try {0} more times.': 'You can try once more.',
  '{0} accounts in it were left out.': '1 account in it was left out.',
  '{0} accounts were added to this browser': 'The account was added to this browser',
  '{0} accounts were found, but they cannot be used.': '1 account was found, but it cannot be used.',
  '{0} codes for the day when your phone is gone. Each works once, in place of a code of the app.': {
    neverOne: 'one is told without a number',
  },
  '{0} devices were taken off your account.': 'One device was taken off your account.',
  '{0} of {1} QR codes read.': { neverOne: 'an export in several codes' },
};
/** Digits of a code, and what a clock is off by: many, always. */
const isNeverOne = (text: string): boolean =>
  /\{\d\} digits/.test(text) || /clock of .* \{0\} (seconds|minutes) (fast|slow)/.test(text);

test('a message that counts has a text for one, or there is never one', () => {
  const counting = texts.filter((text) => isCounting(text) && !isNeverOne(text));
  assert.ok(counting.length > 5);
  assert.deepEqual(
    counting.filter((text) => !(text in rows)),
    [],
    'Give it two texts (localization/counted.ts) and a row here:',
  );
  for (const row of Object.values(rows)) if (typeof row === 'string') assert.ok(texts.includes(row), row);
  assert.deepEqual(
    Object.keys(rows).filter((text) => !texts.includes(text)),
    [],
    'No longer there:',
  );
});

test('no message says “1 …s”', () => {
  assert.deepEqual(
    texts.filter((text) => /\b1 (?!of)[a-z]+s\b/.test(text)),
    [],
  );
});

test('one is one, and nothing is several', () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, 'account', 'accounts')),
    ['accounts', 'account', 'accounts'],
  );
});

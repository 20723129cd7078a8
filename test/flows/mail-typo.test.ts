import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestAddress } from '../../src/flows/mail/mail-typo.ts';

for (const [typed, meant, slip] of [
  ['gmai.com', 'gmail.com', 'a letter missing'],
  ['gmaill.com', 'gmail.com', 'a letter doubled'],
  ['gmail.co', 'gmail.com', 'the last letter missing'],
  ['gmail.comm', 'gmail.com', 'the last letter doubled'],
  ['ggmail.com', 'gmail.com', 'the first letter doubled'],
  ['gnail.com', 'gmail.com', 'a wrong letter'],
  ['gmial.com', 'gmail.com', 'two neighbours swapped'],
  ['mgail.com', 'gmail.com', 'the first two swapped'],
  ['gmail.cmo', 'gmail.com', 'the last letters swapped'],
  ['gmail,com', 'gmail.com', 'a comma for the dot'],
  ['gmailcom', 'gmail.com', 'no dot'],
  ['GMIAL.COM', 'gmail.com', 'capitals'],
  ['docomo.ne.jo', 'docomo.ne.jp', 'a neighbouring key'],
  ['docmo.ne.jp', 'docomo.ne.jp', 'a vowel missing'],
  ['yaho.co.jp', 'yahoo.co.jp', 'a doubled letter single'],
  ['yahooo.co.jp', 'yahoo.co.jp', 'a doubled letter tripled'],
  ['iclould.com', 'icloud.com', 'a letter too many'],
  ['ezwab.ne.jp', 'ezweb.ne.jp', 'a wrong vowel'],
  ['i.softbank.jo', 'i.softbank.jp', 'a wrong last letter'],
  ['hotmial.co.jp', 'hotmail.co.jp', 'two neighbours swapped'],
] as const) {
  test(`@${typed} was meant as @${meant}: ${slip}`, () => {
    assert.equal(suggestAddress(`taro.k+mfa@${typed}`), `taro.k+mfa@${meant}`);
  });
}

for (const [domain, why] of [
  ['gmail.com', 'right as it is'],
  ['GMail.com', 'right as it is, in capitals'],
  ['yahoo.com', 'right, and near yahoo.co.jp'],
  ['hotmail.co.jp', 'right, and near hotmail.com'],
  ['gmaiil.con', 'two slips'],
  ['gmlai.com', 'a letter moved by two places'],
  ['gm.com', 'three letters missing'],
  ['gmx.com', 'another provider'],
  ['mac.com', 'another name of the same provider'],
  ['live.com', 'another provider'],
  ['yahoo.ne.jp', 'another provider'],
  ['kyoto-u.ac.jp', 'a university'],
  ['example.org', 'nothing near'],
  ['mail.gmail.com', 'something below a provider'],
  ['gmail.com.au', 'something around a provider'],
  ['', 'no domain'],
] as const) {
  test(`for @${domain} nothing is suggested: ${why}`, () => {
    assert.equal(suggestAddress(`taro@${domain}`), undefined);
  });
}

test('what stands before the last @ is kept as it was typed', () => {
  assert.equal(suggestAddress('a@gmial.com@gmial.com'), 'a@gmial.com@gmail.com');
});

test('an address without an @ has no domain to correct', () => {
  assert.equal(suggestAddress('gmial.com'), undefined);
});

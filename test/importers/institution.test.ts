import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeEntry } from '../../src/core/entry.ts';
import { pickInstitution } from '../../src/importers/institution.ts';
import { Secret } from '../../src/core/secret.ts';
import { key, otherKey } from './vectors.ts';

const entry = (issuer: string, account = 'hanako', secret = key) =>
  makeEntry(issuer, account, { secret: new Secret(secret), digits: 6, periodS: 30, algorithm: 'SHA1' });
const isMine = (issuer: string, account: string, known: string) =>
  pickInstitution([entry(issuer, account)], [known]).mine.length === 1;

test('an issuer is compared as people would: case, full-width letters and blanks make no difference', () => {
  for (const written of ['kyoto univ.', ' KYOTO  UNIV. ', 'Ｋｙｏｔｏ Ｕｎｉｖ．']) {
    assert.ok(isMine(written, 'hanako', 'Kyoto Univ.'), written);
  }
  assert.ok(isMine('ÉCOLE', '', 'École'));
  assert.ok(isMine('カ\u3099ク', '', 'ガク'));
  assert.ok(isMine('STRASSE', '', 'straße'));
});

test('an issuer that only begins or ends alike is another', () => {
  assert.equal(isMine('Kyoto University', '', 'Kyoto'), false);
  assert.equal(isMine('My Kyoto', '', 'Kyoto'), false);
});

test('without an issuer the prefix of the account counts, also with a full-width colon', () => {
  assert.ok(isMine('', 'kyoto:hanako', 'Kyoto'));
  assert.ok(isMine('', 'Kyoto：hanako', 'Kyoto'));
  assert.equal(isMine('', 'kyotohanako', 'Kyoto'), false);
  assert.equal(isMine('Other', 'Kyoto:hanako', 'Kyoto'), false);
});

test('the same key comes once, and all that is somebody else’s is counted only', () => {
  const entries = [
    entry('Kyoto'),
    entry('Kyoto', 'twice'),
    entry('kyoto', 'taro', otherKey),
    entry('A'),
    entry('', 'b'),
  ];
  const { mine, others } = pickInstitution(entries, ['Kyoto', '']);
  assert.deepEqual(
    mine.map(({ account }) => account),
    ['hanako', 'taro'],
  );
  assert.equal(others, 2);
});

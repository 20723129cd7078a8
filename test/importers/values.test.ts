import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from '../../src/importers/index.ts';
import { bytesField, key, keyBytes, migration } from './vectors.ts';

/** Values and names by rule: the same account gives the same answer, whichever way it came. */

async function ofFile(values: object): Promise<string> {
  const reading = await readKeys(JSON.stringify({ services: [{ name: 'A', secret: key, otp: values }] }));
  if (reading.at !== 'read') return reading.at;
  const [entry] = reading.entries;
  return entry ? `${entry.key.algorithm} ${entry.key.digits} ${entry.key.periodS}` : reading.rejected[0]!.why;
}

for (const [size, spellings] of Object.entries({
  SHA1: [
    'sha1',
    'SHA-1',
    'SHA_1',
    'HmacSHA1',
    'hmac-sha-1',
    'Algorithm.sha1',
    'ALGORITHM_SHA1',
    'HashAlgorithm::Sha1',
    'ＳＨＡ１',
    ' SHA1 ',
  ],
  SHA256: [
    'Sha256',
    'SHA-256',
    'hmacsha256',
    'HMAC-SHA-256',
    'HMAC_SHA256',
    'hmacWithSHA256',
    'Algorithm.sha256',
    'SHA2-256',
  ],
  SHA512: ['SHA512', 'hmacsha512', 'HMAC-SHA-512', 'Algorithm.sha512', 'SHA-2-512'],
})) {
  for (const algorithm of spellings) {
    test(`${JSON.stringify(algorithm)} is ${size}`, async () =>
      assert.equal(await ofFile({ algorithm }), `${size} 6 30`));
  }
}
for (const algorithm of [
  'SHA',
  'SHA384',
  'SHA-224',
  'SHA3-256',
  'SHA512/256',
  'SHA-512-256',
  'SHA2',
  'MD5',
  'MD5,SHA1',
  'SHA1024',
  'SHA11',
  'XSHA1',
  'SHA1,SHA256',
  '1',
]) {
  test(`${algorithm} is another algorithm, and none is guessed`, async () =>
    assert.equal(await ofFile({ algorithm }), 'algorithm'));
}
for (const [value, expected] of [
  ['6.0', 6],
  ['8.00', 8],
  ['８', 8],
  ['٨', 8],
  [' 8 ', 8],
  [8, 8],
  ['6.5', undefined],
  ['six', undefined],
  ['6 8', undefined],
  ['0x8', undefined],
  ['-6', undefined],
  [6.5, undefined],
] as const) {
  test(`digits: ${JSON.stringify(value)}`, async () => {
    assert.equal(await ofFile({ digits: value }), expected ? `SHA1 ${expected} 30` : 'digits');
  });
}
for (const [value, expected] of [
  ['60.0', 60],
  ['60s', 60],
  ['60 sec', 60],
  ['60 seconds', 60],
  ['60ms', undefined],
  ['1m', undefined],
  ['0', undefined],
] as const) {
  test(`period: ${value}`, async () => {
    assert.equal(await ofFile({ period: value }), expected ? `SHA1 6 ${expected}` : 'period');
  });
}
for (const type of ['totp', 'TOTP', 'OtpType.totp', 'OTP_TYPE_TOTP'.replace('OTP_TYPE_', 'TYPE_')]) {
  test(`type: ${type}`, async () => assert.equal(await ofFile({ tokenType: type }), 'SHA1 6 30'));
}
for (const type of ['hotp', 'Type.hotp', 'steam', 'xtotp', 'motp']) {
  test(`type: ${type} does not go by time`, async () =>
    assert.equal(await ofFile({ tokenType: type }), 'not-time-based'));
}

/** One account, put into each kind of file with its names as they are. */
const e = encodeURIComponent;
const files: Record<string, (issuer: string, account: string) => string> = {
  address: (issuer, account) => `otpauth://totp/${e(account)}?secret=${key}&issuer=${e(issuer)}`,
  migration: (issuer, account) =>
    migration(bytesField(1, [...bytesField(1, keyBytes), ...bytesField(2, account), ...bytesField(3, issuer)])),
  Aegis: (issuer, name) =>
    JSON.stringify({ header: {}, db: { entries: [{ type: 'totp', issuer, name, info: { secret: key } }] } }),
  andOTP: (issuer, label) => JSON.stringify([{ secret: key, issuer, label, type: 'TOTP' }]),
  Stratum: (Issuer, Username) => JSON.stringify({ Authenticators: [{ Issuer, Username, Secret: key }] }),
  extension: (issuer, account) =>
    JSON.stringify({ a: { encrypted: false, issuer, account, secret: key, type: 'totp' } }),
  LastPass: (issuerName, userName) => JSON.stringify({ accounts: [{ issuerName, userName, secret: key }] }),
  Raivo: (issuer, account) => JSON.stringify([{ issuer, account, secret: key, kind: 'TOTP' }]),
};
for (const [format, write] of Object.entries(files)) {
  for (const [issuer, account, expected] of [
    ['Kyoto University', 'hanako', 'Kyoto University|hanako'],
    ['Kyoto+University', 'Kyoto University:hanako', 'Kyoto University|hanako'],
    ['Kyoto%20University', 'Kyoto%20University:hanako', 'Kyoto University|hanako'],
    ['Kyoto%2520University', 'hanako', 'Kyoto University|hanako'],
    ['Kyoto University:', 'hanako', 'Kyoto University|hanako'],
    ['Kyoto University', 'kyoto university: hanako', 'Kyoto University|hanako'],
    ['', 'Kyoto+University:hanako', 'Kyoto University|hanako'],
    ['%E4%BA%AC%E9%83%BD', '%E8%8A%B1', '京都|花'],
    ['Deno', 'Deno:Mason', 'Deno|Mason'],
    ['Deno', ':Mason', 'Deno|Mason'],
    ['Ky:oto', 'Ky:oto:b', 'Ky:oto|b'],
    ['Disney+', 'a+b@example.org', 'Disney+|a+b@example.org'],
    ['C++ Club', '100%41', 'C++ Club|100%41'],
    ['\u202eUniv\u200b', 'b\u0000', 'Univ|b'],
  ] as const) {
    test(`${format}: ${issuer} / ${account}`, async () => {
      const reading = await readKeys(write(issuer, account));
      const names = reading.at === 'read' && reading.entries.map((entry) => `${entry.issuer}|${entry.account}`);
      assert.deepEqual(names, [expected]);
    });
  }
}

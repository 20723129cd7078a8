import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32Decode, codeAt, findDelta, stepAt, type OtpKey } from '../../src/core/otp.ts';
import { Secret } from '../../src/core/secret.ts';
import { appCode, byOathtool, hasOathtool } from '../support/oath.ts';

const base32 = (ascii: string): string => {
  const bits = [...Buffer.from(ascii)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};
const keyOf = (ascii: string, rest: Partial<OtpKey> = {}): OtpKey => ({
  secret: new Secret(base32(ascii)),
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
  ...rest,
});

// The seed of both RFCs, as long as each hash (RFC 6238, errata 2866).
const seed = '1234567890';
const seedOf = { SHA1: seed.repeat(2), SHA256: seed.repeat(4).slice(0, 32), SHA512: seed.repeat(7).slice(0, 64) };

// RFC 6238, appendix B.
const totpVectors: [timeS: number, SHA1: string, SHA256: string, SHA512: string][] = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
];

for (const [timeS, ...codes] of totpVectors) {
  test(`the code at ${timeS} s is that of RFC 6238, appendix B, for each hash`, async () => {
    for (const [index, algorithm] of (['SHA1', 'SHA256', 'SHA512'] as const).entries()) {
      const key = keyOf(seedOf[algorithm], { algorithm, digits: 8 });
      assert.equal(await codeAt(key, stepAt(timeS * 1000, 30)), codes[index], algorithm);
    }
  });
}

test('the codes of the counters 0 to 9 are those of RFC 4226, appendix D', async () => {
  const vectors = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
  const key = keyOf(seedOf.SHA1);
  assert.deepEqual(await Promise.all(vectors.map((_, counter) => codeAt(key, counter))), vectors);
});

const [judge, judgeOf] = hasOathtool
  ? (['oathtool', byOathtool] as const)
  : (['an independent implementation, oathtool not being installed', appCode] as const);

test(`sixty keys of every length, hash, digits and period give the codes of ${judge}`, async () => {
  const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
  for (let nth = 0; nth < 60; nth++) {
    // Odd factors, so that the choices do not march in step.
    const ascii = Array.from({ length: 5 + (nth % 36) }, (_, at) =>
      String.fromCharCode(33 + ((nth * 31 + at * 17) % 90)),
    );
    const key = keyOf(ascii.join(''), {
      algorithm: algorithms[nth % 3]!,
      digits: 6 + (Math.floor(nth / 3) % 3),
      periodS: [15, 30, 60, 90][nth % 4]!,
    });
    const atMs = 1_800_000_000_000 + nth * 987_654_321;
    assert.equal(
      await codeAt(key, stepAt(atMs, key.periodS)),
      judgeOf({ ...key, secret: key.secret.reveal() }, new Date(atMs)),
      `key ${nth}`,
    );
  }
});

// RFC 4648, section 10.
for (const [text, encoded] of [
  ['', ''],
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======'],
] as const) {
  test(`“${encoded}” is read as “${text}” (RFC 4648, section 10), padded or not`, () => {
    assert.equal(Buffer.from(base32Decode(encoded)!).toString(), text);
    assert.equal(Buffer.from(base32Decode(encoded.replaceAll('=', ''))!).toString(), text);
  });
}

test('a key is read as people and files write it: lower case, blanks, hyphens, a line end after the padding', () => {
  for (const written of [
    'mzxw6ytboi',
    'MZXW 6YTB OI',
    'mzxw-6ytb-oi======',
    ' MZXW6YTBOI======\n',
    'MZXW6YTB OI=== ===',
  ]) {
    assert.equal(Buffer.from(base32Decode(written)!).toString(), 'foobar', JSON.stringify(written));
  }
});

test('a key of an impossible length loses its left-over bits, as in exports of 2FAS, Bitwarden, ente and LastPass', () => {
  assert.deepEqual(base32Decode('JDKSNDJJDNDJJDBXB'), base32Decode('JDKSNDJJDNDJJDBX'));
  assert.equal(base32Decode('A')!.length, 0);
});

test('a text with a character that is not Base32 is no key', () => {
  for (const written of ['MZXW6YT0', 'MZXW6YT1', 'MZXW8', 'ＭＺＸＷ', 'MZ=XW6', 'MZXW6!']) {
    assert.equal(base32Decode(written), undefined, written);
  }
});

test('no code is made of a key that is empty or not Base32', async () => {
  for (const text of ['', '====', 'A', '018']) {
    await assert.rejects(codeAt({ ...keyOf(''), secret: new Secret(text) }, 1), RangeError, JSON.stringify(text));
  }
});

test('a time step begins with its first millisecond and is never rounded up', () => {
  assert.deepEqual(
    [0, 29_999, 30_000, 59_999].map((ms) => stepAt(ms, 30)),
    [0, 0, 1, 1],
  );
});

test('the distance of a code is counted from now: negative for a slow clock, null beyond the reach', async () => {
  const key = keyOf(seedOf.SHA1, { digits: 8 });
  const now = 1_234_567_890_000;
  for (const delta of [0, 1, -1, 7, -60, 60]) {
    const code = await codeAt(key, stepAt(now, 30) + delta);
    assert.equal(await findDelta(key, code, now, 60), delta);
  }
  assert.equal(await findDelta(key, await codeAt(key, stepAt(now, 30) + 61), now, 60), null);
});

test('near the beginning of time no step before zero is tried', async () => {
  const key = keyOf(seedOf.SHA1);
  assert.equal(await findDelta(key, await codeAt(key, 0), 31_000, 5), -1);
  assert.equal(await findDelta(key, 'nothing', 31_000, 5), null);
});

test('of two steps with the same code the nearer one counts', async () => {
  const key = keyOf(seedOf.SHA1, { digits: 1 });
  const near = await findDelta(key, await codeAt(key, stepAt(0, 30) + 100), 100 * 30_000, 99);
  assert.equal(near, 0);
});

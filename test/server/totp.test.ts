import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../../src/server/random.ts';
import { base32, findStep, keyUri, type TotpKey } from '../../src/server/totp.ts';
import { appCode, byOathtool, hasOathtool } from '../support/oath.ts';

// RFC 6238 appendix B; the seeds of SHA256 and SHA512 are those of its erratum 2866 (32 and 64 bytes).
const seeds = {
  SHA1: '12345678901234567890',
  SHA256: '12345678901234567890123456789012',
  SHA512: '1234567890123456789012345678901234567890123456789012345678901234',
};
const vectors = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
] as const;

const key = (algorithm: TotpKey['algorithm'], changes: Partial<TotpKey> = {}): TotpKey => ({
  secret: new TextEncoder().encode(seeds[algorithm]),
  digits: 8,
  periodS: 30,
  algorithm,
  ...changes,
});

for (const [column, algorithm] of (['SHA1', 'SHA256', 'SHA512'] as const).entries()) {
  test(`the vectors of RFC 6238 for ${algorithm} are accepted at their time, and by the judge of the other tests`, () => {
    for (const [timeS, ...codes] of vectors) {
      const code = codes[column]!;
      const at = new Date(timeS * 1000);
      assert.deepEqual(findStep(key(algorithm), code, at, 0), { step: Math.floor(timeS / 30), delta: 0 });
      assert.equal(appCode({ ...key(algorithm), secret: base32(key(algorithm).secret) }, at), code);
    }
  });
}

const noJudge = hasOathtool ? '' : ': not run, for oathtool is not installed here';

test(
  `the OATH Toolkit, which shares no code with us, makes the codes we accept${noJudge}`,
  { skip: !hasOathtool },
  () => {
    const at = new Date('2026-04-01T09:30:15Z');
    for (const algorithm of ['SHA1', 'SHA256', 'SHA512'] as const) {
      for (const [digits, periodS] of [
        [6, 30],
        [7, 60],
        [8, 45],
      ] as const) {
        const own = key(algorithm, { digits, periodS, secret: systemRandom(20) });
        const code = byOathtool({ ...own, secret: base32(own.secret) }, at);
        assert.equal(findStep(own, code, at)?.delta, 0, `${algorithm} ${digits} ${periodS}`);
        assert.equal(appCode({ ...own, secret: base32(own.secret) }, at), code);
      }
    }
  },
);

test('a step before and after is found, two are not', () => {
  const [, { 0: timeS, 1: code }] = [null, vectors[2]];
  for (const [shiftS, delta] of [
    [30, -1],
    [-30, 1],
  ] as const) {
    assert.equal(findStep(key('SHA1'), code, new Date((timeS + shiftS) * 1000))?.delta, delta);
  }
  for (const shiftS of [60, -60]) assert.equal(findStep(key('SHA1'), code, new Date((timeS + shiftS) * 1000)), null);
});

test('the key URI leaves defaults out, names the others, and keeps foreign letters and colons in their places', () => {
  const secret = new TextEncoder().encode(seeds.SHA1);
  const plain = { secret, digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
  assert.equal(
    keyUri({ issuer: '京都大学', label: 'a:b c', key: plain }),
    'otpauth://totp/%E4%BA%AC%E9%83%BD%E5%A4%A7%E5%AD%A6:a%20b%20c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%BA%AC%E9%83%BD%E5%A4%A7%E5%AD%A6',
  );
  const uri = new URL(
    keyUri({ issuer: 'X', label: 'y', key: { ...plain, digits: 8, periodS: 60, algorithm: 'SHA512' } }),
  );
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    issuer: 'X',
    algorithm: 'SHA512',
    digits: '8',
    period: '60',
  });
});

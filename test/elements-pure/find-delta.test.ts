import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDeltaNearby } from '../../src/page/find-delta.ts';
import { codeAt, stepAt } from '../../src/core/otp.ts';
import { Secret } from '../../src/core/secret.ts';

const key = {
  secret: new Secret('JBSWY3DPEHPK3PXP'),
  uri: new Secret('otpauth:'),
  digits: 8,
  algorithm: 'SHA1',
} as const;
const nowMs = Date.UTC(2026, 10, 22, 20);

for (const periodS of [30, 60])
  test(`a code is looked for half an hour either way and no further (a code lasts ${periodS} s)`, async () => {
    const rules = { ...key, periodS };
    const reach = 1800 / periodS;
    for (const [delta, found] of [
      [reach, reach],
      [-reach, -reach],
      [reach + 1, null],
      [-reach - 1, null],
    ] as const) {
      const code = new Secret(await codeAt(rules, stepAt(nowMs, periodS) + delta));
      assert.equal(await findDeltaNearby(rules as never, code, nowMs), found);
    }
  });

test('a code of rules that nobody knows belongs to no step', async () => {
  const rules = { ...key, periodS: 30, algorithm: 'SHA3' };
  assert.equal(await findDeltaNearby(rules as never, new Secret('12345678'), nowMs), null);
});

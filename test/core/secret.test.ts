import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Secret } from '../../src/core/secret.ts';

const canary = 'JBSWY3DPEHPK3PXP';
const secret = new Secret(canary);

test('a secret gives a placeholder on every road that makes text of a value by itself', () => {
  const texts = [
    String(secret),
    `${secret}`,
    '' + secret,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: 9 }),
    Object.values(secret).join(),
    JSON.stringify(Object.getOwnPropertyDescriptors(secret)),
  ];
  assert.deepEqual(
    texts.filter((text) => text.includes(canary)),
    [],
  );
});

test('a secret is revealed when it is asked for by name', () => {
  assert.equal(secret.reveal(), canary);
});

test('a copy made by spreading or cloning a secret does not hold it', () => {
  assert.equal(JSON.stringify({ ...secret }), '{}');
  assert.equal(JSON.stringify(structuredClone(secret)), '{}');
});

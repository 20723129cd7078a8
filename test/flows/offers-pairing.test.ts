import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../src/contract/operations.ts';
import { offersPairing } from '../../src/flows/common/offers-pairing.ts';

test('a back end that lacks one operation of the mailbox offers no pairing', () => {
  const names = operations.map(({ name }) => name);
  assert.ok(offersPairing({ offers: names }));
  for (const { name } of operations.filter(({ changes }) => changes === 'mailbox'))
    assert.ok(!offersPairing({ offers: names.filter((each) => each !== name) }), name);
});

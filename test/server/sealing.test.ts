import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromUtf8, utf8 } from '../../src/server/bytes.ts';
import { randomDigits, randomId, systemRandom } from '../../src/server/random.ts';
import { createSealing, sealingFromEnv, type SealContext } from '../../src/server/sealing.ts';

const base64 = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64');
const context: SealContext = { personId: 1, purpose: 'totp-secret', id: 'row' };

test('what was sealed opens again, and is not readable meanwhile', async () => {
  const sealing = createSealing({ current: 'a', keys: { a: base64(1) } });
  const bytes = await sealing.seal(utf8('a secret text'), context);
  assert.equal(bytes.keyId, 'a');
  assert.ok(!Buffer.from(bytes.sealed).includes('secret'));
  assert.equal(fromUtf8(await sealing.open(bytes, context)), 'a secret text');
  assert.notDeepEqual((await sealing.seal(utf8('a secret text'), context)).sealed, bytes.sealed);
});

test('sealed bytes moved to another person, purpose or row do not open, nor do changed ones', async () => {
  const sealing = createSealing({ current: 'a', keys: { a: base64(1) } });
  const bytes = await sealing.seal(utf8('text'), context);
  for (const other of [{ personId: 2 }, { purpose: 'answer' }, { id: 'other' }] as Partial<SealContext>[]) {
    await assert.rejects(sealing.open(bytes, { ...context, ...other }));
  }
  bytes.sealed[20]! ^= 1;
  await assert.rejects(sealing.open(bytes, context));
});

test('an older key goes on opening; a key that is gone is named', async () => {
  const old = createSealing({ current: 'a', keys: { a: base64(1) } });
  const bytes = await old.seal(utf8('text'), context);
  const hash = await old.hash('123456');
  const both = createSealing({ current: 'b', keys: { a: base64(1), b: base64(2) } });
  assert.equal(fromUtf8(await both.open(bytes, context)), 'text');
  assert.equal(await both.matches('123456', hash), true);
  assert.equal(await both.matches('123457', hash), false);
  const onlyNew = createSealing({ current: 'b', keys: { b: base64(2) } });
  await assert.rejects(onlyNew.open(bytes, context), /no sealing key "a"/);
  assert.equal(await onlyNew.matches('123456', hash), false);
  assert.deepEqual([both.keyIds, onlyNew.keyIds], [['a', 'b'], ['b']]);
});

test('keys of the wrong size, or none, are refused when the server starts', () => {
  assert.throws(() => createSealing({ current: 'a', keys: { a: base64(1, 16) } }), /32 bytes/);
  assert.throws(() => createSealing({ current: 'b', keys: { a: base64(1) } }), /no sealing key "b"/);
  assert.throws(() => sealingFromEnv({}), /MFA_SEALING_KEYS is not set/);
  assert.equal(sealingFromEnv({ MFA_SEALING_KEYS: `2026:${base64(1)}, 2025:${base64(2)}` }).currentKeyId, '2026');
});

test('digits are drawn without favour: bytes that do not divide evenly are thrown away', () => {
  const drawn = [255, 250, 249, 9, 10, 0, 128].values();
  const random = (length: number) => Uint8Array.from({ length }, () => drawn.next().value ?? 7);
  assert.equal(randomDigits(random, 4), '9900');
  const counts = new Array<number>(10).fill(0);
  for (const digit of randomDigits(systemRandom, 50_000)) counts[Number(digit)]!++;
  for (const seen of counts) assert.ok(Math.abs(seen - 5_000) < 400, `${seen} of 5000`);
  assert.match(randomId(systemRandom), /^[\w-]{22}$/);
});

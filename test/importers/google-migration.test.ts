import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from '../../src/importers/index.ts';
import {
  address,
  bytesField,
  counterAddress,
  googleAccount,
  issuer,
  account,
  key,
  keyBytes,
  migration,
  numberField,
  varint,
} from './vectors.ts';

const one = (...fields: number[][]): string => migration(bytesField(1, [...bytesField(1, keyBytes), ...fields.flat()]));
const broken = { at: 'unreadable', why: 'broken', format: 'google-migration' };

async function entryIn(text: string) {
  const reading = await readKeys(text);
  assert.equal(reading.at, 'read', JSON.stringify(reading));
  return reading.at === 'read' ? reading.entries[0] : undefined;
}

test('fields that are absent have their usual values', async () => {
  const entry = await entryIn(one());
  assert.deepEqual([entry?.issuer, entry?.account, entry?.key.secret.reveal()], ['', '', key]);
  assert.deepEqual([entry?.key.algorithm, entry?.key.digits, entry?.key.periodS], ['SHA1', 6, 30]);
});

for (const [value, algorithm] of [
  [0, 'SHA1'],
  [1, 'SHA1'],
  [2, 'SHA256'],
  [3, 'SHA512'],
] as const) {
  for (const [written, digits] of [
    [0, 6],
    [1, 6],
    [2, 8],
  ] as const) {
    for (const type of [0, 2]) {
      test(`enumerations: algorithm ${value} is ${algorithm}, digits ${written} are ${digits}, type ${type} goes by time`, async () => {
        const entry = await entryIn(one(numberField(4, value), numberField(5, written), numberField(6, type)));
        assert.deepEqual([entry?.key.algorithm, entry?.key.digits], [algorithm, digits]);
      });
    }
  }
}
for (const [field, value, why] of [
  ...[4, 5, 6, 9, -1].map((number) => [4, number, 'algorithm'] as const),
  ...[3, 4, 6, 8, -1].map((number) => [5, number, 'digits'] as const),
  ...[1, 3, 4, -1].map((number) => [6, number, 'not-time-based'] as const),
]) {
  test(`enumerations: ${value} in field ${field} is known to nobody, and refused as ${why}`, async () => {
    const reading = await readKeys(one(numberField(field, value)));
    assert.deepEqual(reading.at === 'read' && reading.rejected.map((rejected) => rejected.why), [why]);
  });
}

test('encoded twice, and wrapped by a mail program in any width', async () => {
  const code = migration(googleAccount());
  const data = code.slice(code.indexOf('data=') + 5);
  assert.equal((await entryIn(`otpauth-migration://offline?data=${encodeURIComponent(data)}`))?.issuer, issuer);
  for (const width of [40, 60, 72, 76, 80]) {
    const lines = code.match(new RegExp(`.{1,${width}}`, 'g'))!;
    for (const end of ['\n', '\r\n', '\n> ', ' ']) {
      const entry = await entryIn(lines.join(end));
      assert.deepEqual([entry?.issuer, entry?.key.secret.reveal()], [issuer, key], `${width} ${JSON.stringify(end)}`);
    }
    assert.equal((await entryIn(`${lines.join('\n')}\nGreetings`))?.key.secret.reveal(), key);
  }
});

for (const [name, field, why] of [
  ['MD5', numberField(4, 4), 'algorithm'],
  ['an unknown number of digits', numberField(5, 9), 'digits'],
  ['a counter', numberField(6, 1), 'not-time-based'],
  ['a type nobody knows', numberField(6, -1), 'not-time-based'],
] as const) {
  test(`${name} is refused`, async () => {
    const reading = await readKeys(one([...field]));
    assert.deepEqual(reading.at === 'read' && reading.rejected.map((rejected) => rejected.why), [why]);
  });
}

test('the issuer is taken out of the name, with blanks at its end and without', async () => {
  for (const written of [issuer, `${issuer} `, '']) {
    const entry = await entryIn(one(bytesField(2, `${issuer}:${account} `), bytesField(3, written)));
    assert.deepEqual([entry?.issuer, entry?.account], [issuer, account], written);
  }
});

test('field 8 is an id, or a number in another app’s schema; unknown fields of every wire type are skipped', async () => {
  const unknown = [
    ...numberField(20, 5),
    ...varint(21 * 8 + 1),
    ...[1, 2, 3, 4, 5, 6, 7, 8],
    ...varint(22 * 8 + 5),
    ...[1, 2, 3, 4],
    ...bytesField(3000, 'x'),
  ];
  for (const eight of [bytesField(8, '6194bc17377277985'), numberField(8, 45)]) {
    assert.equal((await entryIn(one(unknown, eight)))?.key.periodS, 30);
  }
});

test('parts: which of how many, with a negative id of ten bytes', async () => {
  const payload = [...googleAccount(), ...numberField(3, 3), ...numberField(4, 2), ...numberField(5, -1234567)];
  const reading = await readKeys(migration(payload));
  assert.deepEqual(reading.at === 'read' && reading.part, { index: 2, of: 3, setId: -1234567 });
});

test('parts: the first has index 0 even when that is not written, and the set may have no id', async () => {
  const reading = await readKeys(migration([...googleAccount(), ...numberField(3, 2)]));
  assert.deepEqual(reading.at === 'read' && reading.part, { index: 0, of: 2, setId: 0 });
});

test('parts: a single code is no part, and impossible numbers make none', async () => {
  for (const [of, index] of [
    [1, 0],
    [0, 0],
    [2, 2],
    [2, -1],
    [2 ** 31 - 1, 1],
  ] as const) {
    const reading = await readKeys(migration([...googleAccount(), ...numberField(3, of), ...numberField(4, index)]));
    assert.equal(reading.at === 'read' && reading.part, undefined);
  }
});

test('Base64 as it is, URL-safe, unpadded, and with plus signs turned into blanks', async () => {
  // 0xfb and 0xff make plus signs and slashes.
  const base64 = Buffer.from(
    bytesField(1, [...bytesField(1, keyBytes), ...bytesField(2, [0x61, 0xfb, 0xef, 0xbe, 0xfb, 0xef, 0xbe, 0xff])]),
  );
  const text = base64.toString('base64');
  assert.match(text, /\+/);
  for (const data of [text, text.replaceAll('+', ' '), base64.toString('base64url'), text.replace(/=+$/, '')]) {
    const entry = await entryIn(`otpauth-migration://offline?data=${data}`);
    assert.equal(entry?.key.secret.reveal(), key);
  }
});

test('a payload that is cut off anywhere is never half an answer with a wrong key', async () => {
  const whole = [...googleAccount(), ...googleAccount(), ...numberField(2, 2)];
  for (let length = 1; length < whole.length; length++) {
    const reading = await readKeys(migration(whole.slice(0, length)));
    if (reading.at !== 'read') assert.deepEqual(reading, broken);
    else for (const entry of reading.entries) assert.equal(entry.key.secret.reveal(), key);
  }
  assert.deepEqual(await readKeys(migration(whole.slice(0, 20))), broken);
});

for (const [name, text] of Object.entries({
  'no data': 'otpauth-migration://offline',
  'empty data': 'otpauth-migration://offline?data=',
  'no Base64': 'otpauth-migration://offline?data=%25%25',
  'a length beyond the end': migration([10, 255, 255, 255, 255, 7]),
  'a negative length': migration([10, ...varint(-1)]),
  'a number that never ends': migration(new Array<number>(40).fill(255)),
  'a group, which nobody uses': migration([11, 12]),
})) {
  test(`broken: ${name}`, async () => assert.deepEqual(await readKeys(text), broken));
}

test('a code without accounts says so', async () => {
  const reading = await readKeys(migration(numberField(2, 1)));
  assert.deepEqual(reading, { at: 'unreadable', why: 'no-entries', format: 'google-migration' });
});

test('several codes as lines, also among addresses', async () => {
  const code = migration(googleAccount());
  const reading = await readKeys(`${code}\n${code}`);
  assert.equal(reading.at === 'read' && reading.entries.length, 2);
  const mixed = await readKeys(`${address}\n${code}\n${counterAddress}`);
  assert.equal(mixed.at === 'read' && mixed.entries.length, 2);
});

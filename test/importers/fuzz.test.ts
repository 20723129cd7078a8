import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys, type Reading } from '../../src/importers/index.ts';
import {
  address,
  bytesOf,
  key,
  locked2fas,
  lockedAegis,
  lockedAndotp,
  lockedExtension1,
  lockedExtension2,
  lockedFreeotp,
  lockedOldStratum,
  plain,
} from './vectors.ts';

/** Without a password nothing slow is ever begun, so that every input can be tried as a stranger would send it. */

const text = Object.values(plain).map(({ source }) => Buffer.from(source));
const binary = [lockedAndotp('x'), lockedOldStratum('x'), lockedFreeotp('x')].map((bytes) => Buffer.from(bytes));
const utf16 = Buffer.from(`\ufeff${address}`, 'utf16le');
const lockedTexts = [lockedAegis('x'), locked2fas('x'), lockedExtension1('x'), lockedExtension2('x')].map((file) =>
  Buffer.from(file),
);
const seeds: Buffer[] = [...text, ...binary, utf16, ...lockedTexts];

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
type Random = ReturnType<typeof randomFrom>;

const odd = [
  '99999999999999999999',
  '-1',
  '1e999',
  '0',
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '"\\ud800"',
  '\0',
  '%',
  '%25',
  '%E4',
  '\u2028',
  '[['.repeat(200),
  '{"a":'.repeat(200),
  '"',
  '\n',
  '\r\n',
  ',',
  ':',
  '&',
  '?',
  '=',
  'secret=',
  '__proto__',
  'constructor',
  'otpauth://totp/',
  'otpauth-migration://offline?data=',
  'steam://',
  '\ufeff',
  'PK\x03\x04',
  'AUTHENTICATORPRO',
].map((piece) => Buffer.from(piece));

const mutations: ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let count = 1 + random(8); count; count--) copy[random(copy.length)] = random(256);
    return copy;
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => bytes.subarray(random(bytes.length)),
  (bytes, random) => {
    const start = random(bytes.length);
    const piece = bytes.subarray(start, start + 1 + random(40));
    return Buffer.concat([
      bytes.subarray(0, start),
      ...new Array<Buffer>(1 + random(30)).fill(piece),
      bytes.subarray(start),
    ]);
  },
  (bytes, random) => {
    const other = seeds[random(seeds.length)]!;
    return Buffer.concat([bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length))]);
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), odd[random(odd.length)]!, bytes.subarray(at + random(12))]);
  },
  // A number, a text or a word of JSON becomes something else, and the file stays JSON.
  (bytes, random) => {
    const values = [...bytes.toString('latin1').matchAll(/(?<=[:[,])(?:"[^"]{0,80}"|-?\d+|null|true|false)/g)];
    const value = values[random(Math.max(values.length, 1))];
    if (!value) return bytes.subarray(1);
    const end = value.index + value[0].length;
    return Buffer.concat([bytes.subarray(0, value.index), odd[random(12)]!, bytes.subarray(end)]);
  },
];

function damaged(count: number, random: Random): Buffer {
  let bytes = seeds[count % seeds.length]!;
  for (let times = 1 + random(3); times && bytes.length; times--) {
    bytes = mutations[random(mutations.length)]!(bytes, random).subarray(0, 4000);
  }
  return bytes;
}

async function answerTo(bytes: Buffer, isText: boolean): Promise<Reading['at']> {
  try {
    const reading = await readKeys(isText ? bytes.toString() : bytesOf(bytes));
    if (reading.at === 'read') assert.ok(reading.entries.length + reading.rejected.length > 0);
    return reading.at;
  } catch (cause) {
    assert.fail(`${String(cause)}\n${bytes.toString('base64').slice(0, 2000)}`);
  }
}

test('100,000 damaged inputs are all answered, and no answer is an error', async () => {
  const random = randomFrom(20_260_401);
  const answers = { read: 0, locked: 0, unreadable: 0 };
  for (let batch = 0; batch < 100; batch++) {
    const inputs = Array.from({ length: 1000 }, (_, index) => damaged(index, random));
    const readings = await Promise.all(inputs.map((bytes) => answerTo(bytes, random(4) === 0)));
    for (const at of readings) answers[at]++;
  }
  // Each is frequent: neither are all inputs ruined nor is everything swallowed.
  assert.ok(answers.read > 10_000 && answers.unreadable > 10_000 && answers.locked > 500, JSON.stringify(answers));
});

const filled = (piece: string): string => piece.repeat(Math.floor((5 * 2 ** 20) / piece.length));
const head = `otpauth://totp/a?secret=${key}`;

/** As large as is allowed at all. What takes a second when its time grows with the size takes days when with its square. */
const large: Record<string, string> = {
  'one address with nothing but padding': `otpauth://totp/a?secret=${filled('=').slice(100)}A`,
  'one address with nothing but blanks': `otpauth://totp/a?secret=${filled('+').slice(100)}A`,
  'one label of percent signs': `otpauth://totp/${filled('%25').slice(100)}?secret=${key}`,
  'one label of colons': `otpauth://totp/${filled(':').slice(100)}?secret=${key}`,
  'one address of ampersands': `${head}${filled('&').slice(100)}`,
  'one address of half a mark of ente’s': `${head}&codeDisplay=${filled('"trashed" ').slice(100)}`,
  'blanks only, and a letter': `${filled(' ').slice(10)}a`,
  'line ends only, and an address': `${filled('\r').slice(100)}${head}`,
  'lines of blanks': `${head}${filled(`${' '.repeat(98)}\n`).slice(200)}`,
  'arrays in arrays': filled('['),
  'arrays in arrays, closed': '['.repeat(2_000_000) + ']'.repeat(2_000_000),
  'objects in objects': `${'{"a":'.repeat(700_000)}1${'}'.repeat(700_000)}`,
  'an array of empty arrays': `[${filled('[],').slice(10)}[]]`,
  'an object of numbers': `{${Array.from({ length: 300_000 }, (_, index) => `"${index}":${index}`).join()}}`,
  'quotes in CSV': `Title,OTPAuth\n${filled('"').slice(100)}`,
  'delimiters in CSV': `Title,OTPAuth\n${filled(',').slice(100)}`,
  'a header of quotes': `${filled('"').slice(100)},otpauth`,
  'elements of settings': `<map>&quot;algo&quot;${filled('<string ').slice(100)}`,
  'entities of settings': `<map><string >${filled('&quot;').slice(100)}&quot;algo&quot;</string>`,
  'a migration code of Base64': `otpauth-migration://offline?data=${filled('AAAA').slice(100)}`,
  'a migration code of empty accounts': `otpauth-migration://offline?data=${filled('CgAK').slice(100)}`,
  'a key alone': filled('A'),
};
for (const [name, source] of Object.entries(large)) {
  test(`5 MiB, answered: ${name}`, { timeout: 20_000 }, async () => {
    const bareKey = { issuer: '', account: '', digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
    const reading = await readKeys(source, { bareKey });
    assert.notEqual(reading.at, 'locked');
  });
}

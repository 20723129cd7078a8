import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { readKeys, type Reading } from '../../src/importers/index.ts';
import { key, keyBytes, locked, otherKey, plain } from './vectors.ts';

/** Every way a value turns into text by itself, in every spelling of the keys. */
function expectNoKey(reading: Reading): void {
  const texts = [JSON.stringify(reading), inspect(reading, { depth: Infinity, showHidden: true }), String(reading)];
  const spellings = [key, otherKey, keyBytes.toString('hex'), keyBytes.toString('base64')];
  for (const text of texts) {
    for (const spelling of spellings) assert.ok(!text.toLowerCase().includes(spelling.toLowerCase()), text);
  }
}

for (const [name, { source }] of Object.entries(plain)) {
  test(`${name}: no reading shows a key, whole or cut off anywhere`, async () => {
    expectNoKey(await readKeys(source));
    for (let length = 1; length < source.length; length += 7) expectNoKey(await readKeys(source.slice(0, length)));
  });
}

const password = 'correct horse';
for (const name of ['the extension’s first kind', 'Aegis', '2FAS', 'Bitwarden with PBKDF2']) {
  test(`${name}: no reading of the opened file shows a key`, async () => {
    const source = locked[name]!.lock(password);
    expectNoKey(await readKeys(source, { password }));
    expectNoKey(await readKeys(source, { password: 'wrong' }));
  });
}

const damaged = [
  `otpauth://totp/a%3Fsecret%3D${key}`,
  `otpauth://totp/a?secret%3D${key}`,
  `otpauth://totp/a&secret=${key}`,
  `otpauth://totp/${key}`,
  `otpauth://totp/Example:${key.slice(0, 16)}${key.slice(16).toLowerCase()}`,
  `otpauth://hotp/${key}?secret=${key}`,
  `otpauth:totp?secret=${key}`,
  `otpauth://${key}`,
  `steam://${key}`,
  `otpauth://totp/a?secret=b\n${key}\nsecret: ${key}`,
  `otpauth://totp/a?secret=${key}1&issuer=${key}`,
  `otpauth-migration://offline?data=${keyBytes.toString('base64')}`,
  JSON.stringify([{ secret: key, label: `secret=${key}`, type: 'HOTP' }]),
  JSON.stringify({ a: { type: 'totp', secret: `${key}!`, issuer: `otpauth://totp/a?secret=${key}` } }),
];
for (const text of damaged) {
  test(`a damaged entry is reported without its key: ${text.replaceAll(key, 'KEY').slice(0, 60)}`, async () => {
    expectNoKey(await readKeys(text));
  });
}

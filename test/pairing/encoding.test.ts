import assert from 'node:assert/strict';
import test from 'node:test';
import { fitsParcel, parcelSize, readParcel, writeParcel } from '../../src/pairing/parcel.ts';
import type { Bytes, Message } from '../../src/pairing/protocol.ts';
import { decodeMessage, encodeMessage, messageLimit, readMessage, writeMessage } from '../../src/pairing/encoding.ts';
import { makeEntry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import { sampleEntry } from './pairs.ts';

const row = (length: number, first = 0): Bytes => Uint8Array.from({ length }, (_, at) => first + at);

const messages: Message[] = [
  { type: 'offer', role: 'giver', versions: [1], commitment: row(32) },
  { type: 'offer', role: 'taker', versions: [3, 2, 1], commitment: row(32) },
  { type: 'reply', version: 1, role: 'taker', publicKey: row(65), nonce: row(32, 9) },
  { type: 'reveal', publicKey: row(65), nonce: row(32, 9) },
  { type: 'confirmed', sealed: row(81) },
  { type: 'entry', sealed: row(65 + parcelSize + 16) },
  { type: 'kept', sealed: row(16) },
  { type: 'end', reason: 'differs' },
];

test('each message comes back as it was, and fits into the mailbox', () => {
  for (const message of messages) {
    const text = writeMessage(message);
    assert.deepEqual(readMessage(text), message);
    assert.ok(text.length <= messageLimit);
  }
});

test('a message that is shorter or longer than it has to be is none', () => {
  for (const message of messages) {
    const bytes = encodeMessage(message);
    const isOpen = message.type === 'confirmed' || message.type === 'entry';
    if (!isOpen) assert.equal(decodeMessage(Uint8Array.from([...bytes, 0])), undefined, message.type);
    assert.equal(decodeMessage(bytes.slice(0, isOpen ? 80 : -1)), undefined, message.type);
  }
});

test('unknown types, roles and reasons, no versions, other alphabets and sizes are no messages', () => {
  for (const bytes of [[], [0], [8], [7, 99], [1, 2, 1, 1, ...row(32)], [1, 0, 0, ...row(32)]]) {
    assert.equal(decodeMessage(Uint8Array.from(bytes)), undefined);
  }
  for (const text of ['', 'BwE=', 'Bw E', 'BwF', 'ＢｗＥ', 'A'.repeat(4100)])
    assert.equal(readMessage(text), undefined);
});

test('an entry comes back as it was, its key wrapped', () => {
  const entry = sampleEntry();
  const read = readParcel(writeParcel(entry))!;
  assert.deepEqual({ ...read, key: { ...read.key } }, { ...entry, key: { ...entry.key } });
  assert.ok(read.key.secret instanceof Secret);
  assert.ok(entry.key.uri.equals(read.key.uri.reveal()));
});

const parcelOf = (content: unknown): Bytes => {
  const bytes = new Uint8Array(parcelSize).fill(0x20);
  bytes.set(new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)));
  return bytes;
};
const content = { issuer: 'a', account: 'b', secret: 'JBSWY3DP', digits: 6, periodS: 30, algorithm: 'SHA1' };

test('only one whole entry is read, and nothing besides', () => {
  assert.ok(readParcel(parcelOf(content)));
  for (const other of [
    '',
    'null',
    '[]',
    '{"issuer":',
    [content],
    { ...content, note: 'hello' },
    { ...content, issuer: undefined },
    { ...content, issuer: 'x'.repeat(201) },
    { ...content, account: 'two\nlines' },
    { ...content, account: '\ud800' },
    { ...content, secret: '' },
    { ...content, secret: 'jbswy3dp' },
    { ...content, secret: 'A'.repeat(513) },
    { ...content, digits: 4 },
    { ...content, digits: '6' },
    { ...content, periodS: 0 },
    { ...content, periodS: 1.5 },
    { ...content, algorithm: 'MD5' },
    `${JSON.stringify(content)}${JSON.stringify(content)}`,
  ]) {
    assert.equal(readParcel(parcelOf(other)), undefined, JSON.stringify(other));
  }
  assert.equal(readParcel(parcelOf(content).slice(1)), undefined);
  assert.equal(readParcel(new Uint8Array(parcelSize).fill(0xff)), undefined);
});

test('an entry that would not be read is not written', () => {
  const { key } = sampleEntry();
  assert.ok(fitsParcel(sampleEntry()));
  assert.ok(fitsParcel(makeEntry('大'.repeat(200), '学'.repeat(200), key)));
  assert.ok(!fitsParcel(makeEntry('大'.repeat(201), '', key)));
  assert.ok(!fitsParcel(makeEntry('', '', { ...key, digits: 12 })));
  assert.throws(() => writeParcel(makeEntry('', '', { ...key, secret: new Secret('not base32') })), RangeError);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readKeysOf } from '../../src/page/read-keys.ts';
import type { KeySource } from '../../src/flows/machine/effects.ts';
import { profile as kyotoU } from '../../src/profiles/kyoto-u.ts';
import { profile as neutral } from '../../src/profiles/neutral.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { Secret } from '../../src/core/secret.ts';
import { SecretBytes } from '../../src/core/secret-bytes.ts';
import { accounts } from '../flows/samples.ts';
import { key, otherKey } from '../importers/vectors.ts';

const kyoto = `otpauth://totp/Kyoto%20University:taro?secret=${key}&issuer=Kyoto%20University`;
const mail = `otpauth://totp/Mail:me?secret=${otherKey}&issuer=Mail`;
const work = { signal: new AbortController().signal, onProgress: () => undefined };
const text = (content: string): KeySource => new Secret(content);
const file = (content: string): KeySource => new SecretBytes(new TextEncoder().encode(content));

const read = (profile: Profile, sources: KeySource[], isAll = false, password?: string) =>
  readKeysOf(
    profile,
    undefined,
    { sources, password: password === undefined ? undefined : new Secret(password), isAll },
    work,
  );
const names = (entries: { issuer: string }[]): string[] => entries.map(({ issuer }) => issuer);

describe('of several codes, texts and files brought at once', () => {
  const ways: [name: string, sources: KeySource[]][] = [
    ['two codes', [text(mail), text(kyoto)]],
    ['two codes in the other order', [text(kyoto), text(mail)]],
    ['a file and a text', [file(mail), text(kyoto)]],
    ['a text and a file', [text(mail), file(kyoto)]],
    ['three files, one of them no key', [file('no key'), file(mail), file(kyoto)]],
    ['one text of two lines', [text(`${mail}\n${kyoto}`)]],
  ];
  for (const [name, sources] of ways) {
    test(`the institution’s account is found wherever it is, and no other is asked about: ${name}`, async () => {
      const { read: parts, single } = await read(kyotoU, sources);
      assert.deepEqual(names(parts.flatMap(({ mine }) => mine)), ['Kyoto University']);
      assert.equal(single, null);
      assert.equal(
        parts.reduce((sum, { others }) => sum + others, 0),
        1,
      );
    });

    test(`everybody’s are read where all are wanted, or the page names no institution: ${name}`, async () => {
      for (const { read: parts } of [await read(kyotoU, sources, true), await read(neutral, sources)])
        assert.deepEqual(names(parts.flatMap(({ mine }) => mine)).sort(), ['Kyoto University', 'Mail']);
    });
  }

  test('the only account may be the institution’s under another name; one of several may not', async () => {
    assert.equal((await read(kyotoU, [text(mail)])).single?.issuer, 'Mail');
    assert.equal((await read(kyotoU, [text(mail), text(mail)])).single?.issuer, 'Mail');
    assert.equal((await read(kyotoU, [text(mail), text(kyoto.replaceAll('Kyoto%20University', 'Bank'))])).single, null);
  });

  test('…nor while something that may hold it is locked, or the institution’s own is there and cannot be used', async () => {
    const locked = file('{"version":1,"header":{"slots":[{"type":1}],"params":{}},"db":"AAAA"}');
    const reading = await read(kyotoU, [text(mail), locked]);
    assert.deepEqual([reading.single, reading.locked?.sources], [null, [locked]]);
    assert.equal((await read(kyotoU, [text(mail), text(`${kyoto}&algorithm=SHA384`)])).single, null);
  });

  test('a key comes once, and where all are wanted the second one is named', async () => {
    const { read: parts } = await read(kyotoU, [text(mail), text(mail.replaceAll('Mail', 'Again'))], true);
    assert.deepEqual(names(parts.flatMap(({ mine }) => mine)), ['Mail']);
    assert.deepEqual(
      parts.flatMap(({ leftOut }) => leftOut),
      [{ name: 'Again · me', why: 'double' }],
    );
    const [, again] = (await read(kyotoU, [text(kyoto), text(kyoto)])).read;
    assert.deepEqual([again?.mine, again?.leftOut], [[], []]);
  });

  test('what cannot be read is told as what it is', async () => {
    const { unread } = await read(kyotoU, [file('%PDF-1.7'), text('no key'), text(kyoto)]);
    assert.deepEqual(unread, [
      { why: 'other-file', format: null, kind: 'pdf' },
      { why: 'unknown', format: null, kind: null },
    ]);
  });
});

test('an account of the institution that cannot be used is told with the reason, and one of others is counted', async () => {
  const { read: parts } = await read(kyotoU, [
    text(`${kyoto}&algorithm=SHA384\n${mail}&digits=99\n${mail.replace('totp', 'hotp')}\n${mail}`),
  ]);
  assert.deepEqual(parts, [
    {
      mine: [],
      leftOut: [{ name: 'Kyoto University · taro', why: 'algorithm' }],
      others: 3,
      part: null,
    },
  ]);
});

test('the name that the back end gives goes before the profile', async () => {
  const account = { ...accounts.shared['one device'], issuer: 'Mail' };
  const { read: parts } = await readKeysOf(
    neutral,
    account,
    { sources: [text(`${mail}\n${kyoto}`)], password: undefined, isAll: false },
    work,
  );
  assert.deepEqual(names(parts.flatMap(({ mine }) => mine)), ['Mail']);
});

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createCipheriv, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { SecretBytes } from '../../src/core/secret-bytes.ts';
import { Secret } from '../../src/core/secret.ts';
import type { ExportedKey } from '../../src/server/key-files/export.ts';
import { FileProblem, type FoundKey } from '../../src/server/key-files/found.ts';
import type { Opening } from '../../src/server/key-files/pskc-lock.ts';
import { keyFileLimitBytes, readKeyFile } from '../../src/server/key-files/read.ts';
import { weighAll, type Rules } from '../../src/server/key-files/weigh.ts';
import { writerOf } from '../../src/server/key-files/write.ts';
import {
  hasPskctool,
  pythonWithPskc,
  readByPython,
  validateByPskctool,
  writeByPython,
} from '../support/pskc-judges.ts';

const now = new Date('2026-04-01T00:00:00Z');
const rfcKey = Buffer.from('12345678901234567890').toString('hex');
const presharedKey = '12345678901234567890123456789012';
const bytesOf = (hex: string) => new SecretBytes(new Uint8Array(Buffer.from(hex, 'hex')));

const read = (text: string, opening: Opening & { at?: Date } = {}) =>
  readKeyFile(Buffer.from(text), { ...opening, now: opening.at ?? now });
const hexOf = ({ key }: Pick<FoundKey, 'key'>) => ('why' in key ? key.why : Buffer.from(key.reveal()).toString('hex'));
const figure = (number: number) => readFileSync(`test/vectors/rfc6030/figure-${number}.xml`, 'utf8');

const rules: Rules = { digits: 6, kind: 'smartphone', shortKeys: false, secretModel: 'shared' };
const weighed = async (text: string, changes: Partial<Rules> = {}, opening: Opening = {}) =>
  weighAll((await read(text, opening)).found, { ...rules, ...changes }).map((each) =>
    'why' in each
      ? { row: each.row, subject: each.subject, why: each.why }
      : {
          row: each.row,
          subject: each.subject,
          as: `${each.algorithm} ${each.digits} ${each.periodS} ${each.kind} ${each.name}`,
        },
  );

describe('the figures of RFC 6030', () => {
  test('3: in the clear, with the person', async () => {
    const { found } = await read(figure(3));
    assert.deepEqual(
      found.map((each) => [hexOf(each), each.user, each.digits, each.isTimeBased]),
      [[rfcKey, 'jsmith', 8, false]],
    );
  });

  test('5: a PIN that the device asks for is no matter of ours; the key of the PIN is no one-time password', async () => {
    const { found } = await read(figure(5));
    assert.deepEqual(
      found.map((each) => [hexOf(each), each.isTimeBased]),
      [
        [rfcKey, false],
        [Buffer.from('1234').toString('hex'), false],
      ],
    );
  });

  test('6: under a pre-shared key, with its MAC', async () => {
    const { found } = await read(figure(6), { key: bytesOf(presharedKey) });
    assert.deepEqual(found.map(hexOf), [rfcKey]);
  });

  test('7: under a password, with its MAC', async () => {
    const { found } = await read(figure(7), { password: new Secret('qwerty') });
    assert.deepEqual(found.map(hexOf), [rfcKey]);
  });

  test('10: a key counts only within its dates', async () => {
    const inMay = await read(figure(10), { at: new Date('2006-05-10T00:00:00Z') });
    assert.deepEqual(inMay.found.map(hexOf), [rfcKey, rfcKey, 'policy', 'policy']);
    assert.deepEqual(new Set((await read(figure(10))).found.map(hexOf)), new Set(['policy']));
  });

  test('a wrong key or password, none, or a changed value: the whole file is refused', async () => {
    const wrong = { key: bytesOf(presharedKey.replace('1', '2')), password: new Secret('qwertz') };
    const changed = figure(6).replace('AAECAwQF', 'AAECAwQG');
    for (const [text, opening] of [
      [figure(6), wrong],
      [figure(6), {}],
      [figure(6), { key: bytesOf(presharedKey + presharedKey) }],
      [figure(7), wrong],
      [figure(7), {}],
      [changed, { key: bytesOf(presharedKey) }],
      [figure(6).replace(/<ValueMAC>[^<]*<\/ValueMAC>/, ''), { key: bytesOf(presharedKey) }],
      [figure(6).replace(/<MACMethod[^]*<\/MACMethod>/, ''), { key: bytesOf(presharedKey) }],
      [figure(7).replace('1000', '99999999'), { password: new Secret('qwerty') }],
      [figure(7).replace('#pbkdf2', '#scrypt'), { password: new Secret('qwerty') }],
      [figure(6).replaceAll('aes128-cbc', 'tripledes-cbc'), { key: bytesOf(presharedKey) }],
    ] as const)
      await assert.rejects(read(text, opening), FileProblem);
  });
});

test('XML with a document type, unknown entities, broken, no PSKC, too large: refused, and nothing of it is quoted', async () => {
  const canary = 'CANARY2345672345';
  const bomb = `<!DOCTYPE x [<!ENTITY a "${canary}"><!ENTITY b "&a;&a;">]><x>&b;</x>`;
  for (const text of [
    bomb,
    `<KeyContainer>&${canary};</KeyContainer>`,
    `<KeyContainer><${canary}`,
    `<KeyContainer a=${canary}/>`,
    `<${canary}/>`,
    `<KeyContainer/>`,
    `<KeyContainer><KeyPackage><Key><Data><Secret><PlainValue>${canary}!</PlainValue></Secret></Data></Key></KeyPackage></KeyContainer>`,
    `subject,key\n"${canary}`,
    `subject,key\n"a"${canary}`,
    canary,
  ]) {
    const error = await read(text).then(
      () => assert.fail(`was read: ${text}`),
      (thrown: unknown) => thrown as Error,
    );
    assert.ok(error instanceof FileProblem, String(error));
    assert.ok(!`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes(canary), error.message);
  }
  const withType = figure(3).replace('<KeyContainer', '<!DOCTYPE KeyContainer>\n<KeyContainer');
  await assert.rejects(read(withType), /document type/);
  const large = new Uint8Array(keyFileLimitBytes + 1);
  await assert.rejects(readKeyFile(large, { now }), /larger than 64 MiB/);
  await assert.rejects(readKeyFile(Uint8Array.of(0xff, 0xfe), { now }), /UTF-8/);
});

test('the export of privacyIDEA: names in small letters, an algorithm in an attribute, devices by their serial', async () => {
  const [psk, macKey] = [Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'), Buffer.alloc(20, 3)];
  const encrypt = (bytes: Buffer) => {
    const cipher = createCipheriv('aes-128-cbc', psk, Buffer.alloc(16, 1));
    return Buffer.concat([Buffer.alloc(16, 1), cipher.update(bytes), cipher.final()]);
  };
  const value = encrypt(Buffer.from(rfcKey, 'hex'));
  const method =
    '<xenc:encryptionmethod algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"></xenc:encryptionmethod>';
  const data = (bytes: Buffer) =>
    `${method}<xenc:cipherdata><xenc:ciphervalue>${bytes.toString('base64')}</xenc:ciphervalue></xenc:cipherdata>`;
  const text = `<keycontainer version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">
<encryptionkey><ds:keyname>Pre-shared-key</ds:keyname></encryptionkey>
<macmethod algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><mackey>${data(encrypt(macKey))}</mackey></macmethod>
<keypackage><deviceinfo><manufacturer>x</manufacturer><serialno>TOTP0001</serialno></deviceinfo>
<key algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp" id="TOTP0001"><issuer>privacyIDEA</issuer>
<algorithmparameters><responseformat encoding="DECIMAL" length="6"></responseformat><suite hashalgo="sha256"></suite></algorithmparameters>
<data><secret><encryptedvalue>${data(value)}</encryptedvalue><valuemac>${createHmac('sha1', macKey).update(value).digest('base64')}</valuemac></secret>
<time><plainvalue>0</plainvalue></time><timeinterval><plainvalue>60</plainvalue></timeinterval></data></key></keypackage></keycontainer>`;
  const opening = { key: new SecretBytes(new Uint8Array(psk)) };
  assert.deepEqual(await weighed(text, {}, opening), [{ row: 1, subject: undefined, why: 'no_person' }]);
  const people = new Map([['TOTP0001', 'taro']]);
  assert.deepEqual(await weighed(text, { people }, opening), [
    { row: 1, subject: 'taro', as: 'SHA256 6 60 smartphone undefined' },
  ]);
});

const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('tables', () => {
  test('ours, with what it may say of a device', async () => {
    const text = `\ufeffsubject;key;algorithm;digits;period;kind;platform;name
taro;${base32};SHA256;6;60;Browser;windows;"PC; at home"

hanako;${'MFRGGZDFMZTWQ2LKNNWG23TP'.toLowerCase()}====MFRA;;;;;;`;
    assert.deepEqual(await weighed(text), [
      { row: 2, subject: 'taro', as: 'SHA256 6 60 browser PC; at home' },
      { row: 4, subject: undefined, why: 'no_key' },
    ]);
  });

  test('Authelia’s, Microsoft’s, pskc2csv’s', async () => {
    const authelia = `issuer,username,algorithm,digits,period,secret\nAuthelia,john,SHA1,6,30,${base32}`;
    const entra = `upn,serial number,secret key,time interval,manufacturer,model\na@example.ac.jp,1234,${base32},60,Contoso,Key`;
    const pskc2csv = `serial,secret,algorithm,response_length,time_interval\nT1,${rfcKey},urn:ietf:params:xml:ns:keyprov:pskc:totp,6,30\nT2,${rfcKey},urn:ietf:params:xml:ns:keyprov:pskc:hotp,6,`;
    assert.deepEqual(await weighed(authelia), [{ row: 2, subject: 'john', as: 'SHA1 6 30 smartphone undefined' }]);
    assert.deepEqual(await weighed(entra), [
      { row: 2, subject: 'a@example.ac.jp', as: 'SHA1 6 60 smartphone undefined' },
    ]);
    const people = new Map([
      ['T1', 'taro'],
      ['T2', 'hanako'],
    ]);
    assert.deepEqual(await weighed(pskc2csv, { people }), [
      { row: 2, subject: 'taro', as: 'SHA1 6 30 smartphone undefined' },
      { row: 3, subject: undefined, why: 'not_time_based' },
    ]);
  });

  test('the OATH CSV of privacyIDEA and LinOTP, in both versions', async () => {
    const first = `T1,${rfcKey},totp,6,30\nT2, ${rfcKey.replace('31', '32')}, hotp, 6, 0\nT3,${rfcKey.replace('31', '33')}\nT4,${rfcKey}${rfcKey.slice(0, 24)},TOTP,6,60`;
    const people = new Map(['T1', 'T2', 'T3', 'T4'].map((serial) => [serial, `person of ${serial}`]));
    assert.deepEqual(await weighed(first, { people }), [
      { row: 1, subject: 'person of T1', as: 'SHA1 6 30 smartphone undefined' },
      { row: 2, subject: undefined, why: 'not_time_based' },
      { row: 3, subject: undefined, why: 'not_time_based' },
      { row: 4, subject: 'person of T4', why: 'algorithm_unsaid' },
    ]);
    assert.deepEqual((await weighed(first, { people, algorithm: 'SHA256' })).at(-1), {
      row: 4,
      subject: 'person of T4',
      as: 'SHA256 6 60 smartphone undefined',
    });
    const second = `# version: 2\ntaro,ldap,example,T1,${rfcKey},totp,6,30`;
    assert.deepEqual(await weighed(second), [{ row: 2, subject: 'taro', as: 'SHA1 6 30 smartphone undefined' }]);
  });

  test('any other header is refused', async () => {
    await assert.rejects(read(`user,otp\ntaro,${base32}`), /none of the headers/);
  });
});

test('otpauth lines: the account is the person; counting keys and what is no address are refused by themselves', async () => {
  const text = `otpauth://totp/Example:taro?secret=${base32}&issuer=Example
otpauth://totp/hanako%40example.ac.jp?secret=${'MFRGGZDFMZTWQ2LKNNWG23TPMFRGGZDF'}&period=60

otpauth://hotp/Example:jiro?secret=${base32}&counter=1
otpauth://totp/Example:saburo?secret=1
${base32}`;
  assert.deepEqual(await weighed(text), [
    { row: 1, subject: 'taro', as: 'SHA1 6 30 smartphone undefined' },
    { row: 2, subject: 'hanako@example.ac.jp', as: 'SHA1 6 60 smartphone undefined' },
    { row: 4, subject: undefined, why: 'not_time_based' },
    { row: 5, subject: undefined, why: 'no_key' },
    { row: 6, subject: undefined, why: 'no_key' },
  ]);
});

describe('what is taken', () => {
  const table = (...rows: string[]) => `subject,key,algorithm,digits,period,kind,platform,name\n${rows.join('\n')}`;
  const why = async (row: string, changes: Partial<Rules> = {}) => {
    const [only] = await weighed(table(row), changes);
    return only && 'why' in only ? only.why : 'taken';
  };

  test('the limits are those of the contract', async () => {
    const of = (length: number) => Buffer.alloc(length, 0x55);
    const key = (length: number) =>
      [...of(length)]
        .map((byte) => byte.toString(2).padStart(8, '0'))
        .join('')
        .replace(/.{1,5}/g, (bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(bits.padEnd(5, '0'), 2)]!);
    assert.deepEqual(
      await Promise.all([
        why(`taro,${key(15)}`),
        why(`taro,${key(16)}`),
        why(`taro,${key(10)}`, { shortKeys: true }),
        why(`taro,${key(9)}`, { shortKeys: true }),
        why(`taro,${key(128)}`),
        why(`taro,${key(129)}`),
        why(`taro,${base32},SHA384`),
        why(`taro,${base32},hmac-sha-512`),
        why(`taro,${base32},,8`),
        why(`taro,${base32},,8`, { digits: 8 }),
        why(`taro,${base32},,9`, { digits: 8 }),
        why(`taro,${base32},,six`),
        why(`taro,${base32},,,9`),
        why(`taro,${base32},,,300`),
        why(`taro,${base32},,,301`),
        why(`taro,${base32},,,30.5`),
        why(`taro,${base32},,,,watch`),
        why(`taro,${base32},,,,,beos`),
      ]),
      [
        ...['short_key', 'taken', 'taken', 'short_key', 'taken', 'long_key'],
        ...['algorithm', 'taken', 'other_digits', 'taken', 'digits', 'digits'],
        ...['period', 'taken', 'period', 'period', 'kind', 'kind'],
      ],
    );
  });

  test('columns that were mixed up show no key: neither as a person nor as a name', async () => {
    const [swapped, asName] = await weighed(table(`${base32},${base32}`, `taro,${base32},,,,,,my ${base32}`));
    assert.deepEqual(swapped, { row: 2, subject: undefined, why: 'person' });
    assert.deepEqual(asName, { row: 3, subject: 'taro', as: 'SHA1 6 30 smartphone undefined' });
    const wholly = await weighed(table(`${base32},taro`, `${base32},jean-luc`, `${base32},${'longname'.repeat(4)}`));
    assert.deepEqual(
      wholly.map((each) => [each.subject, 'why' in each && each.why]),
      [
        [undefined, 'person'],
        [undefined, 'no_key'],
        [undefined, 'person'],
      ],
    );
  });

  test('a key of several people, and several keys of one who may have one, are taken for none', async () => {
    const [other, third] = ['MFRGGZDFMZTWQ2LKNNWG23TPMFRGGZDF', 'NFRGGZDFMZTWQ2LKNNWG23TPMFRGGZDF'];
    const text = table(
      `a,${base32}`,
      `b,${base32}`,
      `c,${other}`,
      `c,${other}`,
      `d,${third}`,
      `d,${third.replace('N', 'O')}`,
    );
    assert.deepEqual(
      (await weighed(text)).map((each) => ('why' in each ? each.why : 'taken')),
      ['of_several', 'of_several', 'taken', 'repeated', 'several_keys', 'several_keys'],
    );
    assert.deepEqual(
      (await weighed(text, { secretModel: 'per-device' })).map((each) => ('why' in each ? each.why : 'taken')),
      ['of_several', 'of_several', 'taken', 'repeated', 'taken', 'taken'],
    );
  });
});

const exported = (subject: string, hex: string, changes: Partial<ExportedKey> = {}): ExportedKey => ({
  id: `id-${subject.length}`,
  subject,
  key: bytesOf(hex),
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
  kind: 'browser',
  platform: 'windows',
  name: 'PC',
  ...changes,
});

describe('what we write', () => {
  const keys = [
    exported('taro@example.ac.jp', rfcKey),
    exported('京大 花子, "x"; <a&b>=+ ', 'ff'.repeat(20).slice(0, 40), {
      algorithm: 'SHA256',
      periodS: 60,
      name: 'a "b", <c> & é',
    }),
  ];
  const write = async (format: 'pskc' | 'csv' | 'otpauth', password?: string) => {
    const writer = await writerOf(format, {
      issuer: 'Example: <U>',
      password: password === undefined ? undefined : new Secret(password),
    });
    return writer.head + keys.map((key) => writer.of(key)).join('') + writer.tail;
  };
  const password = 'correct horse battery';
  // PBKDF2 takes its time: written once.
  let written: Promise<string> | undefined;
  const encrypted = () => (written ??= write('pskc', password));
  // The blank at the end is the table’s and the lines’ to lose; a subject of a host has none.
  const essence = keys.map(({ subject, key, digits, periodS, algorithm }) => [
    subject.trim(),
    Buffer.from(key.reveal()).toString('hex'),
    digits,
    periodS,
    algorithm,
  ]);

  test('we read again, in each format', async () => {
    const opening = { password: new Secret(password) };
    for (const text of [await encrypted(), await write('pskc'), await write('csv'), await write('otpauth')]) {
      const rows = weighAll((await read(text, opening)).found, rules);
      const got = rows.map((each) =>
        'why' in each ? each : [each.subject.trim(), hexOf(each), each.digits, each.periodS, each.algorithm],
      );
      assert.deepEqual(got, essence);
    }
  });

  test('a password hides every key', async () => {
    const text = await encrypted();
    assert.ok(!text.includes('PlainValue>MTIz') && !text.includes(Buffer.from(rfcKey, 'hex').toString('base64')));
    await assert.rejects(read(text, { password: new Secret('another pass phrase') }), FileProblem);
  });

  const noPython = pythonWithPskc ? '' : ': not run, for python-pskc is not installed here';
  test(`python-pskc reads ours, in the clear and by password${noPython}`, { skip: !pythonWithPskc }, async () => {
    for (const opened of [readByPython(await write('pskc')), readByPython(await encrypted(), password)]) {
      assert.deepEqual(
        opened.map((each) => [each.secret, each.digits, each.interval, each.suite, each.name]),
        [
          [rfcKey, 6, 30, null, 'PC'],
          ['ff'.repeat(20), 6, 60, 'HMAC-SHA256', 'a "b", <c> & é'],
        ],
      );
      assert.equal(opened[0]!.user, 'UID=taro@example.ac.jp');
      assert.match(opened[0]!.algorithm, /:totp$/);
    }
  });

  test(`we read what python-pskc writes${noPython}`, { skip: !pythonWithPskc }, async () => {
    const given = [
      { user: 'taro', secret: rfcKey },
      { user: 'hanako', secret: 'ab'.repeat(20) },
    ];
    for (const [text, opening] of [
      [writeByPython({ keys: given }), {}],
      [writeByPython({ keys: given, password }), { password: new Secret(password) }],
      [writeByPython({ keys: given, key: presharedKey }), { key: bytesOf(presharedKey) }],
    ] as const) {
      const { found } = await read(text, opening);
      assert.deepEqual(
        found.map((each) => [each.user, hexOf(each), each.periodS, each.isTimeBased]),
        given.map(({ user, secret }) => [user, secret, 30, true]),
      );
    }
  });

  const noTool = hasPskctool ? '' : ': not run, for pskctool is not installed here';
  test(`pskctool finds ours valid by the schema of the RFC${noTool}`, { skip: !hasPskctool }, async () => {
    validateByPskctool(await write('pskc'));
    validateByPskctool(await encrypted());
    const broken = (await write('pskc')).replaceAll('<Data>', '<Datum>').replaceAll('</Data>', '</Datum>');
    assert.throws(() => validateByPskctool(broken), /by pskctool/);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys, type Reading } from '../../src/importers/index.ts';
import {
  account,
  address,
  base32,
  bytesOf,
  issuer,
  key,
  keyBytes,
  lockedExtension3,
  lockedFreeotp,
  otherKey,
} from './vectors.ts';

/** What real files of each app were seen to hold beside the usual. */

const read = (value: unknown, options = {}): Promise<Reading> => readKeys(JSON.stringify(value), options);
function linesOf(reading: Reading): string[] {
  assert.equal(reading.at, 'read', JSON.stringify(reading));
  if (reading.at !== 'read') return [];
  return [
    ...reading.entries.map(({ issuer, account, key: { algorithm, digits, periodS, secret } }) =>
      [issuer, account, secret.reveal() === key ? 'key' : 'other', algorithm, digits, periodS].join(' '),
    ),
    ...reading.rejected.map(({ issuer, account, why }) => [issuer, account, why].join(' ')),
  ];
}

const stored = { encrypted: false, hash: 'x', index: 0, issuer: 'A', account: 'b', secret: key, type: 'totp' };

test('extension: a file written while a password was set has a keyId, and is not locked', async () => {
  const reading = await read({ x: { ...stored, dataType: 'OTPStorage', keyId: 'k' } });
  assert.deepEqual(linesOf(reading), ['A b key SHA1 6 30']);
});

test('extension: older files have no dataType; types and algorithms come as numbers and as texts of numbers', async () => {
  const reading = await read({
    a: stored,
    b: { ...stored, type: 1, digits: '8' },
    c: { ...stored, type: '1', algorithm: '2', period: 60, digits: 8 },
    d: { ...stored, type: 2 },
    e: { ...stored, type: 'battle' },
    f: { ...stored, type: 4 },
    g: { ...stored, algorithm: 'GOST3411_2012_256' },
  });
  assert.deepEqual(linesOf(reading), [
    'A b key SHA1 6 30',
    'A b key SHA1 8 30',
    'A b key SHA256 8 60',
    ...Array.from({ length: 3 }, () => 'A b not-time-based'),
    'A b algorithm',
  ]);
});

test('extension: hexadecimal keys, of which hhex counts', async () => {
  const secret = keyBytes.toString('hex');
  const reading = await read({
    a: { ...stored, type: 'hex', secret },
    b: { ...stored, type: 5, secret: secret.toUpperCase() },
    c: { ...stored, type: 'hhex', secret },
    d: { ...stored, type: 6, secret },
    e: { ...stored, secret },
    f: { ...stored, type: 'hex', secret: `${secret}a` },
  });
  assert.deepEqual(linesOf(reading), [
    ...Array.from({ length: 3 }, () => 'A b key SHA1 6 30'),
    'A b not-time-based',
    'A b not-time-based',
    'A b secret',
  ]);
});

test('extension: the host behind the issuer goes, a colon stays, and what was encoded is decoded', async () => {
  const reading = await read({
    a: { ...stored, issuer: 'Kyoto::example.ac.jp' },
    b: { ...stored, issuer: 'Ky:oto' },
    c: { ...stored, issuer: encodeURIComponent('京都'), account: encodeURIComponent('花 子') },
    d: { ...stored, issuer: undefined, account: undefined },
  });
  assert.deepEqual(
    linesOf(reading).map((line) => line.replace(' key SHA1 6 30', '')),
    ['Kyoto b', 'Ky:oto b', '京都 花 子', ' '],
  );
});

test('extension: a locked entry whose password record is missing is reported, the others open', async () => {
  const file = JSON.parse(lockedExtension3('password')) as Record<string, object>;
  file.c = { ...file.a, keyId: 'gone' };
  assert.deepEqual(linesOf(await read(file, { password: 'password' })), [
    `${issuer} ${account} key SHA1 6 30`,
    'Example counter not-time-based',
    '  malformed',
  ]);
  delete file.k;
  const reading = await read(file, { password: 'password' });
  assert.deepEqual(reading, { at: 'unreadable', why: 'broken', format: 'authenticator-extension' });
});

test('extension: a record without its key is damaged, alone and among whole ones', async () => {
  const bare = { encrypted: false, hash: 'x', index: 0, type: 'totp' };
  assert.deepEqual(linesOf(await read({ a: bare })), ['  malformed']);
  assert.deepEqual(linesOf(await read({ a: stored, b: { ...bare, issuer: 'C' } })), [
    'A b key SHA1 6 30',
    'C  malformed',
  ]);
});

test('FreeOTP 1: a token without its key is damaged', async () => {
  const token = JSON.stringify({ algo: 'SHA1', issuerExt: 'A', label: 'b', type: 'TOTP' }).replaceAll('"', '&quot;');
  const reading = await readKeys(`<map><string name="x">${token}</string></map>`);
  assert.deepEqual(linesOf(reading), ['A b malformed']);
});

test('KeePass: where its programs and their plug-ins keep the key', async () => {
  const entry = (fields: Record<string, string>): string =>
    `<Entry><String><Key>Title</Key><Value>A</Value></String><String><Key>UserName</Key><Value>b</Value></String>${Object.entries(
      fields,
    )
      .map(([name, value]) => `<String><Key>${name}</Key><Value ProtectInMemory="True">${value}</Value></String>`)
      .join('')}</Entry>`;
  const file = [
    entry({
      'TimeOtp-Secret-Base32': key,
      'TimeOtp-Length': '8',
      'TimeOtp-Period': '60',
      'TimeOtp-Algorithm': 'HMAC-SHA-256',
    }),
    entry({ 'TimeOtp-Secret-Hex': keyBytes.toString('hex') }),
    entry({ 'TOTP Seed': key, 'TOTP Settings': '60;8' }),
    entry({ otp: `key=${key}&amp;step=60&amp;size=8&amp;otpHashMode=Sha512` }),
    entry({ 'HmacOtp-Secret-Base32': key }),
    entry({ Notes: 'no key' }),
  ];
  const reading = await readKeys(`<?xml version="1.0"?>\n<KeePassFile>\n${file.join('\n')}</KeePassFile>`);
  assert.deepEqual(linesOf(reading), [
    'A b key SHA256 8 60',
    'A b key SHA1 6 30',
    'A b key SHA1 8 60',
    'A b key SHA512 8 60',
    'A b not-time-based',
  ]);
});

test('Aegis: entries without a name, an issuer, an algorithm or anything at all', async () => {
  const entries = [{ type: 'totp', info: { secret: key } }, { type: 'motp', info: { secret: key } }, {}, null, 'x', []];
  const reading = await read({ version: 1, header: { slots: null, params: null }, db: { version: 3, entries } });
  assert.deepEqual(linesOf(reading), [
    '  key SHA1 6 30',
    '  not-time-based',
    ...Array.from({ length: 4 }, () => '  malformed'),
  ]);
});

test('2FAS: without values the address counts, and what a person edited wins over it', async () => {
  const link = `otpauth://totp/Old:old?secret=${otherKey}&issuer=Old&algorithm=SHA256&digits=8&period=60`;
  const reading = await read({
    services: [
      { name: 'Name', secret: key, otp: { link, account: 'new' } },
      { name: 'Name', secret: key, otp: { link, account: '', issuer: 'New', digits: 6, algorithm: null } },
      { name: 'Name', secret: key },
      { name: 'Name', secret: key, otp: { label: 'Name:label', algorithm: null } },
      { name: 'Name', secret: key, otp: { algorithm: 'SHA384' } },
    ],
  });
  assert.deepEqual(linesOf(reading), [
    'Old new key SHA256 8 60',
    'New old key SHA256 6 60',
    'Name  key SHA1 6 30',
    'Name label key SHA1 6 30',
    'Name  algorithm',
  ]);
});

test('Bitwarden: an address without names takes those of the item, and Steam is named', async () => {
  const login = (totp: string) => ({ name: 'Item', login: { username: 'user', totp } });
  const reading = await read({
    encrypted: false,
    items: [
      login(`otpauth://totp/?secret=${key}`),
      login(`otpauth://totp/A:b?secret=${key}`),
      login(`steam://${key}`),
      login('   '),
      { name: 'Card' },
    ],
  });
  assert.deepEqual(linesOf(reading), ['Item user key SHA1 6 30', 'A b key SHA1 6 30', 'Item user not-time-based']);
});

test('Bitwarden: what only its own account opens is unsupported', async () => {
  const reading = await read({ encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.a|b|c', items: [], folders: [] });
  assert.deepEqual(reading, { at: 'unreadable', why: 'unsupported', format: 'bitwarden' });
});

test('andOTP: older labels hold the issuer', async () => {
  const entry = { secret: key, type: 'TOTP', digits: 6, period: 30, algorithm: 'SHA1' };
  const reading = await read([
    { ...entry, label: 'A - b - c' },
    { ...entry, label: 'b' },
    { ...entry, issuer: '', label: 'A - b' },
  ]);
  assert.deepEqual(
    linesOf(reading).map((line) => line.replace(' key SHA1 6 30', '')),
    ['A b - c', ' b', ' A - b'],
  );
});

test('FreeOTP: a key that is no array of bytes is refused', async () => {
  const token = { type: 'TOTP', issuerExt: 'A', label: 'b' };
  const secrets = [[...keyBytes], [300], ['1'], [0.5], 'AAAA', { 0: 1 }, new Array(70_000).fill(1)];
  const reading = await read({ tokenOrder: [], tokens: secrets.map((secret) => ({ ...token, secret })) });
  assert.deepEqual(linesOf(reading), ['A b key SHA1 6 30', ...Array.from({ length: 6 }, () => 'A b malformed')]);
});

test('FreeOTP 2: a backup that is cut off is broken, and so is one that holds anything but texts', async () => {
  const whole = lockedFreeotp('password');
  const texts = whole.indexOf(0x77) + 10;
  for (const length of [60, texts, texts + 2, texts + 30, whole.length - 1]) {
    const source = bytesOf(Buffer.concat([whole.subarray(0, length), Buffer.from('masterKey')]));
    const reading = await readKeys(source, { password: 'password' });
    assert.deepEqual(reading, { at: 'unreadable', why: 'broken', format: 'freeotp' }, String(length));
  }
});

test('Raivo: every value is a text; Stratum: every one may be', async () => {
  const raivo = [
    { kind: 'TOTP', algorithm: 'SHA512', timer: '45', digits: '8', issuer: 'A', account: 'b', secret: key },
  ];
  assert.deepEqual(linesOf(await read(raivo)), ['A b key SHA512 8 45']);
  const stratum = { Type: '2', Issuer: 'A', Username: 'b', Secret: key, Algorithm: '1', Digits: '7', Period: '15' };
  const odd = { ...stratum, Algorithm: 9 };
  assert.deepEqual(linesOf(await read({ Authenticators: [stratum, odd, { ...stratum, Type: 3 }] })), [
    'A b key SHA256 7 15',
    'A b algorithm',
    'A b not-time-based',
  ]);
});

test('CSV: quotes, line breaks and semicolons, and no column but its own', async () => {
  const bitwarden = `name;login_username;login_password;login_totp\r\n"A; ""x""\n";b;"${otherKey}";${key}\r\n;;;\r\nshort`;
  assert.deepEqual(linesOf(await readKeys(bitwarden)), ['A; "x" b key SHA1 6 30']);
  const apple = `"Title","OTPAuth","Password"\n"a","${address}","otpauth://totp/x?secret=${otherKey}"`;
  assert.deepEqual(linesOf(await readKeys(apple)), [`${issuer} ${account} key SHA1 6 30`]);
  const open = `Title,OTPAuth\n"never closed,${address}`;
  assert.deepEqual(await readKeys(open), { at: 'unreadable', why: 'no-entries', format: 'apple-passwords' });
});

test('numbers in names are names, control characters are not', async () => {
  const reading = await read({ Authenticators: [{ Issuer: 2024, Username: ' a\u0000\nb\ud800 ', Secret: key }] });
  assert.deepEqual(linesOf(reading), ['2024 a  b key SHA1 6 30']);
});

const unreadable: [what: string, source: string | Uint8Array<ArrayBuffer>, expected: object][] = [
  ['nothing', '', { why: 'empty' }],
  ['blanks', '\ufeff \r\n\t', { why: 'empty' }],
  ['an empty file', new Uint8Array(), { why: 'empty' }],
  ['a file of blanks', bytesOf(' \n'), { why: 'empty' }],
  ['a sentence', 'Where are my keys?', { why: 'unknown' }],
  ['a web address', 'https://example.ac.jp/', { why: 'unknown' }],
  ['a number as JSON', '42', { why: 'unknown' }],
  ['an empty object', '{}', { why: 'no-entries' }],
  ['an empty array', '[]', { why: 'no-entries' }],
  ['a stranger’s JSON', '{"a":{"b":[1,2]}}', { why: 'unknown' }],
  ['a stranger’s array', '[{"accountType":"OtpAccount","otpGenerator":{}}]', { why: 'unknown' }],
  ['JSON that is cut off', '{"services":[{"name":"A","secr', { why: 'broken' }],
  ['a vault without entries', '{"header":{},"db":{"entries":[]}}', { why: 'no-entries', format: 'aegis' }],
  ['a ZIP', bytesOf('PK\x03\x04 something.txt'), { why: 'packed', kind: 'zip' }],
  ['the ZIP of Raivo', bytesOf('PK\x03\x04 raivo-otp-export.json'), { why: 'packed', kind: 'zip', format: 'raivo' }],
  ['an object that Java wrote', bytesOf(Buffer.from('aced00057372', 'hex')), { why: 'other-file', kind: 'java' }],
  ['a database', bytesOf('SQLite format 3\0 PhoneFactor'), { why: 'other-file', kind: 'sqlite' }],
  ['settings of another app', "<?xml version='1.0'?><map><string name='a'>b</string></map>", { why: 'unknown' }],
  [
    'a picture',
    bytesOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
    { why: 'other-file', kind: 'picture' },
  ],
  [
    'a long picture',
    bytesOf(Buffer.concat([Buffer.from([255, 216, 255]), Buffer.alloc(5000, 'abc\xff', 'latin1')])),
    { why: 'other-file', kind: 'picture' },
  ],
  ['more than 5 MiB of text', 'a'.repeat(5 * 2 ** 20 + 1), { why: 'too-large' }],
  ['more than 5 MiB of bytes', new Uint8Array(5 * 2 ** 20 + 1), { why: 'too-large' }],
];
for (const [what, source, expected] of unreadable) {
  test(`unreadable: ${what}`, async () => {
    assert.deepEqual(await readKeys(source), { at: 'unreadable', ...expected });
  });
}

test('more than 5,000 entries of any kind are too many', async () => {
  const entries = Array.from({ length: 5001 }, (_, index) => ({ Secret: base32(Buffer.from(`key ${index}`)) }));
  const reading = await read({ Authenticators: entries });
  assert.deepEqual(reading, { at: 'unreadable', why: 'too-large', format: 'stratum' });
  const rows = `Title,OTPAuth\n${`a,${address}\n`.repeat(6000)}`;
  assert.equal((await readKeys(rows)).at, 'unreadable');
});

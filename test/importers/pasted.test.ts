import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from '../../src/importers/index.ts';
import { base32, bytesField, migration, numberField } from './vectors.ts';

/** Whatever a mail program, a page or a field did to them: each account with its own key, or none. */

const bareKey = { issuer: '', account: '', digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
interface Account {
  issuer: string;
  account: string;
  secret: string;
  more?: string;
}
const keyOf = (name: string): string => base32(Buffer.from(`invented ${name}`.padEnd(20, '.')).subarray(0, 20));
const accounts: Account[] = [
  { issuer: 'Kyoto University', account: 'hanako@example.ac.jp', secret: keyOf('one') },
  { issuer: '京都大学', account: '花子', secret: keyOf('two'), more: '&algorithm=SHA256&digits=8&period=60' },
  { issuer: 'Example', account: 'b', secret: keyOf('three') },
];
const e = encodeURIComponent;
const addressOf = ({ issuer, account, secret, more = '' }: Account): string =>
  `otpauth://totp/${e(issuer)}:${e(account)}?secret=${secret}&issuer=${e(issuer)}${more}`;
const reordered = ({ issuer, account, secret, more = '' }: Account): string =>
  `otpauth://totp/${e(issuer)}:${e(account)}?issuer=${e(issuer)}${more}&secret=${secret}`;

async function accountsIn(text: string): Promise<string[]> {
  const reading = await readKeys(text, { bareKey });
  if (reading.at !== 'read') return [JSON.stringify(reading)];
  return reading.entries.map(({ issuer, account, key: { secret, algorithm, digits, periodS } }) =>
    [issuer, account, secret.reveal(), algorithm, digits, periodS].join('|'),
  );
}
const wanted = (all: Account[]): string[] =>
  all.map(({ issuer, account, secret, more }) =>
    [issuer, account, secret, ...(more ? ['SHA256', 8, 60] : ['SHA1', 6, 30])].join('|'),
  );

const wrapped = (text: string, width: number, end: string): string =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(end);
const quoted = (text: string, end: string): string => wrapped(text.replaceAll('=', '=3D'), 75, `=${end}`);

const joints: Record<string, string> = {
  lines: '\n',
  'lines of Windows': '\r\n',
  'a field of one line, with blanks': ' ',
  'a field of one line, without': '',
  commas: ', ',
  semicolons: ';',
  'empty lines': '\n\n',
  bullets: '\n- ',
  quotes: '"\n"',
};
for (const [name, joint] of Object.entries(joints)) {
  test(`several addresses: ${name}`, async () => {
    for (const write of [addressOf, reordered]) {
      assert.deepEqual(await accountsIn(accounts.map(write).join(joint)), wanted(accounts));
    }
  });
}

const ways: Record<string, (address: string) => string> = {
  '&amp;': (address) => address.replaceAll('&', '&amp;'),
  '&amp;amp;': (address) => address.replaceAll('&', '&amp;amp;'),
  '&#38;': (address) => address.replaceAll('&', '&#38;'),
  'quoted-printable': (address) => quoted(address, '\r\n'),
  'quoted-printable, its line ends blanks': (address) => quoted(address, ' '),
  'a fragment': (address) => `${address}#x`,
  'a link of a page': (address) => `<a href="${address.replaceAll('&', '&amp;')}">Add</a>`,
  brackets: (address) => `Your key: <${address}>.`,
  parentheses: (address) => `(${address})`,
  'encoded as a whole': e,
  'a parameter of another address': (address) => `https://example.org/qr?size=200&data=${e(address)}&x=1`,
  'hidden marks': (address) => `\u200e${address.replace('secret', 'sec\u200bret')}\u202c`,
  ...Object.fromEntries(
    [60, 72, 76, 78].flatMap((width) =>
      ['\n', '\r\n', '\n> '].map((end) => [
        `wrapped at ${width} with ${JSON.stringify(end)}`,
        (text: string) => wrapped(text, width, end),
      ]),
    ),
  ),
};
for (const [name, way] of Object.entries(ways)) {
  test(`one address, and two: ${name}`, async () => {
    for (const write of [addressOf, reordered]) {
      for (const account of accounts)
        assert.deepEqual(await accountsIn(way(write(account))), wanted([account]), way(write(account)));
      const two = accounts.slice(0, 2);
      assert.deepEqual(await accountsIn(two.map(write).map(way).join('\n\n')), wanted(two));
    }
  });
}

test('words behind an address are no part of it', async () => {
  const [first, , third] = accounts as [Account, Account, Account];
  for (const rest of [' please scan', '\nSee you', '\n\nYours', ' (mine)', ` ${third.secret}`, `\n${third.secret}`]) {
    assert.deepEqual(await accountsIn(addressOf(first) + rest), wanted([first]), rest);
    assert.deepEqual(
      await accountsIn(reordered(first) + rest),
      wanted([first]).filter(() => rest !== ` ${third.secret}`),
      rest,
    );
  }
});

test('a key of equal signs is not taken for quoted-printable', async () => {
  const secret = `3D${keyOf('x').slice(2)}`;
  assert.deepEqual(await accountsIn(`otpauth://totp/a?secret=${secret}`), [`|a|${secret}|SHA1|6|30`]);
  assert.deepEqual(await accountsIn(`otpauth://totp/a?secret=${secret}&issuer=b`), [`b|a|${secret}|SHA1|6|30`]);
  assert.deepEqual(await accountsIn(`otpauth://totp/a?secret=3D${keyOf('x')}`), [`|a|${keyOf('x')}|SHA1|6|30`]);
});

test('of thousands of mixes no name holds a key or an address, and no account has the key of another', async () => {
  const code = migration([
    ...bytesField(1, [
      ...bytesField(1, Buffer.from('invented migration..')),
      ...bytesField(2, 'm:n'),
      ...numberField(6, 2),
    ]),
  ]);
  const moved = base32(Buffer.from('invented migration..'));
  const secrets = [...accounts.map(({ secret }) => secret), moved];
  const owners = new Map<string, string>([
    ...accounts.map(({ secret, issuer }) => [secret, issuer] as const),
    [moved, 'm'],
  ]);
  const addresses = accounts.flatMap((account) => [addressOf(account), reordered(account)]);
  const pieces = [
    ...addresses,
    ...addresses.flatMap((address) => Object.values(ways).map((way) => way(address))),
    ...addresses.map((address) => address.slice(0, 40)),
    ...addresses.map((address) => address.slice(30)),
    ...secrets,
    ...secrets.map((secret) => `Key: ${secret.match(/.{4}/g)!.join(' ')}`),
    code,
    'Hello there',
    'otpauth://totp/',
    '&issuer=x',
    'secret=',
  ];
  const joiners = [...Object.values(joints), '&', '&amp;', '#', '?', '=', '=\n', '%20', ':', '\t', '"', '<br>'];
  let state = 20_260_402;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  let read = 0;
  for (let count = 0; count < 6000; count++) {
    let text = pieces[random(pieces.length)]!;
    for (let more = 1 + random(3); more; more--)
      text += joiners[random(joiners.length)]! + pieces[random(pieces.length)]!;
    const reading = await readKeys(text, { bareKey });
    if (reading.at !== 'read') continue;
    for (const { issuer, account, key } of reading.entries) {
      const shown = `${issuer} ${account}`.toUpperCase().replace(/[\s-]/g, '');
      for (const secret of secrets) assert.ok(!shown.includes(secret), JSON.stringify(text));
      assert.ok(!/OTPAUTH|SECRET=/.test(shown), JSON.stringify(text));
      const parts = decodeURIComponent(key.uri.reveal()).split(key.secret.reveal()).join('');
      for (const secret of secrets) assert.ok(!parts.includes(secret), JSON.stringify(text));
      const owner = owners.get(key.secret.reveal());
      if (owner && issuer && [...owners.values()].includes(issuer)) assert.equal(issuer, owner, JSON.stringify(text));
      read++;
    }
    for (const { issuer, account } of reading.rejected) {
      for (const secret of secrets) assert.ok(!`${issuer}${account}`.includes(secret), JSON.stringify(text));
    }
  }
  assert.ok(read > 3000, String(read));
});

test('a name in a file that holds the key of another account is not passed on', async () => {
  const [first, second] = accounts as [Account, Account];
  for (const name of [
    second.secret,
    second.secret.toLowerCase(),
    second.secret.match(/.{4}/g)!.join(' '),
    addressOf(second),
    `x ${second.secret} y`,
  ]) {
    const entry = (Issuer: string, Secret: string) => ({ Issuer, Username: 'b', Secret });
    const reading = await readKeys(
      JSON.stringify({ Authenticators: [entry(name, first.secret), entry('B', second.secret)] }),
    );
    assert.deepEqual(reading.at === 'read' && reading.entries.map(({ issuer }) => issuer), ['', 'B'], name);
  }
});

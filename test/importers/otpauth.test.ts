import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys, type Reading, type Rejected } from '../../src/importers/index.ts';
import { address, bytesOf, key, otherKey } from './vectors.ts';

/** `issuer / account` of the only entry, or why there is none. */
async function namesIn(text: string): Promise<string> {
  const reading = await readKeys(text);
  if (reading.at !== 'read') return reading.at;
  const [entry] = reading.entries;
  return entry ? `${entry.issuer} / ${entry.account}` : (reading.rejected[0]?.why ?? '');
}
async function whyNot(text: string): Promise<Rejected['why'] | undefined> {
  const reading = await readKeys(text);
  return reading.at === 'read' && !reading.entries.length ? reading.rejected[0]?.why : undefined;
}
async function keyIn(text: string, options = {}): Promise<string | undefined> {
  const reading: Reading = await readKeys(text, options);
  return reading.at === 'read' ? reading.entries[0]?.key.secret.reveal() : undefined;
}
const uri = (label: string, rest = ''): string => `otpauth://totp/${label}?secret=${key}${rest}`;
const e = encodeURIComponent;

const names: [what: string, text: string, expected: string][] = [
  ['issuer in both places', uri('Example:hanako', '&issuer=Example'), 'Example / hanako'],
  ['encoded colon', uri('Example%3Ahanako', '&issuer=Example'), 'Example / hanako'],
  ['blank after the colon', uri('Example:%20hanako', '&issuer=Example'), 'Example / hanako'],
  ['issuer in the label only', uri('Example:hanako'), 'Example / hanako'],
  ['issuer as a parameter only', uri('hanako', '&issuer=Example'), 'Example / hanako'],
  ['no issuer', uri('hanako'), ' / hanako'],
  ['issuer without a value', uri(':hanako', '&issuer'), ' / hanako'],
  ['neither', uri(''), ' / '],
  ['no slash before the question mark', `otpauth://totp?secret=${key}&issuer=Example`, 'Example / '],
  ['the parameter wins', uri('Old:hanako', '&issuer=New'), 'New / hanako'],
  ['a colon in the account', uri('Example:a:b', '&issuer=Example'), 'Example / a:b'],
  ['a colon in the issuer', uri(`${e('Ex: ample:hanako')}`, `&issuer=${e('Ex: ample')}`), 'Ex: ample / hanako'],
  ['plus signs are blanks in parameters only', uri('a+b', '&issuer=Air+Letter%2BX'), 'Air Letter+X / a+b'],
  ['%20', uri('a%20b', '&issuer=Air%20Letter'), 'Air Letter / a b'],
  ['Japanese as it is', uri('京都例大学:花子'), '京都例大学 / 花子'],
  ['Japanese encoded', uri(`${e('京都例大学')}:${e('花子')}`, `&issuer=${e('京都例大学')}`), '京都例大学 / 花子'],
  [
    'encoded twice by the extension',
    uri(`${e(e('京都例大学'))}:${e(e('花 子'))}`, `&issuer=${e(e('京都例大学'))}`),
    '京都例大学 / 花 子',
  ],
  ['encoded twice without an issuer', uri(e(e('花子@example.ac.jp'))), ' / 花子@example.ac.jp'],
  ['a name that only looks encoded', uri(e('100%41')), ' / 100%41'],
  ['broken percent signs', uri('100%', '&issuer=%E4%BA'), '%E4%BA / 100%'],
  ['half a surrogate pair', uri('a\ud83d', '&issuer=b\udd11c'), 'b c / a'],
  ['capital letters', `OTPAUTH://TOTP/Example:Hanako?SECRET=${key}&ISSUER=Example`, 'Example / Hanako'],
  ['blanks around', `  \t${uri('hanako')} \r\n`, ' / hanako'],
  ['a full-width blank in front', `\u3000${uri('hanako')}`, ' / hanako'],
];
for (const [what, text, expected] of names) {
  test(`names: ${what}`, async () => assert.equal(await namesIn(text), expected));
}

const refused: [what: string, text: string, why: Rejected['why']][] = [
  ['counter-based', `otpauth://hotp/a?secret=${key}&counter=1`, 'not-time-based'],
  ['Steam as a type', `otpauth://steam/Steam:a?secret=${key}`, 'not-time-based'],
  ['Steam as a scheme', `steam://${key}`, 'not-time-based'],
  ['no secret', 'otpauth://totp/a?issuer=b', 'malformed'],
  ['an empty secret', 'otpauth://totp/a?secret=&issuer=b', 'malformed'],
  ['two secrets', `otpauth://totp/a?secret=${key}&secret=${otherKey}`, 'malformed'],
  ['the same secret twice', `otpauth://totp/a?secret=${key}&secret=${key}`, 'malformed'],
  ['no type', `otpauth:///a?secret=${key}`, 'malformed'],
  ['not Base32', 'otpauth://totp/a?secret=0189018901890189', 'secret'],
  ['less than a byte', 'otpauth://totp/a?secret=A', 'secret'],
  ['a few letters', 'otpauth://totp/a?secret=MFRGGZ&issuer=b', 'short-key'],
  ['a key that is cut off', `otpauth://totp/a?issuer=b&secret=${key.slice(0, 15)}`, 'short-key'],
  ['padding inside', 'otpauth://totp/a?secret=MFRGG%3D%3DZDFMY', 'secret'],
  ['MD5', uri('a', '&algorithm=MD5'), 'algorithm'],
  ['SHA384', uri('a', '&algorithm=SHA384'), 'algorithm'],
  ['four digits', uri('a', '&digits=4'), 'digits'],
  ['eleven digits', uri('a', '&digits=11'), 'digits'],
  ['digits that are no number', uri('a', '&digits=six'), 'digits'],
  ['a huge number of digits', uri('a', `&digits=${'9'.repeat(400)}`), 'digits'],
  ['period 0', uri('a', '&period=0'), 'period'],
  ['a negative period', uri('a', '&period=-30'), 'period'],
  ['more than a day', uri('a', '&period=86401'), 'period'],
  ['half a second', uri('a', '&period=0.5'), 'period'],
  ['thrown away in ente', uri('a', `&codeDisplay=${e('{"pinned":false, "trashed" : true}')}`), 'deleted'],
];
for (const [what, text, why] of refused) test(`refused: ${what}`, async () => assert.equal(await whyNot(text), why));

test('a key loses blanks, hyphens, padding and lower case', async () => {
  const grouped = (key.toLowerCase().match(/.{1,4}/g) ?? []).join(' ');
  for (const written of [
    grouped,
    grouped.replaceAll(' ', '-'),
    `${key}======`,
    `${key}%3D%3D`,
    grouped.replaceAll(' ', '+'),
  ]) {
    assert.equal(await keyIn(`otpauth://totp/a?secret=${written}`), key, written);
  }
});

test('left-over bits are dropped, so that strict apps read the key as well', async () => {
  // 17 letters are ten bytes and five bits of nothing; R as the last of two holds bits that belong to no byte.
  assert.equal(await keyIn('otpauth://totp/a?secret=MFRGGZDFMZTWQ2LKB'), 'MFRGGZDFMZTWQ2LK');
  assert.equal(await keyIn('otpauth://totp/a?secret=MFRGGZDFMZTWQ2LKMR&issuer=b'), 'MFRGGZDFMZTWQ2LKMQ');
});

test('algorithm, digits and period are kept; what is absent or null is usual', async () => {
  const reading = await readKeys(
    [
      uri('a', '&algorithm=sha256&digits=8&period=60'),
      uri('a', '&algorithm=HmacSHA512&digits=10&period=86400'),
      uri('a', '&algorithm=SHA-1&digits=5&period=1'),
      uri('a', '&algorithm=null&digits=null&period='),
    ].join('\n'),
  );
  assert.deepEqual(
    reading.at === 'read' &&
      reading.entries.map(({ key: { algorithm, digits, periodS } }) => [algorithm, digits, periodS]),
    [
      ['SHA256', 8, 60],
      ['SHA512', 10, 86_400],
      ['SHA1', 5, 1],
      ['SHA1', 6, 30],
    ],
  );
});

test('a line that is no address is reported, and the others are read', async () => {
  const reading = await readKeys(`${address}\nWritten on Monday\n\n${uri('b')}\r${uri('c')}`);
  assert.equal(reading.at === 'read' && reading.entries.length, 3);
  assert.deepEqual(reading.at === 'read' && reading.rejected, [{ issuer: '', account: '', why: 'malformed' }]);
});

test('names in Shift_JIS, as editors in Japan still save them', async () => {
  const kyoto = Buffer.from([0x8b, 0x9e, 0x93, 0x73]);
  const bytes = Buffer.concat([Buffer.from('otpauth://totp/'), kyoto, Buffer.from(`:a?secret=${key}`)]);
  const reading = await readKeys(bytesOf(bytes));
  assert.equal(reading.at === 'read' && reading.entries[0]?.issuer, '京都');
});

test('more than 5,000 lines are too many, 5,000 are not', async () => {
  const lines = Array.from({ length: 5001 }, (_, index) => uri(`a${index}`));
  assert.deepEqual(await readKeys(lines.join('\n')), { at: 'unreadable', why: 'too-large', format: 'otpauth' });
  const reading = await readKeys(lines.slice(1).join('\r\n'));
  assert.equal(reading.at === 'read' && reading.entries.length, 5000);
});

const bareKey = { issuer: 'Example', account: '', digits: 8, periodS: 60, algorithm: 'SHA256' } as const;

test('a key alone is an entry with the values it is used with', async () => {
  const grouped = (key.toLowerCase().match(/.{1,4}/g) ?? []).join(' ');
  for (const typed of [key, `${grouped}\n`, `${grouped.replaceAll(' ', '-')}====`, key.slice(0, 16)]) {
    const reading = await readKeys(typed, { bareKey });
    assert.equal(reading.at, 'read', typed);
    if (reading.at !== 'read') return;
    assert.equal(reading.format, 'otpauth');
    const {
      issuer,
      key: { algorithm, digits, periodS },
    } = reading.entries[0]!;
    assert.deepEqual([issuer, algorithm, digits, periodS], ['Example', 'SHA256', 8, 60]);
  }
});

test('what is too short, no Base32, or nobody asked for, is no key', async () => {
  for (const typed of [key.slice(0, 15), `${key}0`, `${key}京`, '123456', 'A'.repeat(501)]) {
    assert.deepEqual(await readKeys(typed, { bareKey }), { at: 'unreadable', why: 'unknown' }, typed);
  }
  assert.deepEqual(await readKeys(key), { at: 'unreadable', why: 'unknown' });
});

test('a key alone does not stand in the way of anything else', async () => {
  assert.equal(await keyIn(address, { bareKey }), key);
});

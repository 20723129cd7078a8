import assert from 'node:assert/strict';
import test from 'node:test';
import { formatCode, invitationAddress, isCode, parseCode, parseInvitation } from '../../src/pairing/code.ts';

const commitment = Buffer.alloc(32, 7).toString('base64url');
const invitation = { id: 'K7Q2M4XZ', role: 'taker', commitment } as const;

test('a code is shown in two halves', () => {
  assert.equal(formatCode('K7Q2M4XZ'), 'K7Q2-M4XZ');
});

for (const typed of [
  'K7Q2-M4XZ',
  'k7q2m4xz',
  ' k7 q2 m4 xz ',
  'Ｋ７Ｑ２－Ｍ４ＸＺ',
  'ｋ７ｑ２ーｍ４ｘｚ',
  'K7Q2ｰM4XZ',
  'K7Q2–M4XZ',
  'K7Q2−M4XZ',
  'K7Q2・M4XZ',
  'K7Q2\u3000M4XZ\n',
  'K7Q2\u200bM4XZ',
]) {
  test(`${JSON.stringify(typed)} is the code that is meant`, () => {
    assert.deepEqual(parseCode(typed), { id: 'K7Q2M4XZ' });
  });
}

test('letters that look like digits are those digits', () => {
  assert.deepEqual(parseCode('oOiI-lL11'), { id: '00111111' });
});

test('what is no code says why', () => {
  assert.deepEqual(
    ['', ' - ', 'K7Q2', 'K7Q2M4XZ9', 'K7Q2M4XU', 'コード', '123/4567', 'x'.repeat(65)].map(parseCode),
    ['empty', 'empty', 'too-short', 'too-long', 'foreign', 'foreign', 'foreign', 'too-long'].map((wrong) => ({
      wrong,
    })),
  );
});

test('only eight letters of the alphabet are a code of the service', () => {
  assert.ok(isCode('K7Q2M4XZ'));
  assert.ok(!['K7Q2M4XO', 'k7q2m4xz', 'K7Q2M4X', '', '../../ab'].some(isCode));
});

test('an address with an invitation leads to the page and says it behind the # only', () => {
  const address = invitationAddress('https://www.example.ac.jp/mfa/?lang=ja#old', invitation);
  assert.equal(address, `https://www.example.ac.jp/mfa/?lang=ja#mfa-pair=1.t.K7Q2M4XZ.${commitment}`);
  assert.deepEqual(parseInvitation(address), invitation);
  assert.deepEqual(parseInvitation(new URL(address).hash), invitation);
  assert.deepEqual(parseInvitation(`#mfa=choose&mfa-pair=1.t.K7Q2M4XZ.${commitment}`), invitation);
});

test('an invitation of another version says so', () => {
  assert.deepEqual(parseInvitation('#mfa-pair=2.t.K7Q2M4XZ'), { wrong: 'version' });
});

test('anything else is no invitation', () => {
  for (const text of [
    '',
    'otpauth://totp/x?secret=A',
    'https://www.example.ac.jp/',
    '#mfa-pair=',
    `#mfa-pair=1.x.K7Q2M4XZ.${commitment}`,
    `#mfa-pair=1.constructor.K7Q2M4XZ.${commitment}`,
    `#mfa-pair=1.t.k7q2m4xz.${commitment}`,
    `#mfa-pair=1.t.K7Q2M4XZ.${commitment}.more`,
    `#mfa-pair=1.t.K7Q2M4XZ.${commitment}=`,
    `#mfa-pair=1.t.K7Q2M4XZ.${commitment.slice(1)}`,
    `#mfa-pair=1.t.K7Q2M4XZ.${commitment}${' '.repeat(3000)}`,
  ]) {
    assert.deepEqual(parseInvitation(text), { wrong: 'other' }, text.slice(0, 80));
  }
});

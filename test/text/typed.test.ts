import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseAddress } from '../../src/contract/mail-address.ts';
import { contract } from '../../src/contract/table.ts';
import { slipIn } from '../../src/flows/machine/typed-code.ts';
import { readKeys } from '../../src/importers/index.ts';
import { parseCode } from '../../src/pairing/code.ts';
import { fold } from '../../src/text/fold.ts';
import { nameOf } from '../../src/text/name.ts';
import { inOnePiece, plain } from '../../src/text/typed.ts';

/** One list, put to every field and every reader. */

const points = (pattern: RegExp): string[] =>
  Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point)).filter((sign) => pattern.test(sign));

/** Nobody sees them: the rule of Unicode, and what bug reports name. */
const unseen = points(/^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u);
const named = {
  'soft hyphen': '\u00ad',
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'left-to-right mark': '\u200e',
  'Arabic letter mark': '\u061c',
  embedding: '\u202a',
  'end of embedding': '\u202c',
  isolate: '\u2066',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  tag: '\u{e0041}',
  'variation selector': '\ufe0f',
  'Hangul filler': '\u3164',
  'Mongolian vowel separator': '\u180e',
};
const blanks = [' ', '\t', '\n', '\r\n', '\u00a0', '\u2009', '\u202f', '\u3000', '\u2028'];
const dashes = ['-', '‐', '‑', '‒', '–', '—', '―', '−', '－', 'ー', 'ｰ', '_', '・'];
const stops = ['.', '。', '．', '｡'];

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const digitSets = points(/^\p{Nd}$/u).filter((sign) => /[0]/.test(plain(sign)));

const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const bareKey = { issuer: '', account: '', digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
async function keyIn(text: string): Promise<string | undefined> {
  const reading = await readKeys(text, { bareKey });
  return reading.at === 'read' ? reading.entries[0]?.key.secret.reveal() : undefined;
}
const rule = { asked: 'app', digits: 6, otherDigits: 8 } as const;

/** Where one piece of text is typed: what is meant, and what each field makes of a text. */
const fields: Record<string, { meant: string; read: (text: string) => unknown }> = {
  'the code of an app': { meant: '123456', read: (text) => slipIn(text, rule) ?? inOnePiece(text) },
  'a pairing code': {
    meant: 'K7Q2M4XZ',
    read: (text) => {
      const code = parseCode(text);
      return 'id' in code ? code.id : code;
    },
  },
  'a mail address': { meant: 'taro@example.org', read: normaliseAddress },
  'a key alone': { meant: key, read: keyIn },
  'a key in an address': { meant: key, read: (text) => keyIn(`otpauth://totp/a?secret=${text}&issuer=b`) },
  'an encoded key in an address': {
    meant: key,
    read: (text) => keyIn(`otpauth://totp/a?secret=${encodeURIComponent(text)}&issuer=b`),
  },
};
const halves = (text: string): [string, string] => [text.slice(0, 3), text.slice(3)];

for (const [name, { meant, read }] of Object.entries(fields)) {
  const [head, tail] = halves(meant);
  const expect = async (text: string) => assert.equal(await read(text), meant, JSON.stringify(text));

  test(`${name}: what nobody sees does not count, wherever it stands`, async () => {
    for (const mark of Object.values(named)) {
      for (const text of [mark + meant, head + mark + tail, meant + mark, `\u202a${meant}\u202c`]) await expect(text);
    }
  });
  test(`${name}: every mark that Unicode calls invisible`, async () => {
    if (name.includes('address') && name !== 'a mail address') {
      for (let at = 0; at < unseen.length; at += 97) await expect(head + unseen[at]! + tail);
    } else for (const mark of unseen) await expect(head + mark + tail);
  });
  test(`${name}: blanks around it and in it`, async () => {
    for (const blank of blanks) {
      const isLineEnd = /[\r\n\u2028]/.test(blank) && name.startsWith('a key in');
      await expect(isLineEnd ? meant : head + blank + tail);
      if (!name.includes('in an address')) await expect(blank + meant + blank);
    }
  });
  test(`${name}: full width`, async () => {
    await expect(name.includes('encoded') || !name.includes('in an address') ? wide(meant) : meant);
  });
  if (name !== 'a mail address') {
    test(`${name}: dashes and stops between its groups`, async () => {
      for (const sign of [...dashes, ...stops]) await expect(head + sign + tail);
      for (const stop of stops) await expect(meant + stop);
    });
  }
  if (!name.includes('in an address')) {
    test(`${name}: a label in front of it`, async () => {
      for (const label of ['Key:', 'Key: ', 'キー：', 'コード： ', 'Secret key:\n']) await expect(label + meant);
    });
  }
}

test('the digits of every script are digits', () => {
  assert.ok(digitSets.length > 60);
  for (const zero of digitSets) {
    const digits = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero.codePointAt(0)! + value)).join(
      '',
    );
    assert.equal(plain(digits), '0123456789', zero);
    assert.equal(inOnePiece(`${digits}\u200f`), '0123456789');
    assert.equal(normaliseAddress(`taro${digits}@example.org`), 'taro0123456789@example.org');
  }
  assert.equal(points(/^\p{Nd}$/u).length, digitSets.length * 10);
});

test('a key in the digits of another script is the same key', async () => {
  assert.equal(await keyIn('JBSWY٣DPEHPK٣PXPJBSWY۳DPEHPK３PXP'), key);
});

test('an address with what an input method or a mail program leaves in it', () => {
  for (const typed of [
    'ｔａｒｏ＠ｅｘａｍｐｌｅ。ｏｒｇ',
    'taro@example｡org',
    'taro@example.org。',
    'Taro Kyodai <taro@example.org>',
    'メール：taro@example.org',
    'mailto:taro@example.org?subject=x',
    '\u200etaro@example.org\u202c',
    'taro@example.org)',
  ]) {
    assert.equal(normaliseAddress(typed), 'taro@example.org', typed);
    assert.equal(normaliseAddress(normaliseAddress(typed)), 'taro@example.org', typed);
  }
  assert.equal(normaliseAddress('taro@kyotoーu.example'), 'taro@kyoto-u.example');
});

/** Where a name is typed or read. */
const device = (name: string): unknown => contract.renameDevice.input.safeParse({ id: 'x', name }).data?.name;
async function imported(name: string): Promise<string | undefined> {
  const reading = await readKeys(JSON.stringify({ Authenticators: [{ Issuer: name, Username: 'b', Secret: key }] }));
  return reading.at === 'read' ? reading.entries[0]?.issuer : undefined;
}
async function addressed(name: string): Promise<string | undefined> {
  const reading = await readKeys(`otpauth://totp/b?secret=${key}&issuer=${encodeURIComponent(name)}`);
  return reading.at === 'read' ? reading.entries[0]?.issuer : undefined;
}
const names = { 'a name': nameOf, 'a device': device, 'a name in a file': imported, 'a name in an address': addressed };

for (const [field, read] of Object.entries(names)) {
  test(`${field}: what has nothing to join or vary goes, and so does a pile of marks`, async () => {
    for (const idle of [
      'iPhone\u200d',
      '\u200diPhone',
      'iPhone \u200d',
      'i\u200dPhone',
      'iPhone\ufe0f',
      'iPhone\u200d\ufe0f',
    ]) {
      assert.equal(await read(idle), 'iPhone', JSON.stringify(idle));
    }
    assert.equal(await read('👩\u200d'), '👩');
    assert.equal(await read('❤\ufe0f\u200d'), '❤\ufe0f');
    for (const pile of ['\u0301', '\u20dd', '\u0301\u200d', '\u0301\u200b', '\ufe0f', '\u0e47']) {
      const name = String(await read(`a${pile.repeat(30)}b`));
      assert.ok(/^a.{0,6}b$/su.test(name), JSON.stringify(name));
    }
  });
  test(`${field}: nothing turns a line, and nothing hides`, async () => {
    for (const mark of ['\u202e', '\u2066', '\u200e', '\u200b', '\ufeff', '\u00ad', '\u{e0041}', '\u3164', '\u2060']) {
      assert.equal(await read(`${mark}iPhone ${mark}京都${mark}`), 'iPhone 京都', JSON.stringify(mark));
    }
    assert.equal(await read('iPhone\u001b[31m'), 'iPhone [31m');
    assert.equal(await read(' iPhone\r\n2 '), 'iPhone  2');
  });
  test(`${field}: what joins and varies letters and pictures stays`, async () => {
    for (const name of [
      '👩‍💻 ❤️',
      '葛\u{e0100}城',
      'می‌خواهم',
      '京都　花子',
      'é',
      'ＡＢＣ',
      '㈱',
      '1️⃣',
      '🏳️‍🌈',
      '👩🏽‍💻',
      'র‍্যাব',
      'ශ්‍රී',
      'မွှို့',
    ]) {
      assert.equal(await read(name), name);
    }
  });
}
test('a device is not called by what cannot be seen', () => {
  for (const name of [
    '',
    ' ',
    '\u3000\u00a0',
    '\u200b',
    '\u200d\ufe0f',
    '\u2800',
    '\u202e\u202c',
    '\n',
    '\u3164',
    '\u0301',
  ]) {
    assert.equal(nameOf(name), '');
    assert.equal(device(name), undefined, JSON.stringify(name));
  }
});

test('a name that was cleaned is clean', () => {
  const signs = ['a', 'ん', ' ', '❤', '\u0301', '\u200d', '\ufe0f', '\u200c', '\u202e', '\u{e0100}', '\n'];
  let seed = 1;
  for (let times = 0; times < 20_000; times++) {
    let name = '';
    for (let length = 0; length < 12; length++) {
      seed = (seed * 48_271) % 2_147_483_647;
      name += signs[seed % signs.length]!;
    }
    assert.equal(nameOf(nameOf(name)), nameOf(name), JSON.stringify(name));
  }
});

test('names are the same for people when only hidden marks, width, case or blanks differ', () => {
  for (const name of [
    'Kyoto  University',
    'ＫＹＯＴＯ University\u200b',
    ' kyoto\u3000university ',
    '\u202akyoto university\u202c',
  ]) {
    assert.equal(fold(name), 'kyoto university');
  }
});

test('a text of a hundred thousand characters is cleaned at once', () => {
  const startMs = performance.now();
  for (const sign of ['\u200b', '\u200d', '\ufe0f', '\u0301', '٣', '９', ' ', ':', '\u202e']) {
    const long = sign.repeat(100_000);
    plain(long);
    inOnePiece(long);
    nameOf(long);
    normaliseAddress(long);
  }
  assert.ok(performance.now() - startMs < 10_000);
});

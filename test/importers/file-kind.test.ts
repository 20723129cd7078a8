import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readKeys, type FileKind, type Unreadable } from '../../src/importers/index.ts';
import { bytesOf, key, plain } from './vectors.ts';

/** What follows looks as random as an export that has no mark: only the first bytes can tell. */
const noise = (start: string | number[], length = 5000): Uint8Array<ArrayBuffer> => {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const head = typeof start === 'string' ? Buffer.from(start, 'latin1') : Buffer.from(start);
  return bytesOf(Buffer.concat([head, cipher.update(Buffer.alloc(length - head.length))]));
};

const files: Record<string, [FileKind, Unreadable, Uint8Array<ArrayBuffer>]> = {
  'a ZIP': ['zip', 'packed', noise('PK\x03\x04')],
  'an empty ZIP': ['zip', 'packed', noise('PK\x05\x06', 22)],
  'an export that was packed': ['gzip', 'packed', bytesOf(gzipSync(JSON.stringify(plain)))],
  'a 7z archive': ['7z', 'packed', noise('7z\xbc\xaf\x27\x1c')],
  'an xz archive': ['xz', 'packed', noise('\xfd7zXZ\0')],
  'a bzip2 archive': ['bzip2', 'packed', noise('BZh91AY&SY')],
  'a Zstandard archive': ['zstd', 'packed', noise('\x28\xb5\x2f\xfd')],
  'a RAR archive': ['rar', 'packed', noise('Rar!\x1a\x07\x01\0')],
  'a tape archive': ['tar', 'packed', bytesOf(`${'keys.json'.padEnd(257, '\0')}ustar\0`)],
  'KeePass 1': ['keepass', 'encrypted', noise('\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5')],
  'KeePass 2 and later': ['keepass', 'encrypted', noise('\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5')],
  'OpenPGP by a password, old packets': [
    'openpgp',
    'encrypted',
    noise([0x8c, 13, 4, 9, 3, 8, 1, 2, 3, 4, 5, 6, 7, 8, 96, 0xd2, 0xea, 1]),
  ],
  'OpenPGP by a password, new packets': [
    'openpgp',
    'encrypted',
    noise([0xc3, 13, 4, 9, 3, 8, 1, 2, 3, 4, 5, 6, 7, 8, 96, 0xd2, 0xe1, 1]),
  ],
  'OpenPGP for two keys': [
    'openpgp',
    'encrypted',
    bytesOf(
      Buffer.concat([
        noise([0x85, 1, 12, 3], 3 + 268),
        noise([0xc1, 192 + 1, 12, 3], 3 + 460),
        noise([0xd2, 255, 0, 0, 4, 0, 2], 1000),
      ]),
    ),
  ],
  'OpenPGP, armoured': ['openpgp', 'encrypted', bytesOf('\n-----BEGIN PGP MESSAGE-----\n\njA0ECQMI\n')],
  age: ['age', 'encrypted', noise('age-encryption.org/v1\n-> scrypt ')],
  'age, armoured': ['age', 'encrypted', bytesOf('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n')],
  OpenSSL: ['openssl', 'encrypted', noise('Salted__')],
  'OpenSSL in Base64': ['openssl', 'encrypted', bytesOf(`U2FsdGVkX1${'9aZ'.repeat(90)}=\n`)],
  OTPClient: ['otpclient', 'encrypted', noise('OTPClient\x02\0\0\0')],
  'a database': ['sqlite', 'other-file', noise('SQLite format 3\0')],
  'a PDF': ['pdf', 'other-file', noise('%PDF-1.7\n')],
  'a PDF of text': ['pdf', 'other-file', bytesOf('%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF')],
  'a PNG': ['picture', 'other-file', noise('\x89PNG\r\n\x1a\n')],
  'a JPEG': ['picture', 'other-file', noise('\xff\xd8\xff\xe0')],
  'a WebP': ['picture', 'other-file', noise('RIFF\x10\x27\0\0WEBPVP8 ')],
  'a HEIC': ['picture', 'other-file', noise('\0\0\0\x24ftypheic')],
  'a TIFF': ['picture', 'other-file', noise('II*\0\x08\0\0\0')],
  'a BMP': ['picture', 'other-file', noise('BM\x10\x27\0\0\0\0\0\0\x36\0\0\0')],
  'an SVG': ['picture', 'other-file', bytesOf('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
  'a spreadsheet': ['office', 'other-file', noise('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml')],
  'an old spreadsheet': ['office', 'other-file', noise('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  'an object that Java wrote': ['java', 'other-file', noise('\xac\xed\0\x05sr')],
};

for (const [name, [kind, why, bytes]] of Object.entries(files)) {
  test(`${name} is named as what it is, with a password and without`, async () => {
    for (const options of [{}, { password: 'x' }]) {
      assert.deepEqual(await readKeys(bytes, options), { at: 'unreadable', why, kind });
    }
  });
}

for (const start of ['\0\0\0\x20ftypisom', 'ID3\x04', 'OggS\0', 'MZ\x90\0', '\x7fELF\x02', 'wOF2\0\x01']) {
  test(`a film, a sound or a program is nothing for us: ${JSON.stringify(start)}`, async () => {
    assert.deepEqual(await readKeys(noise(start)), { at: 'unreadable', why: 'unknown' });
  });
}

test('bytes without any mark are asked about, and never named as an export for certain', async () => {
  const reading = await readKeys(noise(''));
  assert.deepEqual(reading, { at: 'locked', format: 'andotp', isWrong: false, isGuess: true });
  const wrong = await readKeys(noise(''), { password: 'x' });
  assert.deepEqual(wrong, { at: 'locked', format: 'andotp', isWrong: true, isGuess: true });
});

test('a text that begins like a file is none: keys and names may', async () => {
  const bareKey = { issuer: '', account: '', digits: 6, periodS: 30, algorithm: 'SHA1' } as const;
  for (const start of ['MZ', 'BM', 'RIFF', 'GIF']) {
    const typed = `${start}${key}`.slice(0, 32);
    for (const source of [typed, bytesOf(typed)]) assert.equal((await readKeys(source, { bareKey })).at, 'read', start);
  }
});

test('random bytes are not taken for OpenPGP', async () => {
  const random = noise('', 900_000);
  for (let at = 0; at < random.length; at += 300) {
    const reading = await readKeys(random.slice(at, at + 300));
    assert.ok(reading.at !== 'unreadable' || reading.kind !== 'openpgp');
  }
});

const folder = new URL('../../../shared/fixtures/cases/', import.meta.url);
const isThere = existsSync(folder);
test(isThere ? 'files of the bug reports' : 'files of the bug reports are not beside the repository', async () => {
  if (!isThere) return;
  for (const [file, kind] of [
    ['F04c-document.pdf', 'pdf'],
    ['F04d.json.gz', 'gzip'],
  ] as const) {
    const reading = await readKeys(bytesOf(readFileSync(new URL(file, folder))));
    assert.equal(reading.at === 'unreadable' && reading.kind, kind);
  }
});

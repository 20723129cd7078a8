import type { FileKind, Unreadable } from './types.ts';

/** Files that say in their first bytes what they are. None of them is an export, whatever is inside. */

interface Kind {
  why: Unreadable;
  kind?: FileKind;
}

/** First bytes that no text begins with, as Latin-1. A row without a kind is a file that we only need to refuse. */
const binary: readonly [start: RegExp, kind?: FileKind][] = [
  [/^PK(\x03\x04|\x05\x06|\x07\x08)/, 'zip'],
  [/^\x1f\x8b/, 'gzip'],
  [/^7z\xbc\xaf\x27\x1c/, '7z'],
  [/^\xfd7zXZ\0/, 'xz'],
  [/^BZh[1-9]1AY&SY/, 'bzip2'],
  [/^\x28\xb5\x2f\xfd/, 'zstd'],
  [/^Rar!\x1a\x07/, 'rar'],
  [/^[^]{257}ustar/, 'tar'],
  [/^\x03\xd9\xa2\x9a[\x65-\x67]\xfb\x4b\xb5/, 'keepass'],
  [/^age-encryption\.org\//, 'age'],
  [/^Salted__/, 'openssl'],
  [/^OTPClient/, 'otpclient'],
  [/^SQLite format 3\0/, 'sqlite'],
  [/^\s{0,9}%PDF-/, 'pdf'],
  [/^(\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF[^]{4}WEBP|II\*\0|MM\0\*|\0\0\0\x0cJXL |\xff\x0a)/, 'picture'],
  [/^(BM[^]{4}\0{4}|[^]{4}ftyp(hei|hev|mif1|msf1|avif|avis))/, 'picture'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'office'],
  [/^\xac\xed\0\x05/, 'java'],
  // Films, sounds, programs and fonts.
  [/^([^]{4}ftyp|ID3|OggS|fLaC|\x1aE\xdf\xa3|MZ|\x7fELF|\xca\xfe\xba\xbe|wOF[F2]|bplist00|RIFF)/],
];

/**
 * The kinds of texts, by how they begin. The marks above do not count here: a text that begins with `MZ` may be a key.
 */
const written: typeof binary = [
  [/^-----BEGIN PGP /, 'openpgp'],
  [/^-----BEGIN AGE ENCRYPTED FILE-----/, 'age'],
  // `Salted__` in Base64, as CryptoJS and `openssl enc -a` write it.
  [/^U2FsdGVkX1/, 'openssl'],
  [/^%PDF-/, 'pdf'],
  [/^(<[?!][^]{0,400})?<svg[\s>]/, 'picture'],
];

const why: Record<FileKind, Unreadable> = {
  zip: 'packed',
  gzip: 'packed',
  '7z': 'packed',
  xz: 'packed',
  bzip2: 'packed',
  zstd: 'packed',
  rar: 'packed',
  tar: 'packed',
  keepass: 'encrypted',
  openpgp: 'encrypted',
  age: 'encrypted',
  openssl: 'encrypted',
  otpclient: 'encrypted',
  sqlite: 'other-file',
  pdf: 'other-file',
  picture: 'other-file',
  office: 'other-file',
  java: 'other-file',
};

/** Tag and end of the packet that begins at `at` (RFC 9580 §4.2); no end where it comes in parts. */
function packetAt(bytes: Uint8Array, at: number): { tag: number; start: number; end: number | undefined } | undefined {
  const [head, one, two, three = 0, four = 0, five = 0] = bytes.subarray(at, at + 6);
  if (head === undefined || one === undefined || two === undefined || head < 128) return undefined;
  const long = (a: number, b: number, c: number, d: number) => ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const packet = (tag: number, size: number, length?: number) => {
    const start = at + 1 + size;
    return { tag, start, end: length === undefined ? undefined : start + length };
  };
  if (head & 64) {
    const tag = head & 63;
    if (one < 192) return packet(tag, 1, one);
    if (one < 224) return packet(tag, 2, ((one - 192) << 8) + two + 192);
    return one === 255 ? packet(tag, 5, long(two, three, four, five)) : packet(tag, 1);
  }
  const tag = (head >> 2) & 15;
  const sizes = [packet(tag, 1, one), packet(tag, 2, (one << 8) | two), packet(tag, 4, long(one, two, three, four))];
  return sizes[head & 3] ?? packet(tag, 0);
}

/**
 * OpenPGP has no mark of its own: an encrypted message begins with keys for its session (packets 1 and 3, of a known
 * version), and encrypted data (9 without a version, 18 and 20 with one) follow.
 */
function isOpenPgp(bytes: Uint8Array): boolean {
  for (let at = 0, count = 0; count < 100; count++) {
    const packet = packetAt(bytes, at);
    if (!packet) return false;
    const { tag, start, end } = packet;
    const [version = 0, cipher = 0, derivation = 0] = bytes.subarray(start);
    if (count && (tag === 9 || ((tag === 18 || tag === 20) && (version === 1 || version === 2)))) return true;
    const isForKey = tag === 1 && (version === 3 || version === 6);
    const isForPassword = tag === 3 && (version === 4 ? cipher < 14 && derivation < 5 : version === 5 || version === 6);
    if (!(isForKey || isForPassword) || end === undefined || end >= bytes.length) return false;
    at = end;
  }
  return false;
}

/** Undefined for what has no such mark, so that it may be an export. `text`: what the bytes are as a text, if any. */
export function kindOf(bytes: Uint8Array, text: string | undefined): Kind | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 600));
  const isBinary = text === undefined || /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text.slice(0, 600));
  const mark = isBinary
    ? binary.find(([pattern]) => pattern.test(start))
    : written.find(([pattern]) => pattern.test(text));
  if (!mark && !(isBinary && isOpenPgp(bytes))) return undefined;
  const kind = mark ? mark[1] : 'openpgp';
  if (!kind) return { why: 'unknown' };
  // Documents of word processors and spreadsheets are ZIP files. “Unpack it” would be wrong advice for them.
  const isOffice = kind === 'zip' && /\[Content_Types\]\.xml|mimetypeapplication\/vnd\.oasis/.test(start);
  return isOffice ? { why: 'other-file', kind: 'office' } : { why: why[kind], kind };
}

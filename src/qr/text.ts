import { Secret } from '../core/secret.ts';

/** What a symbol holds. */
export interface Payload {
  data: Uint8Array;
  version: number;
}

/** A code that says it is one of several that hold a text together. */
export interface Part {
  text: Secret;
  index: number;
  count: number;
  /** The same in all parts of a text, and hardly in others. */
  parity: number;
}

/** Modes by indicator: bits of a group, characters in it, and bits that hold the count, for versions up to 9, 26 and 40. */
const modes: Record<number, readonly [bits: number, group: number, counts: readonly [number, number, number]]> = {
  1: [10, 3, [10, 12, 14]],
  2: [11, 2, [9, 11, 13]],
  4: [8, 1, [8, 16, 16]],
  8: [13, 1, [8, 10, 12]],
};
const alphanumerics = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** By number of ECI, where the Encoding Standard knows them; those of ISO/IEC 8859 follow a rule. */
const encodings: Record<number, string> = {
  ...{ 20: 'sjis', 21: 'cp1250', 22: 'cp1251', 23: 'cp1252', 24: 'cp1256', 25: 'utf-16be', 26: 'utf-8', 27: 'ascii' },
  ...{ 28: 'big5', 29: 'gbk', 30: 'euc-kr', 32: 'gb18030', 33: 'utf-16le', 170: 'ascii' },
};
const encodingOf = (eci: number): string | undefined =>
  eci < 4 ? 'latin1' : eci < 19 ? `iso-8859-${eci - 2}` : encodings[eci];

/** For bytes that do not say what they are: UTF-8 where they can be, else what Japanese programs write, else Latin-1. */
function guess(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'sjis']) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return encoding;
    } catch {
      // Not this one.
    }
  }
  return 'latin1';
}

/** Kanji mode is Shift_JIS in 13 bits: ISO/IEC 18004, 7.4.7. */
function kanji(value: number): [number, number] {
  const pair = (((value / 0xc0) | 0) << 8) + (value % 0xc0);
  const code = pair + (pair < 0x1f00 ? 0x8140 : 0xc140);
  return [code >> 8, code & 255];
}

/** What the data of a symbol say (ISO/IEC 18004, 7.4); nothing when they end too soon or are in a mode nobody writes. */
export function textOf({ data, version }: Payload): string | Part | undefined {
  let position = 0;
  function read(count: number): number {
    let value = 0;
    for (; count; count--, position++) value = value * 2 + ((data[position >> 3]! >> (7 - (position & 7))) & 1);
    return value;
  }
  let part: Omit<Part, 'text'> | undefined;
  let eci: string | undefined;
  // What follows each other in one encoding belongs together: a character may begin in one segment and end in the next.
  const pieces: { encoding: string | undefined; bytes: number[] }[] = [];
  while (position + 4 <= data.length * 8) {
    const mode = read(4);
    if (!mode) break;
    const [bits, group, counts] = modes[mode] ?? [];
    if (bits) {
      const encoding = mode === 4 ? eci : mode === 8 ? 'sjis' : 'ascii';
      if (!pieces.length || pieces.at(-1)!.encoding !== encoding) pieces.push({ encoding, bytes: [] });
      const { bytes } = pieces.at(-1)!;
      for (let rest = read(counts![version < 10 ? 0 : version < 27 ? 1 : 2]); rest > 0; rest -= group!) {
        const length = Math.min(rest, group!);
        const value = read(Math.ceil((length * bits) / group!));
        const digits = (base: number): number[] =>
          Array.from({ length }, (_, at) => alphanumerics.charCodeAt(((value / base ** (length - 1 - at)) | 0) % base));
        bytes.push(...(mode === 8 ? kanji(value) : mode === 4 ? [value] : digits(mode === 1 ? 10 : 45)));
        if (position > data.length * 8) return undefined;
      }
    } else if (mode === 7) {
      const first = read(8);
      eci = encodingOf(
        first < 128 ? first : first < 192 ? ((first & 63) << 8) + read(8) : ((first & 31) << 16) + read(16),
      );
    } else if (mode === 3) {
      part = { index: read(4), count: read(4) + 1, parity: read(8) };
    } else if (mode === 9) {
      read(8);
    } else if (mode !== 5) {
      return undefined;
    }
  }
  const guessed = guess(Uint8Array.from(pieces.flatMap(({ encoding, bytes }) => (encoding ? [] : bytes))));
  const text = pieces
    .map(({ encoding = guessed, bytes }) => new TextDecoder(encoding).decode(Uint8Array.from(bytes)))
    .join('');
  return part ? { ...part, text: new Secret(text) } : text;
}

const setOf = ({ parity, count }: Part): string => `${parity} ${count}`;

/**
 * Every text that is whole. Of those in several symbols `parts` keeps what is known so far, the one that was seen last at
 * its end: one alone is a key cut short.
 */
export function textsOf(payloads: readonly Payload[], parts: Part[]): string[] {
  const texts: string[] = [];
  for (const payload of payloads) {
    const text = textOf(payload);
    if (typeof text === 'string') texts.push(text);
    else if (text) {
      const known = parts.findIndex((part) => setOf(part) === setOf(text) && part.index === text.index);
      if (known >= 0) parts.splice(known, 1);
      parts.push(text);
    }
  }
  for (const set of new Set(parts.map(setOf))) {
    const all = parts.filter((part) => setOf(part) === set).sort((one, other) => one.index - other.index);
    if (all.length === all[0]!.count) texts.push(all.map(({ text }) => text.reveal()).join(''));
  }
  return texts.filter(Boolean);
}

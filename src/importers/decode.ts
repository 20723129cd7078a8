import { utf8Text } from './bytes.ts';

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // UTF-16 without a byte order mark: every other byte of Latin letters is zero.
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  return a === 0 && b && c === 0 && d ? 'utf-16be' : undefined;
}

/** The text of a file, without a byte order mark; undefined when it is none. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const encoding = encodingOf(bytes);
  const text = encoding ? new TextDecoder(encoding).decode(bytes) : utf8Text(bytes);
  if (text !== undefined) return text.includes('\0') ? undefined : text;
  // Editors and spreadsheets in Japan still save Shift_JIS; names only, for addresses and headers are ASCII.
  const japanese = new TextDecoder('shift_jis').decode(bytes);
  return /otpauth|login_totp/i.test(japanese) && !japanese.includes('\0') ? japanese : undefined;
}

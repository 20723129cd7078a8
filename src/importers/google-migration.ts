import { splitLabel } from './address.ts';
import { base64Bytes } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { addressesIn } from './pasted.ts';
import type { Part } from './types.ts';

/**
 * Google Authenticator's `otpauth-migration://offline?data=`: Base64 of a Protocol Buffers message
 * (protobuf.dev/programming-guides/encoding). Field numbers as in Aegis' google_auth.proto.
 */

interface Field {
  number: number;
  /** The low 32 bits of a number, signed; the bytes of anything with a length. */
  value: number | Uint8Array<ArrayBuffer>;
}

/** The fields of one message; undefined when it is cut off. The app writes no fixed-size fields, so we skip them. */
function fieldsOf(bytes: Uint8Array<ArrayBuffer>): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  // A negative number takes ten bytes: the upper bits are read and dropped.
  const varint = (): number | undefined => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag === undefined) return undefined;
    const wireType = tag & 7;
    const value = wireType === 0 || wireType === 2 ? varint() : 0;
    if (value === undefined) return undefined;
    const length = { 0: 0, 1: 8, 2: value, 5: 4 }[wireType] ?? -1;
    if (length < 0 || length > bytes.length - at) return undefined;
    if (wireType === 0) fields.push({ number: tag >>> 3, value });
    else if (wireType === 2) fields.push({ number: tag >>> 3, value: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}

const textOf = (value: Field['value'] | undefined): string =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : '';

/** We skip unknown fields, such as 8, the app's own id of the account. */
function readAccount(bytes: Uint8Array<ArrayBuffer>): Found | undefined {
  const fields = fieldsOf(bytes);
  if (!fields) return undefined;
  const { 1: secret, 2: name, 3: issuer, 4: algorithm, 5: digits, 6: type } = valuesOf(fields);
  return {
    ...splitLabel(textOf(name), textOf(issuer)),
    type: type === 1 ? 'hotp' : type === undefined || type === 0 || type === 2 ? 'totp' : 'unknown',
    secret,
    algorithm: ['SHA1', 'SHA1', 'SHA256', 'SHA512'][Number(algorithm ?? 0)] ?? 'MD5',
    digits: [6, 6, 8][Number(digits ?? 0)] ?? -1,
    // The app supports this period only.
    period: 30,
  };
}

const valuesOf = (fields: Field[]): Record<number, Field['value'] | undefined> =>
  Object.fromEntries(fields.map(({ number, value }) => [number, value]));

/** What the Base64 in an address may be: a blank was a plus sign where a form decoded it, or the end of a line. */
function payloadsOf(address: string): Uint8Array<ArrayBuffer>[] {
  let text = /[?&]data=([^&#]*)/i.exec(address)?.[1]?.trim() ?? '';
  // The address is percent-encoded once, or twice by programs that put it into another address.
  for (let times = 0; times < 3 && text.includes('%'); times++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  const ways = [text.replaceAll(' ', '+'), text.replaceAll(/\s+/g, '')];
  return (text.length % 4 ? ways.reverse() : ways).flatMap((way) => base64Bytes(way) ?? []);
}

/** The accounts of one code, and which of how many it is. Undefined when it is cut off or no such code. */
export function readMigration(lines: string[]): { found: Found[]; part?: Part } | undefined {
  // A word in the next line may have been taken for a part of the address.
  for (let count = lines.length; count; count--) {
    for (const bytes of payloadsOf(lines.slice(0, count).join(''))) {
      const payload = bytes.length ? readPayload(bytes) : undefined;
      if (payload) return payload;
    }
  }
  return undefined;
}

function readPayload(bytes: Uint8Array<ArrayBuffer>): { found: Found[]; part?: Part } | undefined {
  const fields = fieldsOf(bytes);
  if (!fields) return undefined;
  const found: Found[] = [];
  for (const { number, value } of fields) {
    const account = number === 1 && value instanceof Uint8Array ? readAccount(value) : null;
    if (account === undefined) return undefined;
    if (account) found.push(account);
  }
  const { 3: of = 1, 4: index = 0, 5: setId = 0 } = valuesOf(fields);
  const numbers = { index: Number(index), of: Number(of), setId: Number(setId) };
  // The app puts ten accounts into a code; what claims to be one of hundreds is no such code.
  const isPart = numbers.of > 1 && numbers.of <= 500 && numbers.index >= 0 && numbers.index < numbers.of;
  return { found, ...(isPart && { part: { ...numbers, setId: numbers.setId || 0 } }) };
}

/** One code, or several as lines. Several in one text are read together, and their parts are not counted. */
export function read({ text }: Source): Outcome {
  const codes = addressesIn(text).addresses.map(readMigration);
  const [first] = codes;
  if (codes.length === 1 && first?.part) return { found: first.found, part: first.part };
  const found: Found[] = [];
  for (const code of codes) {
    if (!code) return 'broken';
    found.push(...code.found);
  }
  return found;
}

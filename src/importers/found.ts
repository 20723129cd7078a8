import { makeEntry, type Entry } from '../entry.ts';
import { base32Decode } from '../otp.ts';
import { Secret } from '../secret.ts';
import type { Part, Rejected, Work } from './types.ts';

/** One account as a file has it. Nothing is checked yet, so every member may be anything. Never leaves this folder. */
export interface Found {
  issuer?: unknown;
  account?: unknown;
  /** `totp` in any case, or nothing at all, is time-based. */
  type?: unknown;
  /** Base32 text, or the key itself. */
  secret?: unknown;
  algorithm?: unknown;
  digits?: unknown;
  period?: unknown;
  /** What the reader already knows to be wrong with it. */
  why?: Rejected['why'];
}

/** What a reader gets: the text and what it is as JSON, or the bytes when it is no text. */
export interface Source {
  text: string;
  json: unknown;
  bytes: Uint8Array<ArrayBuffer>;
  password: string | undefined;
  work: Work;
}

/** What a reader says. `locked`: it needs a password; `wrong`: it needs another. */
export type Outcome = Found[] | { found: Found[]; part: Part } | 'locked' | 'wrong' | 'broken' | 'unsupported';

/** More accounts than anybody has; a file with more is meant to keep us busy. */
export const entryLimit = 5000;

/** The members of a JSON object; none for anything else. */
export const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** The items of a JSON array, one more than allowed at most; none for anything else. */
export const itemsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.slice(0, entryLimit + 1).map(membersOf) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A number, or the digits of one in a text; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'string' && /^\d{1,10}$/.test(value.trim())) return Number(value);
  return typeof value === 'number' ? value : NaN;
}

/** The value of JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648 §6) without padding. */
export function base32Encode(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(buffer >>> (bits - 5)) & 31];
  }
  return bits ? text + alphabet[(buffer << (5 - bits)) & 31] : text;
}

/**
 * A key as every app reads it: upper case, no blanks, hyphens or padding, and no left-over bits, which apps ignore and
 * strict decoders refuse. Undefined when it is no Base32 text.
 */
function normaliseKey(secret: unknown): string | undefined {
  if (secret instanceof Uint8Array) return secret.length && secret.length <= 1280 ? base32Encode(secret) : undefined;
  const letters = /^([a-z2-7]{2,2048})=*$/i.exec(textOf(secret).replace(/[\s-]+/g, ''))?.[1];
  const bytes = letters && base32Decode(letters);
  if (!bytes) return undefined;
  const key = base32Encode(bytes);
  bytes.fill(0);
  return key;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '' || value === 'null';

function algorithmOf(value: unknown): 'SHA1' | 'SHA256' | 'SHA512' | undefined {
  if (isAbsent(value)) return 'SHA1';
  const name = textOf(value)
    .toUpperCase()
    .replace(/[-_\s]/g, '')
    .replace('HMAC', '');
  return name === 'SHA1' || name === 'SHA256' || name === 'SHA512' ? name : undefined;
}

function numberWithin(value: unknown, usual: number, least: number, most: number): number | undefined {
  const number = isAbsent(value) ? usual : numberOf(value);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** Control characters and halves of surrogate pairs (`encodeURIComponent` throws on them) become blanks. */
const nameOf = (value: unknown): string =>
  (typeof value === 'number' ? String(value) : textOf(value))
    .slice(0, 500)
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim();

/** What a damaged address leaves over may hold its key: such a name is not passed on. */
const safeNameOf = (value: unknown): string => {
  const name = nameOf(value);
  return /secret|otpauth/i.test(name) ? '' : name;
};

/** An entry when the account can be used, otherwise why not. */
export function weigh(found: Found): Entry | Rejected {
  const reject = (why: Rejected['why']): Rejected => ({
    issuer: safeNameOf(found.issuer),
    account: safeNameOf(found.account),
    why,
  });
  if (found.why) return reject(found.why);
  if (!isAbsent(found.type) && textOf(found.type).toLowerCase() !== 'totp') return reject('not-time-based');
  const algorithm = algorithmOf(found.algorithm);
  if (!algorithm) return reject('algorithm');
  const digits = numberWithin(found.digits, 6, 5, 10);
  if (!digits) return reject('digits');
  const periodS = numberWithin(found.period, 30, 1, 86_400);
  if (!periodS) return reject('period');
  if (isAbsent(found.secret)) return reject('malformed');
  const key = normaliseKey(found.secret);
  if (!key) return reject('secret');
  return makeEntry(nameOf(found.issuer), nameOf(found.account), {
    secret: new Secret(key),
    digits,
    periodS,
    algorithm,
  });
}

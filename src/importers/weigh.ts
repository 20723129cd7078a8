import { makeEntry, type Entry, type EntryKey } from '../core/entry.ts';
import { base32Decode } from '../core/otp.ts';
import { Secret } from '../core/secret.ts';
import { inOnePiece, plain } from '../text/typed.ts';
import type { Found, Outcome } from './found.ts';
import { entryLimit, numberOf, textOf } from './json.ts';
import { hidesKey, namesOf } from './names.ts';
import type { FormatId, Part, Reading, Rejected } from './types.ts';

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
  if (secret instanceof Uint8Array) {
    const text = secret.length <= 1280 ? base32Encode(secret) : '';
    secret.fill(0);
    return text || undefined;
  }
  const text = plain(textOf(secret).slice(0, 4096));
  // In a field that a person fills in, a label before the key is fine. In a file a colon means that this is no key.
  const letters = text.includes(':') ? undefined : /^([a-z2-7]{1,2048})=*$/i.exec(inOnePiece(text))?.[1];
  const bytes = letters && base32Decode(letters);
  if (!bytes) return undefined;
  const key = base32Encode(bytes);
  bytes.fill(0);
  return key;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '' || value === 'null';

/**
 * By rule, not by the spellings seen so far: `sha1`, `SHA-1`, `HmacSHA256`, `HMAC-SHA-512`, `Algorithm.sha1`,
 * `ALGORITHM_SHA256`, `SHA2-256`. Whatever else there is, SHA-512/256 and SHA3 among it, is another algorithm.
 */
function algorithmOf(value: unknown): 'SHA1' | 'SHA256' | 'SHA512' | undefined {
  if (isAbsent(value)) return 'SHA1';
  const name = plain(textOf(value).slice(0, 50)).trim();
  const size = /^(?:[a-z]+[.:_]+)?(?:hmac[-_ ]*(?:with)?)?sha[-_ ]*(?:2[-_ ])?(1|256|512)$/i.exec(name)?.[1];
  return size ? (`SHA${size}` as 'SHA1') : undefined;
}

const isTimeBased = (type: unknown): boolean => isAbsent(type) || /^(?:[a-z]+[.:_]+)?totp$/i.test(textOf(type).trim());

function numberWithin(value: unknown, usual: number, least: number, most: number): number | undefined {
  const number = isAbsent(value) ? usual : numberOf(value);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

const nameIn = (value: unknown): string => (typeof value === 'number' ? String(value) : textOf(value)).slice(0, 500);

/** A damaged entry may have its key where a name should be. We do not pass such a name on. */
const safe = (name: string): string =>
  /secret|otpauth|[a-z2-7]{32}/i.test(name) || /[A-Z2-7]{16}/.test(name) ? '' : name;

/**
 * RFC 4226 (R6) asks for 16 bytes; services were seen to give 10, and files of apps to hold 4 where somebody had typed
 * a key. Less is no key. Where nothing follows it in a text, less than 10 is the beginning of one.
 */
const isShort = (letters: number, isOpenEnd: boolean): boolean => letters < (isOpenEnd ? 16 : 7);

/** An account that can be used, with its key, or why it cannot. */
type Weighed = { why: Rejected['why'] } | (Omit<EntryKey, 'uri' | 'secret'> & { secret: string });

function weigh(found: Found): Weighed {
  if (found.why) return { why: found.why };
  if (!isTimeBased(found.type)) return { why: 'not-time-based' };
  const algorithm = algorithmOf(found.algorithm);
  if (!algorithm) return { why: 'algorithm' };
  const digits = numberWithin(found.digits, 6, 5, 10);
  if (!digits) return { why: 'digits' };
  const periodS = numberWithin(found.period, 30, 1, 86_400);
  if (!periodS) return { why: 'period' };
  if (isAbsent(found.secret)) return { why: 'malformed' };
  const secret = normaliseKey(found.secret);
  if (!secret) return { why: 'secret' };
  if (isShort(secret.length, Boolean(found.isOpenEnd))) return { why: 'short-key' };
  return { secret, digits, periodS, algorithm };
}

function sort(format: FormatId, found: Found[], part?: Part): Reading {
  if (!found.length) return { at: 'unreadable', why: 'no-entries', format };
  if (found.length > entryLimit) return { at: 'unreadable', why: 'too-large', format };
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  const weighed = found.map((account) => ({ account, result: weigh(account) }));
  const isKey = hidesKey(new Set(weighed.flatMap(({ result }) => ('why' in result ? [] : result.secret))));
  for (const { account, result } of weighed) {
    const names = namesOf({ issuer: nameIn(account.issuer), account: nameIn(account.account) });
    if ('why' in result) rejected.push({ issuer: safe(names.issuer), account: safe(names.account), why: result.why });
    else {
      const [issuer, name] = [names.issuer, names.account].map((each) => (isKey(each) ? '' : each)) as [string, string];
      entries.push(makeEntry(issuer, name, { ...result, secret: new Secret(result.secret) }));
    }
  }
  return { at: 'read', format, entries, rejected, ...(part && { part }) };
}

/** Turns what a reader found into the result for everybody outside. */
export function readingOf(format: FormatId, outcome: Outcome): Reading {
  if (outcome === 'locked' || outcome === 'wrong') return { at: 'locked', format, isWrong: outcome === 'wrong' };
  if (outcome === 'guess' || outcome === 'wrong-guess')
    return { at: 'locked', format, isWrong: outcome === 'wrong-guess', isGuess: true };
  if (typeof outcome === 'string') return { at: 'unreadable', why: outcome, format };
  return Array.isArray(outcome) ? sort(format, outcome) : sort(format, outcome.found, outcome.part);
}

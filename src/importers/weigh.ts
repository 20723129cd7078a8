import { makeEntry, type Entry } from '../entry.ts';
import { base32Decode } from '../otp.ts';
import { Secret } from '../secret.ts';
import { nameOf } from '../text/name.ts';
import { inOnePiece, plain } from '../text/typed.ts';
import type { Found, Outcome } from './found.ts';
import { entryLimit, numberOf, textOf } from './json.ts';
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
  // A label is for a person's field; here a colon means that this is something else.
  const letters = text.includes(':') ? undefined : /^([a-z2-7]{2,2048})=*$/i.exec(inOnePiece(text))?.[1];
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

const namedIn = (value: unknown): string =>
  nameOf((typeof value === 'number' ? String(value) : textOf(value)).slice(0, 500));

/** What is left of a damaged entry may have its key where a name should be: such a name is not passed on. */
const safeNameOf = (value: unknown): string => {
  const name = namedIn(value);
  return /secret|otpauth|[a-z2-7]{32}/i.test(name) || /[A-Z2-7]{16}/.test(name) ? '' : name;
};

/** An entry when the account can be used, otherwise why not. */
function weigh(found: Found): Entry | Rejected {
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
  return makeEntry(namedIn(found.issuer), namedIn(found.account), {
    secret: new Secret(key),
    digits,
    periodS,
    algorithm,
  });
}

function sort(format: FormatId, found: Found[], part?: Part): Reading {
  if (!found.length) return { at: 'unreadable', why: 'no-entries', format };
  if (found.length > entryLimit) return { at: 'unreadable', why: 'too-large', format };
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  for (const account of found) {
    const weighed = weigh(account);
    if ('why' in weighed) rejected.push(weighed);
    else entries.push(weighed);
  }
  return { at: 'read', format, entries, rejected, ...(part && { part }) };
}

/** What a reader says, as everybody else sees it. */
export function readingOf(format: FormatId, outcome: Outcome): Reading {
  if (outcome === 'locked' || outcome === 'wrong') return { at: 'locked', format, isWrong: outcome === 'wrong' };
  if (outcome === 'guess' || outcome === 'wrong-guess')
    return { at: 'locked', format, isWrong: outcome === 'wrong-guess', isGuess: true };
  if (typeof outcome === 'string') return { at: 'unreadable', why: outcome, format };
  return Array.isArray(outcome) ? sort(format, outcome) : sort(format, outcome.found, outcome.part);
}

import { makeEntry, type Entry } from '../core/entry.ts';
import { Secret } from '../core/secret.ts';
import type { Bytes } from './protocol.ts';

/** The one thing that is sent: an entry as JSON, filled up with blanks, so that its length says nothing. */

export const parcelSize = 2048;
const nameLimit = 200;
const algorithms = ['SHA1', 'SHA256', 'SHA512'];

/** What is written. Nothing but these members is read. */
interface Content {
  issuer: string;
  account: string;
  secret: string;
  digits: number;
  periodS: number;
  algorithm: Entry['key']['algorithm'];
}

function write({ issuer, account, key }: Entry): Bytes | undefined {
  const { secret, digits, periodS, algorithm } = key;
  const content: Content = { issuer, account, secret: secret.reveal(), digits, periodS, algorithm };
  if (!isContent(content)) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  if (bytes.length > parcelSize) return undefined;
  const parcel = new Uint8Array(parcelSize).fill(0x20);
  parcel.set(bytes);
  bytes.fill(0);
  return parcel;
}

/** Whether the taker would accept it: names and key of usual length, rules that an app knows. */
export function fitsParcel(entry: Entry): boolean {
  const parcel = write(entry);
  parcel?.fill(0);
  return parcel !== undefined;
}

/** Whoever asks for it wipes it. Throws a RangeError for an entry that does not fit. */
export function writeParcel(entry: Entry): Bytes {
  const parcel = write(entry);
  if (!parcel) throw new RangeError('The entry does not fit into a pairing.');
  return parcel;
}

/** Undefined for anything but one entry. */
export function readParcel(bytes: Bytes): Entry | undefined {
  if (bytes.length !== parcelSize) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (!isContent(content)) return undefined;
  const { issuer, account, secret, digits, periodS, algorithm } = content;
  return makeEntry(issuer, account, { secret: new Secret(secret), digits, periodS, algorithm });
}

// A well-formed text is one that UTF-8 gives back as it was.
const isName = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= nameLimit && !/[\p{Cc}\p{Cs}]/u.test(value);

const isWithin = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

function isContent(value: unknown): value is Content {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 6) return false;
  const { issuer, account, secret, digits, periodS, algorithm } = value as Record<string, unknown>;
  return (
    isName(issuer) &&
    isName(account) &&
    typeof secret === 'string' &&
    /^[A-Z2-7]{1,512}$/.test(secret) &&
    isWithin(digits, 5, 10) &&
    isWithin(periodS, 1, 86_400) &&
    algorithms.includes(algorithm as string)
  );
}

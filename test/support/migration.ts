import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** What Google Authenticator exports, made without the product: its message written byte by byte, drawn by qrencode. */
export interface Exported {
  issuer: string;
  account: string;
  /** Base32. */
  secret: string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const bytesOf = (base32: string): Buffer => {
  const bits = [...base32].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
};

export const hexOf = (base32: string): string => bytesOf(base32).toString('hex');

/** 160 bits. */
const newSecret = (): string => [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join('');

/** Accounts at other services, each with a key of its own. */
export const othersAccounts = (count: number): Exported[] =>
  Array.from({ length: count }, (_, at) => ({
    issuer: `Service ${at + 1}`,
    account: `someone-${at + 1}@example.org`,
    secret: newSecret(),
  }));

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const number = (field: number, value: number): Buffer => Buffer.from([field << 3, ...varint(value)]);
const bytes = (field: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(value.length)]), value]);

const messageOf = ({ issuer, account, secret }: Exported): Buffer =>
  Buffer.concat([
    bytes(1, bytesOf(secret)),
    bytes(2, Buffer.from(account)),
    bytes(3, Buffer.from(issuer)),
    // SHA1, 6 digits, by time.
    ...[number(4, 1), number(5, 1), number(6, 2)],
  ]);

/** The text of each QR code of one export; the app puts up to ten accounts into one. */
export function migrationTexts(codes: Exported[][]): string[] {
  return codes.map((accounts, index) => {
    const message = Buffer.concat([
      ...accounts.map((account) => bytes(1, messageOf(account))),
      ...[number(2, 1), number(3, codes.length), number(4, index), number(5, 20_260_401)],
    ]);
    return `otpauth-migration://offline?data=${encodeURIComponent(message.toString('base64'))}`;
  });
}

/** A QR code as a picture file. */
export const qrPicture = (text: string): Buffer => execFileSync('qrencode', ['-o', '-', '-s', '6', '-m', '4', text]);

/** A QR code as rows of modules, dark ones true, with its margin. */
export const qrModules = (text: string): boolean[][] =>
  execFileSync('qrencode', ['-t', 'ASCII', '-m', '4', text], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map((row) => (row.match(/../g) ?? []).map((module) => module === '##'));

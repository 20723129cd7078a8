import { hexBytes } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { entryLimit, membersOf, textOf } from './json.ts';

/**
 * `authenticator.json` of the browser extension Authenticator (authenticator.cc), all generations: an object whose
 * values are entries. Its `authenticator.txt` is lines of addresses.
 */

// The types by their number in its storage, which cloud backups copy; 8.0.2 was seen to write the number as text, too.
const types = ['', 'totp', 'hotp', 'battle', 'steam', 'hex', 'hhex'];
const algorithms = ['', 'SHA1', 'SHA256', 'SHA512', 'GOST3411_2012_256', 'GOST3411_2012_512'];
const named = (value: unknown, names: string[]): unknown => names[Number(value)] || value;

/** The extension adds the host it read the code on, as `issuer::host`. */
const issuerOf = (issuer: unknown): string => textOf(issuer).split('::', 1)[0] ?? '';

function keyOf(secret: unknown, type: unknown): unknown {
  const text = textOf(secret).trim();
  // Older versions imported hexadecimal keys as `totp`. We know them by 0, 1, 8 and 9, which Base32 does not have.
  return type === 'hex' || /[0189]/.test(text) ? (hexBytes(text) ?? text) : text;
}

export function foundIn({ type, issuer, account, secret, algorithm, digits, period }: Record<string, unknown>): Found {
  const name = named(type, types);
  return {
    type: name === 'hex' ? 'totp' : name,
    issuer: issuerOf(issuer),
    account,
    secret: keyOf(secret, name),
    algorithm: named(algorithm, algorithms),
    digits,
    period,
  };
}

/** Only `encrypted` tells that an entry is locked. Plain files written while a password was set have a `keyId`, too. */
const isLocked = ({ dataType, encrypted }: Record<string, unknown>): boolean =>
  dataType === 'EncOTPStorage' || encrypted === true;
const isEntry = (value: Record<string, unknown>): boolean =>
  isLocked(value) || (value.dataType !== 'Key' && ['secret', 'hash', 'type'].some((name) => name in value));

export async function read({ json, password, work }: Source): Promise<Outcome> {
  const root = membersOf(json);
  const entries = Object.values(root)
    .map(membersOf)
    .filter(isEntry)
    .slice(0, entryLimit + 1);
  if (!entries.some(isLocked)) return entries.map(foundIn);
  if (!password) return 'locked';
  const { unlock } = await import('./authenticator-extension-lock.ts');
  const opened = await unlock(root, entries.filter(isLocked), password, work);
  if (typeof opened === 'string') return opened;
  return entries.map((entry) => (isLocked(entry) ? foundInOpened(entry, opened.get(entry)) : foundIn(entry)));
}

const foundInOpened = (entry: Record<string, unknown>, opened: Record<string, unknown> | undefined): Found =>
  opened ? foundIn(opened) : { issuer: issuerOf(entry.issuer), account: textOf(entry.account), why: 'malformed' };

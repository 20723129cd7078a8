import type { Found } from './found.ts';

/** Reads addresses by Key URI Format (github.com/google/google-authenticator/wiki/Key-Uri-Format), as apps write them. */

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The Authenticator extension encodes names twice when its backup page is opened twice (seen in 8.0.2). Only what is
 * exactly an encoded text is decoded again, so that a name such as `100%41` stays.
 */
export function decodeAgain(text: string): string {
  if (!text.includes('%')) return text;
  const decoded = decode(text);
  return decoded !== text && safeEncode(decoded).toLowerCase() === text.toLowerCase() ? decoded : text;
}

function safeEncode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '';
  }
}

/** `issuer:account` in its two parts. An issuer that is known otherwise wins over the one in the label. */
export function splitLabel(label: string, issuer: string): { issuer: string; account: string } {
  const known = issuer.trim();
  if (known && label.toLowerCase().startsWith(`${known.toLowerCase()}:`)) {
    return { issuer: known, account: label.slice(known.length + 1).trim() };
  }
  const colon = label.indexOf(':');
  return { issuer: known || label.slice(0, Math.max(colon, 0)).trim(), account: label.slice(colon + 1).trim() };
}

/** Names are in any case (seen: `Secret`); the plus sign is a blank. A key that comes twice counts as none. */
function parametersOf(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&', 100)) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals < 0 ? pair.length : equals).toLowerCase();
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1).replaceAll('+', ' '));
    if (name === 'secret' && parameters.has(name)) parameters.set(name, '');
    else if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** ente keeps what was thrown away, marked in a parameter of its own. */
function isTrashed(display: string | undefined): boolean {
  return /"trashed"\s{0,9}:\s{0,9}true/.test(display ?? '');
}

export const isAddress = (text: string): boolean => /^\s{0,99}(otpauth:|steam:\/\/)/i.test(text);

/** The account of one `otpauth://` (or `steam://`) address. Whatever cannot be understood is in `why`. */
export function readAddress(address: string): Found {
  const text = address.trim();
  if (/^steam:/i.test(text)) return { type: 'steam' };
  const [, type, rest] = /^otpauth:\/\/([^/?]*)\/?(.*)$/is.exec(text) ?? [];
  if (rest === undefined || !type) return { why: 'malformed' };
  const question = rest.indexOf('?');
  const parameters = parametersOf(question < 0 ? '' : rest.slice(question + 1));
  const label = decodeAgain(decode(question < 0 ? rest : rest.slice(0, question)));
  const names = splitLabel(label, decodeAgain(parameters.get('issuer') ?? ''));
  return {
    issuer: decodeAgain(names.issuer),
    account: decodeAgain(names.account),
    type,
    secret: parameters.get('secret'),
    algorithm: parameters.get('algorithm'),
    digits: parameters.get('digits'),
    period: parameters.get('period'),
    ...(isTrashed(parameters.get('codedisplay')) && { why: 'deleted' }),
  };
}

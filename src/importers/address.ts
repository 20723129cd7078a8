import type { Found } from './found.ts';

/**
 * Reads `otpauth:` addresses (github.com/google/google-authenticator/wiki/Key-Uri-Format), with the deviations that
 * apps write.
 */

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
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

/**
 * Parameter names match in any case (seen: `Secret`), and a plus sign is a blank. An address with two keys has none.
 */
function parametersOf(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&', 100)) {
    const equals = pair.indexOf('=');
    const name = pair
      .slice(0, equals < 0 ? pair.length : equals)
      .trim()
      .toLowerCase();
    const raw = equals < 0 ? '' : pair.slice(equals + 1);
    const written = name === 'secret' ? keyIn(raw) : name === 'issuer' ? nameIn(raw) : raw;
    const value = decode(written.replaceAll('+', ' '));
    if (name === 'secret' && parameters.has(name)) parameters.set(name, '');
    else if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

const isKeyLike = (word: string): boolean => /^[a-z2-7]{16,}=*$/i.test(word);
/** A key in groups of four letters, as apps show it for typing. */
export const keyInGroups = /(?:\b[A-Z2-7]{4}[ -]){3,}[A-Z2-7]{2,4}\b/;
/** Long names have letters only, too. */
const looksLikeKey = (word: string): boolean => isKeyLike(word) && /[2-7]/.test(word);

/**
 * A key may be written in groups. Words after a whole key do not belong to it; with two keys nobody knows which one
 * counts.
 */
function keyIn(raw: string): string {
  const [first = '', ...more] = raw.trim().split(/\s+/, 200);
  if (!more.length) return first;
  if (!isKeyLike(first) || first.replace(/=+$/, '').length % 8) return [first, ...more].join('');
  return /^[a-z2-7]{8,}=*$/i.test(more[0]!) ? '?' : first;
}

/**
 * A name whose blanks are encoded ends at the first one that is not; written as it is, it goes to the end of its line,
 * but not as far as a key or another address.
 */
function nameIn(raw: string): string {
  const words = raw.trim().split(/([\s;,|]+)/, 400);
  const isEncoded = /%20|\+/.test(words[0]!);
  const end = words.findIndex(
    (word, index) => looksLikeKey(word) || /:\/\/|secret/i.test(word) || (isEncoded && index > 0 && /\s/.test(word)),
  );
  const name = words.slice(0, end < 0 ? undefined : end).join('');
  const groups = name.search(keyInGroups);
  return (groups < 0 ? name : name.slice(0, groups)).replace(/[\s;,|]+$/, '');
}

/** Ente exports deleted entries as well, and marks them in a parameter of its own. */
function isTrashed(display: string | undefined): boolean {
  return /"trashed"\s{0,9}:\s{0,9}true/.test(display ?? '');
}

export const isAddress = (text: string): boolean => /^\s{0,99}(otpauth:|steam:\/\/)/i.test(text);

/** An ampersand as HTML writes it. No parameter is called `amp;`. */
const withAmpersands = (text: string): string => text.replace(/&(?:amp;|#38;|#x26;)+/gi, '&');

/** A `#` with no parameter after it begins a fragment, which is no part of a value. */
function withoutFragment(query: string): string {
  const hash = query.indexOf('#', Math.max(query.lastIndexOf('&'), 0));
  return hash < 0 ? query : query.slice(0, hash);
}

/** The account of one `otpauth://` (or `steam://`) address. Whatever cannot be understood is in `why`. */
export function readAddress(address: string): Found {
  const text = withAmpersands(address.trim());
  if (/^steam:/i.test(text)) return { type: 'steam' };
  const [, type, rest] = /^otpauth:\/\/([^/?]*)\/?(.*)$/is.exec(text) ?? [];
  if (rest === undefined || !type) return { why: 'malformed' };
  const question = rest.indexOf('?');
  const query = question < 0 ? '' : withoutFragment(rest.slice(question + 1));
  const parameters = parametersOf(query);
  const label = decode(question < 0 ? rest : rest.slice(0, question));
  return {
    ...splitLabel(label, parameters.get('issuer') ?? ''),
    type,
    secret: parameters.get('secret'),
    algorithm: parameters.get('algorithm'),
    digits: parameters.get('digits'),
    period: parameters.get('period'),
    ...(/(^|&)secret=[a-z2-7\s]*$/i.test(query) && { isOpenEnd: true }),
    ...(isTrashed(parameters.get('codedisplay')) && { why: 'deleted' }),
  };
}

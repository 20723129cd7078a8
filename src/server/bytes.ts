import { sha256 } from './quick-crypto.ts';

/** Bytes and texts, without leaning on one runtime: the handler runs wherever there is WebCrypto. */

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The bytes of a Base64 text (RFC 4648 §4 or §5, padded or not). Throws for foreign characters. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Compares in a time that depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length && at < b.length; at++) difference |= a[at]! ^ b[at]!;
  return difference === 0;
}

/** SHA-256 of a labelled text, in hexadecimal: a name under which something may be stored without storing it. */
export async function fingerprint(label: string, text: string): Promise<string> {
  return toHex(await sha256(utf8(`${label}\0${text}`)));
}

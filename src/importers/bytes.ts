/** Texts that stand for bytes. */

/** Standard or URL-safe Base64, padded or not; undefined when it is none. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Hexadecimal digits in either case; undefined for anything else. */
export function hexBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 || !/^[0-9a-f]+$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

/** What Java calls bytes: numbers from -128 to 127 (0 to 255 does no harm). */
export function javaBytes(value: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (!Array.isArray(value) || value.length > 65_536) return undefined;
  const isByte = (item: unknown) => Number.isInteger(item) && (item as number) >= -128 && (item as number) <= 255;
  return value.every(isByte) ? Uint8Array.from(value as number[]) : undefined;
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The text of UTF-8 bytes; undefined when they are none. */
export function utf8Text(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

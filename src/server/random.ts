/** `length` unpredictable bytes. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>;

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An id nobody can guess: 22 characters of 6 bits each. */
export function randomId(random: Random): string {
  return Array.from(random(22), (byte) => idAlphabet[byte & 63]).join('');
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that people read to each other: eight characters of 5 bits each. */
export function randomPairingCode(random: Random): string {
  return Array.from(random(8), (byte) => crockford[byte & 31]).join('');
}

/** `count` decimal digits, each equally likely: bytes that would make some digits more likely are thrown away. */
export function randomDigits(random: Random, count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of random(count)) if (byte < 250 && digits.length < count) digits += byte % 10;
  }
  return digits;
}

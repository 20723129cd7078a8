import { utf8, utf8Text } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, parseJson, textOf } from './json.ts';

/** andOTP. Its older files have no issuer: it stands in the label, as `issuer - account`. */
function foundIn(json: unknown): Found[] {
  return itemsOf(json).map(({ type, issuer, label, secret, algorithm, digits, period }) => {
    const [before = '', ...after] = textOf(label).split(' - ');
    const names =
      issuer === undefined && after.length
        ? { issuer: before, account: after.join(' - ') }
        : { issuer, account: label };
    return { ...names, type, secret, algorithm, digits, period };
  });
}

/**
 * Iterations (32 bits, big-endian), a salt of 12 bytes, then the nonce. The app picks its iterations between these two
 * numbers.
 */
const iterationsOf = (bytes: Uint8Array<ArrayBuffer>): number =>
  bytes.length < 46 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
const isNewHeader = (iterations: number): boolean => iterations >= 140_000 && iterations <= 160_000;

/**
 * Neither generation has a mark of its own. The newer begins with a number that other files hardly ever begin with. The
 * older is a random nonce and cipher text, so we can only test whether the bytes look random.
 */
export function isPlausible(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (isNewHeader(iterationsOf(bytes))) return true;
  if (bytes.length < 256 || bytes.length > 262_144) return false;
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte]!++;
  // Chi-square with 255 degrees of freedom: 255 ± 23 for random bytes, thousands for a picture or a program.
  const expected = bytes.length / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquare > 150 && chiSquare < 360;
}

async function open(bytes: Uint8Array<ArrayBuffer>, password: string, work: Source['work']): Promise<Outcome> {
  const { decryptGcm, pbkdf2 } = await import('./crypto.ts');
  const iterations = iterationsOf(bytes);
  const isNew = isNewHeader(iterations);
  const key = isNew
    ? await pbkdf2(utf8(password), bytes.slice(4, 16), { iterations, hash: 'SHA-1' }, work)
    : new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(password)));
  const body = isNew ? bytes.subarray(16) : bytes;
  const plain = key && (await decryptGcm(key, body.slice(0, 12), body.slice(12)));
  key?.fill(0);
  if (!plain) return isNew ? 'wrong' : 'wrong-guess';
  const json = parseJson(utf8Text(plain) ?? '');
  plain.fill(0);
  return Array.isArray(json) ? foundIn(json) : 'broken';
}

export async function read({ json, bytes, password, work }: Source): Promise<Outcome> {
  if (json) return foundIn(json);
  if (password) return open(bytes, password, work);
  return isNewHeader(iterationsOf(bytes)) ? 'locked' : 'guess';
}

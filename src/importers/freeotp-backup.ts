import { javaBytes, utf8, utf8Text } from './bytes.ts';
import { decryptGcm, pbkdf2 } from './crypto.ts';
import type { Found, Outcome, Source } from './found.ts';
import { foundInToken } from './freeotp-plus.ts';
import { entryLimit, membersOf, numberOf, parseJson, textOf } from './json.ts';

/**
 * FreeOTP 2's backup: a HashMap of texts as Java serialises it (Object Serialization Stream Protocol §6.4). `<id>-token`
 * is an account without its key, `<id>` holds the key locked by a master key, and `masterKey` that, locked by the password.
 */

/** The texts of the map, names and values in turn; undefined when it is cut off or holds anything but texts. */
function textsIn(bytes: Uint8Array<ArrayBuffer>): string[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: string[] = [];
  // The part that is the same in every file ends with TC_BLOCKDATA of eight bytes (capacity and size).
  let at = bytes.findIndex((byte, index) => byte === 0x77 && bytes[index + 1] === 8) + 10;
  if (at < 10) return undefined;
  while (bytes[at] === 0x74 && at + 3 <= bytes.length && texts.length <= 2 * entryLimit) {
    const end = at + 3 + view.getUint16(at + 1);
    const text = end <= bytes.length ? utf8Text(bytes.subarray(at + 3, end)) : undefined;
    if (text === undefined) return undefined;
    texts.push(text);
    at = end;
  }
  return texts.length % 2 || bytes[at] !== 0x78 ? undefined : texts;
}

/** AES-GCM parameters in ASN.1; Android 6 leaves the sequence around the nonce out. */
function nonceIn(value: unknown): Uint8Array<ArrayBuffer> | undefined {
  const bytes = javaBytes(value);
  const at = bytes?.[0] === 0x30 ? 2 : 0;
  return bytes?.[at] === 4 ? bytes.slice(at + 2, at + 2 + (bytes[at + 1] ?? 0)) : undefined;
}

async function decrypt(key: Uint8Array<ArrayBuffer>, locked: Record<string, unknown>) {
  const nonce = nonceIn(locked.mParameters);
  const data = javaBytes(locked.mCipherText);
  return nonce && data && decryptGcm(key, nonce, data, utf8(textOf(locked.mToken)));
}

export async function open(bytes: Uint8Array<ArrayBuffer>, password: string, work: Source['work']): Promise<Outcome> {
  const texts = textsIn(bytes);
  if (!texts) return 'broken';
  const map = new Map<string, Record<string, unknown>>();
  for (let at = 0; at < texts.length; at += 2) map.set(texts[at]!, membersOf(parseJson(texts[at + 1]!)));
  const { mAlgorithm, mIterations, mSalt, mEncryptedKey } = membersOf(map.get('masterKey'));
  const hash = textOf(mAlgorithm).endsWith('SHA512') ? 'SHA-512' : 'SHA-1';
  const salt = javaBytes(mSalt);
  const derived = salt && (await pbkdf2(utf8(password), salt, { iterations: numberOf(mIterations), hash }, work));
  if (!derived) return 'broken';
  const masterKey = await decrypt(derived, membersOf(mEncryptedKey));
  derived.fill(0);
  if (!masterKey) return 'wrong';
  const found: Found[] = [];
  for (const [name, token] of map) {
    if (!name.endsWith('-token')) continue;
    const locked = parseJson(textOf(map.get(name.slice(0, -'-token'.length))?.key));
    found.push({ ...foundInToken(token), secret: await decrypt(masterKey, membersOf(locked)) });
  }
  masterKey.fill(0);
  return found;
}

import { equalBytes, fromBase64, utf8 } from './bytes.ts';
import { hmac, openGcm } from './quick-crypto.ts';
import { systemRandom, type Random } from './random.ts';

/**
 * Sealing at rest: AES-256-GCM under the current key; the key's id is stored beside the bytes, so older keys go on
 * opening what they sealed until `reseal` has replaced it. The associated data binds the bytes to one person, one
 * purpose and one row: a sealed secret copied to another row does not open.
 */
export interface SealingKeys {
  /** The id of the key that seals from now on. */
  current: string;
  /** By id: 32 bytes in Base64. */
  keys: Record<string, string>;
}

export interface SealedBytes {
  /** 12 bytes of nonce, then ciphertext and tag. */
  sealed: Uint8Array;
  keyId: string;
}

export type SealPurpose = 'totp-secret' | 'mail-address' | 'pending-address' | 'answer';

export interface SealContext {
  personId: number;
  purpose: SealPurpose;
  /** The row. */
  id: string;
}

/** A keyed hash of a short text, such as a mailed code, whose plain hash could be guessed. */
export interface KeyedHash {
  hash: Uint8Array;
  keyId: string;
}

export interface Sealing {
  readonly currentKeyId: string;
  /** Every key that there is; what another one hashed cannot be compared with anything. */
  readonly keyIds: readonly string[];
  seal(plain: Uint8Array<ArrayBuffer>, context: SealContext): Promise<SealedBytes>;
  /** Throws when the key is unknown or the bytes are not what was sealed for this context. */
  open(sealed: SealedBytes, context: SealContext): Promise<Uint8Array<ArrayBuffer>>;
  hash(text: string): Promise<KeyedHash>;
  /**
   * Compares in constant time. A hash by an unknown key matches nothing, so a key that is gone ends its codes and
   * nothing else.
   */
  matches(text: string, expected: KeyedHash): Promise<boolean>;
}

/** Two keys from one (RFC 5869), so that no key is used by two algorithms. */
async function derive(material: Uint8Array<ArrayBuffer>) {
  const root = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
  const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: utf8('mfa-elements'), info: utf8(info) });
  return {
    cipher: await crypto.subtle.deriveKey(from('seal'), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    mac: await crypto.subtle.deriveKey(from('hash'), root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
    ]),
  };
}

export function createSealing({ current, keys }: SealingKeys, random: Random = systemRandom): Sealing {
  const derived = new Map(
    Object.entries(keys).map(([id, text]) => {
      const material = fromBase64(text);
      if (material.length !== 32) throw new RangeError(`Sealing key "${id}" has to be 32 bytes in Base64.`);
      return [id, derive(material)];
    }),
  );
  if (!derived.has(current)) throw new RangeError(`There is no sealing key "${current}".`);

  const keyFor = (id: string) => {
    const key = derived.get(id);
    if (!key) throw new Error(`There is no sealing key "${id}"; it sealed something that is still stored.`);
    return key;
  };
  const bound = ({ personId, purpose, id }: SealContext) =>
    utf8(JSON.stringify(['mfa-elements', purpose, personId, id]));
  const hashUnder = async (keyId: string, text: string) => hmac((await keyFor(keyId)).mac, utf8(text));

  return {
    currentKeyId: current,
    keyIds: [...derived.keys()],
    async seal(plain, context) {
      const iv = random(12);
      const { cipher } = await keyFor(current);
      const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(context) }, cipher, plain);
      const sealed = new Uint8Array(12 + text.byteLength);
      sealed.set(iv);
      sealed.set(new Uint8Array(text), 12);
      return { sealed, keyId: current };
    },
    async open({ sealed, keyId }, context) {
      const { cipher } = await keyFor(keyId);
      const bytes = new Uint8Array(sealed);
      return openGcm(cipher, { iv: bytes.subarray(0, 12), additionalData: bound(context) }, bytes.subarray(12));
    },
    async hash(text) {
      return { hash: await hashUnder(current, text), keyId: current };
    },
    async matches(text, { hash, keyId }) {
      return derived.has(keyId) && equalBytes(await hashUnder(keyId, text), hash);
    },
  };
}

/** `MFA_SEALING_KEYS=2026:BASE64,2025:BASE64`: the first seals, all of them open. */
export function sealingFromEnv(env: Record<string, string | undefined>): Sealing {
  const pairs = (env['MFA_SEALING_KEYS'] ?? '')
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)] as const);
  const current = pairs[0]?.[0];
  if (!current)
    throw new Error(
      'MFA_SEALING_KEYS is not set. Form: ID:BASE64[,OLDER_ID:BASE64], 32 bytes each; the first one seals.',
    );
  return createSealing({ current, keys: Object.fromEntries(pairs) });
}

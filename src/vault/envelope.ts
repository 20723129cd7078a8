/**
 * How the vault seals: AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce for each writing, and the purpose as
 * additional data, so that nothing sealed for one place opens in another.
 */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** Both made from the vault key by HKDF: one seals accounts, one makes their ids. Neither can be read out. */
export interface VaultKeys {
  seal: CryptoKey;
  mark: CryptoKey;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Use = 'encrypt' | 'decrypt';

const utf8 = new TextEncoder();
const additionalData = (purpose: string): Bytes => utf8.encode(`mfa-elements vault 1 ${purpose}`);

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** 32 bytes: whoever makes them wipes them. */
export const makeVaultKey = (): Bytes => randomBytes(32);

/** A key that this browser keeps and nobody can read out. */
export const makeDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

const gcm = (iv: Bytes, purpose: string) => ({ name: 'AES-GCM', iv, additionalData: additionalData(purpose) });

export async function seal(key: CryptoKey, purpose: string, content: Bytes): Promise<Sealed> {
  const iv = randomBytes(12);
  return { iv, bytes: await crypto.subtle.encrypt(gcm(iv, purpose), key, content) };
}

/** Rejects when the key, the purpose or the bytes are others. */
export async function unseal(key: CryptoKey, purpose: string, { iv, bytes }: Sealed): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, purpose), key, bytes));
}

/** RFC 5869, without salt: the input is a uniformly random key already. */
const hkdf = (purpose: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(0),
  info: additionalData(purpose),
});

const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };

/** `ids`: the key that ids are made with, sealed; without it, it is derived. Rejects when it does not open. */
export async function deriveKeys(vaultKey: Bytes, ids?: Sealed): Promise<VaultKeys> {
  const base = await crypto.subtle.importKey('raw', vaultKey, 'HKDF', false, ['deriveKey']);
  const derive = (purpose: string, algorithm: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]) =>
    crypto.subtle.deriveKey(hkdf(purpose), base, algorithm, false, uses);
  const sealing = await derive('accounts', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']);
  const mark = ids
    ? await crypto.subtle.importKey('raw', await unseal(sealing, 'ids', ids), hmac, false, ['sign'])
    : await derive('ids', hmac, ['sign']);
  return { seal: sealing, mark };
}

/** The key that ids are made with, for the next vault key: an account keeps its id. */
export async function idsKey(vaultKey: Bytes, { seal: sealing }: VaultKeys, ids?: Sealed): Promise<Bytes> {
  return ids ? unseal(sealing, 'ids', ids) : deriveBytes(vaultKey, 'ids');
}

/** 32 bytes for another purpose. */
export async function deriveBytes(material: Bytes, purpose: string): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(purpose), base, 256));
}

/** Format 1: a key that wraps the vault key, from what a lock gives. */
export async function wrappingKey(material: Bytes, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
  const uses: Use[] = ['encrypt', 'decrypt'];
  return crypto.subtle.deriveKey(hkdf(purpose), base, { name: 'AES-GCM', length: 256 }, false, uses);
}

/** 128 bits in base64url: the same for the same key, and telling nothing of it to whoever lacks `mark`. */
export async function idOf({ mark }: VaultKeys, text: string): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', mark, utf8.encode(text)));
  return btoa(String.fromCharCode(...mac.subarray(0, 16))).replace(/[+/=]/g, (sign) =>
    sign === '+' ? '-' : sign === '/' ? '_' : '',
  );
}

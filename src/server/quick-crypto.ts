import type * as NodeCrypto from 'node:crypto';

/**
 * Short cryptography without a detour. WebCrypto hands each job to another thread and back, which for a few bytes costs
 * several times the work; Node can do the same at once. Where there is no Node, WebCrypto does it.
 */
type CryptoKey = NodeCrypto.webcrypto.CryptoKey;
type Bytes = Uint8Array<ArrayBuffer>;

export interface QuickCrypto {
  sha256(bytes: Bytes): Promise<Bytes>;
  /** With SHA-256. */
  hmac(key: CryptoKey, bytes: Bytes): Promise<Bytes>;
  /** What AES-256-GCM sealed: ciphertext and tag. Rejects what was changed. */
  openGcm(key: CryptoKey, gcm: { iv: Bytes; additionalData: Bytes }, sealed: Bytes): Promise<Bytes>;
}

export const byWebCrypto: QuickCrypto = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  hmac: async (key, bytes) => new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)),
  openGcm: async (key, gcm, sealed) =>
    new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', ...gcm }, key, sealed)),
};

const tagLength = 16;

export function byNode({ createDecipheriv, createHash, createHmac, KeyObject }: typeof NodeCrypto): QuickCrypto {
  const known = new WeakMap<CryptoKey, ReturnType<typeof KeyObject.from>>();
  const keyObjectOf = (key: CryptoKey) => {
    const found = known.get(key) ?? KeyObject.from(key);
    known.set(key, found);
    return found;
  };
  return {
    sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    hmac: async (key, bytes) => new Uint8Array(createHmac('sha256', keyObjectOf(key)).update(bytes).digest()),
    async openGcm(key, { iv, additionalData }, sealed) {
      const end = sealed.length - tagLength;
      if (end < 0) throw new RangeError('Too short to be sealed.');
      const cipher = createDecipheriv('aes-256-gcm', keyObjectOf(key), iv, { authTagLength: tagLength });
      cipher.setAAD(additionalData).setAuthTag(sealed.subarray(end));
      const plain = cipher.update(sealed.subarray(0, end));
      // Throws for what was changed; of a stream cipher nothing is left to come.
      cipher.final();
      const opened = new Uint8Array(plain);
      plain.fill(0);
      return opened;
    },
  };
}

const node = globalThis.process?.getBuiltinModule?.('node:crypto');

export const { sha256, hmac, openGcm } = node ? byNode(node) : byWebCrypto;

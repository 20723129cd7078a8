import { createDecipheriv, createHash, createHmac, diffieHellman, type KeyObject } from 'node:crypto';

/** A second implementation, from docs/en/pairing.md and RFC 9180 alone: nothing of ours and no HPKE library. */

const label = (purpose: string) => Buffer.from(`mfa-elements pairing 1 ${purpose}\0`);
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const u16 = (number: number) => Buffer.from([number >> 8, number & 0xff]);

export const commitment = (publicKey: Uint8Array, nonce: Uint8Array) => sha256(label('commitment'), publicKey, nonce);

export function transcript(id: string, offer: Uint8Array, reply: Uint8Array, reveal: Uint8Array): Buffer {
  const parts = [Buffer.from(id), offer, reply, reveal].flatMap((part) => [u16(part.length), part]);
  return sha256(label('transcript'), ...parts);
}

export function digits(hash: Uint8Array): string {
  return String(sha256(label('digits'), hash).readBigUInt64BE(0) % 1_000_000n).padStart(6, '0');
}

const hmac = (key: Uint8Array, ...parts: Uint8Array[]) =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest();

// RFC 9180 §4: LabeledExtract and LabeledExpand; every length here fits into one round of HKDF-Expand.
const extract = (suite: Buffer, salt: Uint8Array, name: string, ikm: Uint8Array) =>
  hmac(salt, Buffer.from('HPKE-v1'), suite, Buffer.from(name), ikm);
const expand = (suite: Buffer, prk: Uint8Array, name: string, info: Uint8Array, length: number) =>
  hmac(prk, u16(length), Buffer.from('HPKE-v1'), suite, Buffer.from(name), info, Buffer.of(1)).subarray(0, length);

const kem = Buffer.concat([Buffer.from('KEM'), u16(0x0010)]);
const hpke = Buffer.concat([Buffer.from('HPKE'), u16(0x0010), u16(0x0001), u16(0x0002)]);
const none = Buffer.alloc(0);

export interface Reader {
  privateKey: KeyObject;
  publicKey: Uint8Array;
  senderKey: Uint8Array;
  /** Raw point → key. */
  toKey: (raw: Uint8Array) => KeyObject;
}

/** RFC 9180 §5.1.3, AuthDecap and KeySchedule in mode 2. Returns the way to open the n-th text. */
export function openerOf({ privateKey, publicKey, senderKey, toKey }: Reader, enc: Uint8Array, info: Uint8Array) {
  const dh = [enc, senderKey].map((raw) => diffieHellman({ privateKey, publicKey: toKey(raw) }));
  const prk = extract(kem, none, 'eae_prk', Buffer.concat(dh));
  const shared = expand(kem, prk, 'shared_secret', Buffer.concat([enc, publicKey, senderKey]), 32);
  const mode = Buffer.of(2);
  const hashes = [extract(hpke, none, 'psk_id_hash', none), extract(hpke, none, 'info_hash', info)];
  const context = Buffer.concat([mode, ...hashes]);
  const secret = extract(hpke, shared, 'secret', none);
  const key = expand(hpke, secret, 'key', context, 32);
  const baseNonce = expand(hpke, secret, 'base_nonce', context, 12);
  return (sequence: number, aad: number, sealed: Uint8Array): Buffer => {
    const nonce = Buffer.from(baseNonce);
    nonce[11]! ^= sequence;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.of(aad));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  };
}

export const infoOf = (sender: 'giver' | 'taker', hash: Uint8Array) => Buffer.concat([label(`from ${sender}`), hash]);

import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { contentsOf, unsnap } from './leveldb.ts';

/**
 * What somebody finds who has copied the folder of a browser and knows how the vault is made: every candidate of a key
 * is tried on every candidate of a sealed record. Nothing is taken from the vault's code.
 */
export interface Found {
  /** Keys of a vault that a slot gave up, in hexadecimal. */
  vaultKeys: string[];
  /** What was sealed of accounts, one text each. */
  accounts: string[];
  /** How much there was to try. */
  candidates: { keys: number; sealed: number };
}

interface Sealed {
  iv: Buffer;
  bytes: Buffer;
}

interface Material {
  keys: Map<string, Buffer>;
  sealed: Map<string, Sealed>;
  ids: Set<string>;
  salts: Map<string, Buffer>;
  encs: Map<string, Buffer>;
  wrapped: Map<string, Buffer>;
}

/** As V8 writes them: ‘B’ and the length for bytes; a key of WebCrypto ends with its length and its bytes. */
const isBuffer = 0x42;
/** From the nonce to what was sealed with it. */
const nearby = 400;

const views = (content: Buffer): Buffer[] => {
  // Chromium marks a value that it has compressed itself by these three bytes.
  const mark = Buffer.from([0xff, 0x11, 0x02]);
  const found = [content];
  for (let at = content.indexOf(mark); at >= 0; at = content.indexOf(mark, at + 1)) {
    try {
      found.push(unsnap(content.subarray(at + mark.length)));
    } catch {
      // These bytes mean something else here.
    }
  }
  return found;
};

function lengthAt(content: Buffer, at: number): [length: number, begins: number] {
  const low = content[at] ?? 0;
  return low < 128 ? [low, at + 1] : [(low & 127) | ((content[at + 1] ?? 0) << 7), at + 2];
}

function gather(content: Buffer, { keys, sealed, ids, salts, encs, wrapped }: Material): void {
  for (let at = 0; at < content.length; at++) {
    const length = content[at]!;
    // Whatever stands behind a length that a key or a salt may have.
    if (length === 16 || length === 32) {
      const key = content.subarray(at + 1, at + 1 + length);
      if (key.length === length) keys.set(key.toString('hex'), key);
    }
    if (content[at] !== isBuffer) continue;
    const [ownLength, ownBegins] = lengthAt(content, at + 1);
    const own = content.subarray(ownBegins, ownBegins + ownLength);
    const into = { 16: salts, 65: encs, 48: wrapped }[ownLength];
    if (own.length === ownLength) into?.set(own.toString('hex'), own);
    if (ownLength !== 12) continue;
    const iv = content.subarray(at + 2, at + 14);
    for (let next = at + 14; next < Math.min(at + nearby, content.length); next++) {
      if (content[next] !== isBuffer) continue;
      const [size, begins] = lengthAt(content, next + 1);
      const bytes = content.subarray(begins, begins + size);
      if (size > 16 && bytes.length === size)
        sealed.set(`${iv.toString('hex')} ${bytes.toString('hex')}`, { iv, bytes });
    }
  }
  for (const [id] of content.toString('latin1').matchAll(/(?<="\x16)[\w-]{22}/g)) ids.add(id);
}

function open(key: Buffer, { iv, bytes }: Sealed, purpose: string): Buffer | undefined {
  const decipher = createDecipheriv(key.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', key, iv);
  decipher.setAAD(Buffer.from(`mfa-elements vault 1 ${purpose}`));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

const derived = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `mfa-elements vault 1 ${purpose}`, 32));

const kinds = ['device', 'passphrase', 'passkey'];

/** `passphrases`: those that have become known. */
export async function searchProfile(folder: string, passphrases: readonly string[] = []): Promise<Found> {
  const material: Material = {
    ...{ keys: new Map(), sealed: new Map(), ids: new Set() },
    ...{ salts: new Map(), encs: new Map(), wrapped: new Map() },
  };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\.indexeddb\.leveldb$/.test(name))
      for (const content of contentsOf(join(folder, name))) for (const view of views(content)) gather(view, material);
  const keys = [...material.keys.values()];
  const sealed = [...material.sealed.values()];
  const vaultKeys = new Map<string, Buffer>();
  const found = (key: Buffer | undefined): void => void (key && vaultKeys.set(key.toString('hex'), key));
  for (const passphrase of passphrases)
    for (const salt of material.salts.values()) {
      const known = pbkdf2Sync(passphrase.normalize('NFKC'), salt, 600_000, 32, 'sha256');
      keys.push(derived(known, 'passphrase'));
      for (const key of await openPairs(known, material)) found(key);
    }
  // 32 bytes and a tag.
  const slots = sealed.filter(({ bytes }) => bytes.length === 48);
  for (const key of keys)
    for (const each of slots)
      for (const kind of kinds) {
        found(open(key, each, `slot ${kind}`));
      }
  const accounts = new Set<string>();
  const looksOpen = lookInto(sealed);
  // A key of the vault may lie there in clear; or the key that is made of it.
  for (const key of [...keys, ...[...keys, ...vaultKeys.values()].map((each) => derived(each, 'accounts'))])
    for (const each of looksOpen(key))
      for (const id of material.ids) {
        const account = open(key, each, `account ${id}`);
        if (account) accounts.add(account.toString());
      }
  return {
    vaultKeys: [...vaultKeys.keys()],
    accounts: [...accounts],
    candidates: { keys: keys.length, sealed: sealed.length },
  };
}

/**
 * Which records a key may open: those whose first block becomes the beginning of a JSON object. GCM enciphers by counter
 * (NIST SP 800-38D), so one call of the block cipher tells it for all records at once.
 */
function lookInto(sealed: readonly Sealed[]): (key: Buffer) => Sealed[] {
  const counters = Buffer.concat(sealed.flatMap(({ iv }) => [iv, Buffer.from([0, 0, 0, 2])]));
  return (key) => {
    const stream = createCipheriv(key.length === 32 ? 'aes-256-ecb' : 'aes-128-ecb', key, null).update(counters);
    return sealed.filter(({ bytes }, at) => {
      const [first, second] = [stream[16 * at]! ^ bytes[0]!, stream[16 * at + 1]! ^ bytes[1]!];
      return first === 0x7b && second === 0x22;
    });
  };
}

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** The locks of format 2: what a passphrase gives makes a key pair, and the key of the vault is sealed to it. */
async function openPairs(known: Buffer, { encs, wrapped }: Material): Promise<Buffer[]> {
  const { privateKey: recipientKey } = await suite.kem.deriveKeyPair(derived(known, 'pair passphrase'));
  const info = Buffer.from('mfa-elements vault 2 slot passphrase');
  const opened: Buffer[] = [];
  for (const enc of encs.values())
    for (const each of wrapped.values())
      await suite.open({ recipientKey, enc, info }, each).then(
        (key) => opened.push(Buffer.from(key)),
        () => undefined,
      );
  return opened;
}

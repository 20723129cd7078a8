import { Buffer } from 'node:buffer';
import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Element } from '@xmldom/xmldom';
import type { Secret } from '../../core/secret.ts';
import type { SecretBytes } from '../../core/secret-bytes.ts';
import { FileProblem } from './found.ts';
import { at, attributeOf, textOf } from './xml.ts';

/** What opens a file. */
export interface Opening {
  password?: Secret | undefined;
  /** A pre-shared key of 16, 24 or 32 bytes. */
  key?: SecretBytes | undefined;
}

/** Longer ones are there to keep us busy. */
const longestIterations = 10_000_000;

const changed = 'The key or the password does not open this file, or the file was changed.';

export function fromBase64(text: string | undefined): Buffer {
  if (!text || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) throw new FileProblem('The file is cut off, or no PSKC.');
  return Buffer.from(text, 'base64');
}

/** How values of a PSKC file are opened (RFC 6030 §6), with their MAC checked first (§6.1.1: over what is encrypted). */
export class Lock {
  readonly #key: Buffer | undefined;
  readonly #mac: ((encrypted: Buffer) => Buffer) | undefined;

  private constructor(container: Element, key: Buffer | undefined) {
    this.#key = key;
    const method = at(container, 'MACMethod');
    if (!method) return;
    const hash = hashOf(attributeOf(method, 'Algorithm'));
    const macKey = at(method, 'MACKey');
    const keyOfMac = macKey ? this.#decrypt(macKey) : this.#needKey();
    this.#mac = (encrypted) => createHmac(hash, keyOfMac).update(encrypted).digest();
  }

  static async of(container: Element, { password, key }: Opening): Promise<Lock> {
    const encryptionKey = at(container, 'EncryptionKey');
    const derived = at(encryptionKey, 'DerivedKey');
    if (derived) return new Lock(container, await derive(derived, password));
    if (at(encryptionKey, 'X509Data'))
      throw new FileProblem('The file is encrypted for a certificate. That is not read; ask for a password instead.');
    return new Lock(container, key && Buffer.from(key.reveal()));
  }

  /** What an `EncryptedValue` holds, after its MAC. */
  open(encrypted: Element, valueMac: Element | undefined): Buffer {
    const { bytes, mode } = cipherOf(encrypted);
    if (this.#mac && valueMac) {
      const [given, right] = [fromBase64(textOf(valueMac)), this.#mac(bytes)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new FileProblem(changed);
    } else if (mode === 'cbc') {
      // RFC 6030 §6.1.1: without integrity of its own, an algorithm has to have a MAC beside it.
      throw new FileProblem('The file has encrypted values without a MAC. Nobody can tell whether they were changed.');
    }
    return this.#decrypt(encrypted);
  }

  #needKey(): Buffer {
    if (!this.#key) throw new FileProblem('The file is encrypted: give its pre-shared key by --key-file.');
    return this.#key;
  }

  #decrypt(encrypted: Element): Buffer {
    const { bytes, mode, bits } = cipherOf(encrypted);
    const key = this.#needKey();
    if (key.length * 8 !== bits) throw new FileProblem(`The file needs a key of ${bits / 8} bytes.`);
    try {
      return mode === 'cbc' ? decryptCbc(bits, key, bytes) : unwrap(bits, key, bytes);
    } catch {
      throw new FileProblem(changed);
    }
  }
}

function cipherOf(encrypted: Element): { bytes: Buffer; mode: 'cbc' | 'wrap'; bits: number } {
  const algorithm = attributeOf(at(encrypted, 'EncryptionMethod'), 'Algorithm') ?? '';
  const [, cbc, wrap] = /#(?:aes(128|192|256)-cbc|kw-aes(128|192|256))$/i.exec(algorithm) ?? [];
  if (!cbc && !wrap) throw new FileProblem('The file is encrypted by something else than AES-CBC or AES key wrap.');
  const bytes = fromBase64(textOf(at(encrypted, 'CipherData', 'CipherValue')));
  return { bytes, mode: cbc ? 'cbc' : 'wrap', bits: Number(cbc ?? wrap) };
}

/** XML Encryption §5.2: the last byte says how many bytes are padding; the others may be anything. */
function decryptCbc(bits: number, key: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${bits}-cbc`, key, bytes.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16) throw new RangeError('padding');
  return padded.subarray(0, -padding);
}

/** RFC 3394, which finds out by itself whether it was changed. */
function unwrap(bits: number, key: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(`id-aes${bits}-wrap`, key, Buffer.alloc(8, 0xa6));
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

function hashOf(algorithm: string | undefined): string {
  const hash = /#hmac-(sha(?:1|256|384|512))$/i.exec(algorithm ?? '')?.[1]?.toLowerCase();
  if (!hash) throw new FileProblem('The file uses a MAC that is not read; HMAC with SHA-1 or SHA-2 is.');
  return hash;
}

/** PBKDF2 as RFC 6030 §6.2 has it. */
async function derive(derived: Element, password: Secret | undefined): Promise<Buffer> {
  const method = at(derived, 'KeyDerivationMethod');
  const parameters = at(method, 'PBKDF2-params');
  if (!/#pbkdf2$/i.test(attributeOf(method, 'Algorithm') ?? '') || !parameters)
    throw new FileProblem('The file makes its key from a password in a way that is not read; PBKDF2 is.');
  if (!password) throw new FileProblem('The file needs its password: --password-file.');
  const iterations = Number(textOf(at(parameters, 'IterationCount')));
  const length = Number(textOf(at(parameters, 'KeyLength')));
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > longestIterations)
    throw new FileProblem(`The file asks for something else than 1 to ${longestIterations} rounds of PBKDF2.`);
  if (![16, 24, 32].includes(length)) throw new FileProblem('The file asks for a key of another length than AES has.');
  const salt = fromBase64(textOf(at(parameters, 'Salt', 'Specified')));
  const prf = attributeOf(at(parameters, 'PRF'), 'Algorithm');
  // PKCS #5: HMAC-SHA1 unless it says another.
  return promisify(pbkdf2)(password.reveal(), salt, iterations, length, prf ? hashOf(prf) : 'sha1');
}

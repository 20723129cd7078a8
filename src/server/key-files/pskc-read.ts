import type { Buffer } from 'node:buffer';
import type { Element } from '@xmldom/xmldom';
import { SecretBytes } from '../../core/secret-bytes.ts';
import { FileProblem, type FoundKey, type KeyFile } from './found.ts';
import { fromBase64, Lock, type Opening } from './pskc-lock.ts';
import { at, attributeOf, childrenOf, readXml, textOf } from './xml.ts';

/**
 * A Portable Symmetric Key Container (RFC 6030): keys in the clear, under a pre-shared key or a password. Throws a
 * `FileProblem` for a file that cannot be opened, or of which a single value is not what was written. A signature is not
 * looked at.
 */
export async function readPskc(text: string, opening: Opening, now: Date): Promise<KeyFile> {
  const container = await readXml(text);
  if (container.localName?.toLowerCase() !== 'keycontainer') throw new FileProblem('The file is XML, but no PSKC.');
  const lock = await Lock.of(container, opening);
  const found = childrenOf(container, 'KeyPackage').map((each, index) => readPackage(each, index + 1, { lock, now }));
  const remarks = at(container, 'Signature') ? ['The file is signed. The signature was not checked.'] : [];
  return { format: 'pskc', found, remarks };
}

function readPackage(keyPackage: Element, row: number, { lock, now }: { lock: Lock; now: Date }): FoundKey {
  const device = at(keyPackage, 'DeviceInfo');
  const key = at(keyPackage, 'Key');
  const data = at(key, 'Data');
  const parameters = at(key, 'AlgorithmParameters');
  const response = at(parameters, 'ResponseFormat');
  const suite = at(parameters, 'Suite');
  const isDecimal = /^decimal$/i.test(attributeOf(response, 'Encoding') ?? 'DECIMAL');
  const serials = [textOf(at(device, 'SerialNo')), attributeOf(key, 'Id')].filter((each) => each !== undefined);
  const user = textOf(at(key, 'UserId')) ?? textOf(at(device, 'UserId'));
  const digits = attributeOf(response, 'Length');
  return {
    row,
    user: user && nameIn(user),
    serials,
    key: isUsable(at(key, 'Policy'), now) ? keyIn(at(data, 'Secret'), lock) : { why: 'policy' },
    isTimeBased: isDecimal && /(?:^|[:#])totp$/i.test(attributeOf(key, 'Algorithm') ?? ''),
    // privacyIDEA writes <suite hashalgo="sha1">, others <Suite>HMAC-SHA1</Suite>.
    algorithm: textOf(suite) ?? attributeOf(suite, 'hashalgo'),
    digits: digits === undefined ? undefined : Number(digits),
    periodS: numberIn(at(data, 'TimeInterval'), lock),
    name: textOf(at(key, 'FriendlyName')),
  };
}

function keyIn(secret: Element | undefined, lock: Lock): FoundKey['key'] {
  const encrypted = at(secret, 'EncryptedValue');
  if (encrypted) return new SecretBytes(new Uint8Array(lock.open(encrypted, at(secret, 'ValueMAC'))));
  const plain = textOf(at(secret, 'PlainValue'));
  return plain ? new SecretBytes(new Uint8Array(fromBase64(plain))) : { why: 'no_key' };
}

/** A number, as its digits or, encrypted by some, as four bytes or fewer. */
function numberIn(value: Element | undefined, lock: Lock): number | undefined {
  const encrypted = at(value, 'EncryptedValue');
  if (!encrypted) {
    const plain = textOf(at(value, 'PlainValue'));
    return plain === undefined ? undefined : Number(plain);
  }
  const bytes: Buffer = lock.open(encrypted, at(value, 'ValueMAC'));
  const text = bytes.toString('latin1');
  if (/^\d+$/.test(text)) return Number(text);
  return bytes.length && bytes.length <= 4 ? bytes.readUIntBE(0, bytes.length) : NaN;
}

/**
 * RFC 6030 §5: whoever does not understand a policy must not use its key. A PIN that the device itself asks for is its
 * own affair.
 */
function isUsable(policy: Element | undefined, now: Date): boolean {
  return childrenOf(policy).every((each) => {
    const text = textOf(each) ?? '';
    switch (each.localName?.toLowerCase()) {
      case 'startdate':
        return new Date(text) <= now;
      case 'expirydate':
        return new Date(text) > now;
      case 'keyusage':
        return text === 'OTP' || childrenOf(policy, 'KeyUsage').some((usage) => textOf(usage) === 'OTP');
      case 'pinpolicy':
        return attributeOf(each, 'PINUsageMode') === 'Local';
      default:
        return false;
    }
  });
}

/** RFC 6030 §4.3.3 wants a distinguished name (RFC 4514): its UID, or CN, stands first. Most write the bare name. */
function nameIn(userId: string): string {
  const value = /^(?:uid|cn)=((?:\\.|[^\\,+])*)/i.exec(userId)?.[1];
  if (value === undefined) return userId;
  try {
    return value
      .replace(/(?:\\[\da-f]{2})+/gi, (run) => decodeURIComponent(run.replaceAll('\\', '%')))
      .replace(/\\(.)/g, '$1')
      .trim();
  } catch {
    return userId;
  }
}

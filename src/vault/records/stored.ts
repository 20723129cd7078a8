import type { EntryRecord, MetaRecord, Slot } from './format.ts';
import type { Sealed } from '../envelope.ts';

/**
 * The border to what the browser has stored. A disk, another version or another script of this origin may have left
 * anything there: what is not well formed is not used.
 */

/** A slot that asks for more rounds is damaged: deriving its key would take the browser minutes, or for ever. */
const maxIterations = 5_000_000;
/** Far more than an account of the longest names has. */
const maxSealedLength = 65_536;

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isBytes = (value: unknown, min: number, max = min): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.length >= min && value.length <= max;

const isSealed = (value: unknown): value is Sealed =>
  isObject(value) &&
  isBytes(value['iv'], 12) &&
  value['bytes'] instanceof ArrayBuffer &&
  value['bytes'].byteLength <= maxSealedLength;

const isCount = (value: unknown, max = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;

/** Format 1 sealed the vault key under the lock itself, format 2 to a key pair of the lock. */
const isHeld = ({ wrapped, recipient, enc }: Fields): boolean =>
  recipient === undefined
    ? isSealed(wrapped)
    : isBytes(recipient, 65) && isBytes(enc, 65) && wrapped instanceof ArrayBuffer && wrapped.byteLength < 1000;

function isSlot(value: unknown): value is Slot {
  if (!isObject(value)) return false;
  const { kind, wrapped, salt, iterations, credentialId } = value;
  if (kind === 'device') return isSealed(wrapped);
  if (!isHeld(value) || !isBytes(salt, 16, 64)) return false;
  return kind === 'passphrase'
    ? isCount(iterations, maxIterations) && iterations > 0
    : kind === 'passkey' && isBytes(credentialId, 1, 1023);
}

/** `newer` when a later format wrote it, undefined when it is damaged. One slot that can be used is enough. */
export function readMeta(value: unknown, format: number): MetaRecord | 'newer' | undefined {
  if (!isObject(value)) return undefined;
  const { format: written, id, slots, ids } = value;
  if (!isCount(written) || written === 0) return undefined;
  if (written > format) return 'newer';
  if (typeof id !== 'string' || !Array.isArray(slots) || !(ids === undefined || isSealed(ids))) return undefined;
  const usable = (slots as unknown[]).filter(isSlot);
  if (!usable.length) return undefined;
  return {
    format: written,
    id,
    slots: usable,
    ...(ids && { ids }),
    ...(isCount(value['stale'], 9) && value['stale'] > 0 && { stale: value['stale'] }),
  };
}

/** Some engines give back null for a key that they could not keep. */
export const readDeviceKey = (value: unknown): CryptoKey | undefined =>
  value instanceof CryptoKey && value.algorithm.name === 'AES-GCM' && value.usages.includes('decrypt')
    ? value
    : undefined;

export const isRecord = (value: unknown): value is EntryRecord =>
  isObject(value) &&
  typeof value['id'] === 'string' &&
  isSealed(value['sealed']) &&
  isCount(value['revision']) &&
  (value['removedAtMs'] === null || Number.isFinite(value['removedAtMs'])) &&
  (value['deviceId'] === null || typeof value['deviceId'] === 'string');

import type { VaultLock } from '../../ports/vault.ts';
import type { Sealed } from '../envelope.ts';

/** An account. Who made it and for what is inside `sealed`; outside is only what another tab needs to take part. */
export interface EntryRecord {
  id: string;
  sealed: Sealed;
  /** Grows with each change: a change of a record that has moved on is made again. */
  revision: number;
  /** Milliseconds since the epoch; null while it is listed. */
  removedAtMs: number | null;
  /** In clear, so that a page can tell which device this browser is without opening anything. */
  deviceId: string | null;
}

/** The vault key, sealed to the key pair of a lock (RFC 9180). It can be sealed anew while the lock is closed. */
export interface SealedTo {
  recipient: Uint8Array<ArrayBuffer>;
  enc: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
}
/** Format 1: sealed under a key that only the open lock gives. */
interface SealedUnder {
  wrapped: Sealed;
}

export type PassphraseLock = { kind: 'passphrase'; salt: Uint8Array<ArrayBuffer>; iterations: number };
export type PasskeyLock = { kind: 'passkey'; salt: Uint8Array<ArrayBuffer>; credentialId: Uint8Array<ArrayBuffer> };
export type DeviceSlot = { kind: 'device'; wrapped: Sealed };
export type LockSlot = (PassphraseLock | PasskeyLock) & (SealedTo | SealedUnder);
/** One of the ways to the vault key: `wrapped` holds it. */
export type Slot = DeviceSlot | LockSlot;

export interface MetaRecord {
  format: number;
  /** Another one for each vault key: whoever writes under a former key finds out. */
  id: string;
  slots: Slot[];
  /** The key that ids are made with; in format 1 it is derived from the vault key. */
  ids?: Sealed;
  /** Former keys and records may still lie in the files of the browser: so many times it shall still be purged. */
  stale?: number;
}

export const isLockSlot = (slot: Slot): slot is LockSlot => slot.kind !== 'device';
export const locksOf = ({ slots }: MetaRecord): VaultLock[] =>
  slots.flatMap(({ kind }) => (kind === 'device' ? [] : [kind]));
export const isDeviceSlot = (slot: Slot): slot is DeviceSlot => slot.kind === 'device';

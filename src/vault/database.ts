import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Sealed } from './envelope.ts';
import { isRecord, readDeviceKey, readMeta } from './stored.ts';

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

export interface VaultSchema extends DBSchema {
  meta: { key: 'vault'; value: MetaRecord };
  /** The device key, while no lock is set. */
  keys: { key: 'device'; value: CryptoKey };
  entries: { key: string; value: EntryRecord };
}

export type Database = IDBPDatabase<VaultSchema>;
type Upgrade = IDBPTransaction<VaultSchema, StoreNames<VaultSchema>[], 'versionchange'>;
/** One step from a version to the next; what people have is kept. */
export type Migration = (database: Database, transaction: Upgrade) => void;

/** 2: a lock has a key pair; the key of the ids outlives the vault key. */
export const format = 2;

export const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('meta');
    database.createObjectStore('keys');
    database.createObjectStore('entries', { keyPath: 'id' });
  },
];

/** `closed` is called when somebody else wipes it, or the browser ends the connection. */
export const openDatabase = (name: string, steps: readonly Migration[], closed: () => void): Promise<Database> =>
  openDB<VaultSchema>(name, steps.length, {
    upgrade(database, from, _, transaction) {
      for (const step of steps.slice(from)) step(database, transaction);
    },
    blocking(_, __, { target }) {
      (target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  });

/** Everything, as of one moment. */
export interface Content {
  meta: MetaRecord | 'newer' | 'damaged' | undefined;
  deviceKey: CryptoKey | undefined;
  records: EntryRecord[];
  /** Records that are none. */
  damaged: number;
}

type Reading = IDBPTransaction<VaultSchema, ('meta' | 'keys' | 'entries')[], 'readonly' | 'readwrite'>;

export async function readAll(transaction: Reading): Promise<Content> {
  const [meta, deviceKey, stored] = (await Promise.all([
    transaction.objectStore('meta').get('vault'),
    transaction.objectStore('keys').get('device'),
    transaction.objectStore('entries').getAll(),
  ])) as [unknown, unknown, unknown[]];
  const records = stored.filter(isRecord);
  return {
    meta: meta === undefined ? undefined : (readMeta(meta, format) ?? 'damaged'),
    deviceKey: readDeviceKey(deviceKey),
    records,
    damaged: stored.length - records.length,
  };
}

export const readContent = (database: Database): Promise<Content> =>
  readAll(database.transaction(['meta', 'keys', 'entries']));

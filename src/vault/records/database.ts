import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { EntryRecord, MetaRecord } from './format.ts';
import { isRecord, readDeviceKey, readMeta } from './stored.ts';

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

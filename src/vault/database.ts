import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Sealed } from './envelope.ts';

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

/** One of the ways to the vault key: `wrapped` holds it. */
export type Slot =
  | { kind: 'device'; wrapped: Sealed }
  | { kind: 'passphrase'; wrapped: Sealed; salt: Uint8Array<ArrayBuffer>; iterations: number }
  | { kind: 'passkey'; wrapped: Sealed; salt: Uint8Array<ArrayBuffer>; credentialId: Uint8Array<ArrayBuffer> };

export interface MetaRecord {
  format: number;
  /** Another one after it was wiped and made anew. */
  id: string;
  slots: Slot[];
}

export interface VaultSchema extends DBSchema {
  meta: { key: 'vault'; value: MetaRecord };
  /** The device key. */
  keys: { key: 'device'; value: CryptoKey };
  entries: { key: string; value: EntryRecord };
}

export type Database = IDBPDatabase<VaultSchema>;
type Upgrade = IDBPTransaction<VaultSchema, StoreNames<VaultSchema>[], 'versionchange'>;
/** One step from a version to the next; what people have is kept. */
export type Migration = (database: Database, transaction: Upgrade) => void;

export const format = 1;

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

export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

/** Everything, as of one moment. */
export interface Content {
  meta: MetaRecord | undefined;
  deviceKey: CryptoKey | undefined;
  records: EntryRecord[];
}

export async function readContent(database: Database): Promise<Content> {
  const transaction = database.transaction(['meta', 'keys', 'entries']);
  const [meta, deviceKey, records] = await Promise.all([
    transaction.objectStore('meta').get('vault'),
    transaction.objectStore('keys').get('device'),
    transaction.objectStore('entries').getAll(),
  ]);
  return { meta, deviceKey, records };
}

/** Once it has resolved, the change outlives the browser. */
const strictly = { durability: 'strict' } as const;

/** The first writing of all. False when another tab was faster. */
export async function create(database: Database, meta: MetaRecord, deviceKey: CryptoKey): Promise<boolean> {
  const transaction = database.transaction(['meta', 'keys'], 'readwrite', strictly);
  const isFirst = !(await transaction.objectStore('meta').get('vault'));
  if (isFirst) {
    void transaction.objectStore('meta').put(meta, 'vault');
    void transaction.objectStore('keys').put(deviceKey, 'device');
  }
  await transaction.done;
  return isFirst;
}

/**
 * Changes one record in one transaction. `change` sees it as it is now and answers what it shall be; undefined leaves
 * it. Resolves to what it was.
 */
export async function changeRecord(
  database: Database,
  id: string,
  change: (now: EntryRecord | undefined) => EntryRecord | undefined,
): Promise<EntryRecord | undefined> {
  const transaction = database.transaction('entries', 'readwrite', strictly);
  const now = await transaction.store.get(id);
  const next = change(now);
  if (next) void transaction.store.put(next);
  await transaction.done;
  return now;
}

/** Swaps the slots. False when they are no longer those that the change was made for. */
export async function changeSlots(database: Database, before: readonly Slot[], after: Slot[]): Promise<boolean> {
  const transaction = database.transaction('meta', 'readwrite', strictly);
  const meta = await transaction.store.get('vault');
  const nonces = (slots: readonly Slot[] = []): string => slots.map(({ wrapped }) => wrapped.iv.join()).join();
  const isSame = nonces(meta?.slots) === nonces(before);
  if (meta && isSame) void transaction.store.put({ ...meta, slots: after }, 'vault');
  await transaction.done;
  return isSame;
}

/** Erases what was removed before then. */
export async function sweep(database: Database, beforeMs: number): Promise<void> {
  const transaction = database.transaction('entries', 'readwrite', strictly);
  for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { removedAtMs } = cursor.value;
    if (removedAtMs !== null && removedAtMs < beforeMs) void cursor.delete();
  }
  await transaction.done;
}

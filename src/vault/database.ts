import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
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

export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

/** Everything, as of one moment. */
export interface Content {
  meta: MetaRecord | 'newer' | 'damaged' | undefined;
  deviceKey: CryptoKey | undefined;
  records: EntryRecord[];
  /** Records that are none. */
  damaged: number;
}

type Reading = IDBPTransaction<VaultSchema, ('meta' | 'keys' | 'entries')[], 'readonly' | 'readwrite'>;

async function readAll(transaction: Reading): Promise<Content> {
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

/** Once it has resolved, the change outlives the browser. */
const strictly = { durability: 'strict' } as const;

export interface Written {
  meta: MetaRecord;
  /** Undefined: none is kept. */
  deviceKey: CryptoKey | undefined;
  records: readonly EntryRecord[];
}

const idOf = ({ meta }: Content): string => (typeof meta === 'object' ? meta.id : (meta ?? ''));
const isSame = (one: Content, other: Content): boolean =>
  idOf(one) === idOf(other) &&
  one.records.length === other.records.length &&
  one.records.every(({ id, revision }, at) => other.records[at]!.id === id && other.records[at]!.revision === revision);

/** Writes head, device key and records in one transaction. False when what is there is no longer what `before` says. */
export async function replace(
  database: Database,
  before: Content,
  { meta, deviceKey, records }: Written,
): Promise<boolean> {
  const transaction = database.transaction(['meta', 'keys', 'entries'], 'readwrite', strictly);
  const isAsBefore = isSame(before, await readAll(transaction));
  const [heads, keys, entries] = [
    transaction.objectStore('meta'),
    transaction.objectStore('keys'),
    transaction.objectStore('entries'),
  ];
  const writing = isAsBefore
    ? [
        heads.put(meta, 'vault'),
        deviceKey ? keys.put(deviceKey, 'device') : keys.delete('device'),
        ...records.map((record) => entries.put(record)),
      ]
    : [];
  await Promise.all([...writing, transaction.done]);
  return isAsBefore;
}

/**
 * Changes one record in one transaction. `change` sees it as it is now and answers what it shall be; undefined leaves
 * it. Resolves to what it was; to `moved`, with nothing changed, when the vault is no longer the one of `vaultId`.
 */
export async function changeRecord(
  database: Database,
  { id, vaultId }: { id: string; vaultId: string | undefined },
  change: (now: EntryRecord | undefined) => EntryRecord | undefined,
): Promise<EntryRecord | undefined | 'moved'> {
  const transaction = database.transaction(['meta', 'entries'], 'readwrite', strictly);
  const meta = readMeta(await transaction.objectStore('meta').get('vault'), format);
  const hasMoved = vaultId !== undefined && (typeof meta !== 'object' || meta.id !== vaultId);
  const now = await transaction.objectStore('entries').get(id);
  const next = hasMoved ? undefined : change(now);
  await Promise.all([next && transaction.objectStore('entries').put(next), transaction.done]);
  return hasMoved ? 'moved' : now;
}

/** It has been purged once more. */
export async function countPurge(database: Database, vaultId: string): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', strictly);
  const meta = await transaction.store.get('vault');
  if (meta?.id === vaultId) {
    const { stale = 0, ...rest } = meta;
    await transaction.store.put(stale > 1 ? { ...rest, stale: stale - 1 } : rest, 'vault');
  }
  await transaction.done;
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

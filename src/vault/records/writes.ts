import { deleteDB } from 'idb';
import { format, readAll, type Content, type Database } from './database.ts';
import type { EntryRecord, MetaRecord } from './format.ts';
import { readMeta } from './stored.ts';

/** What is written to the database, each in one transaction. */

export const deleteDatabase = (name: string): Promise<void> => deleteDB(name);

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
  { id, vaultId }: { id: string; vaultId?: string },
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

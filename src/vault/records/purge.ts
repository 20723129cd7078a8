import { readContent, type Database } from './database.ts';
import { countPurge } from './writes.ts';

/**
 * Gets values that were overwritten or deleted out of the files of the browser.
 *
 * Chromium keeps them: its LevelDB appends to a log, and drops what is old only when it merges tables. No page can ask for
 * that, but deleting a database writes the log into a table and merges the tables that reach over the range of its number.
 * Numbers only grow, so there have to be empty databases, later ones than the vault, that stood there when the tables
 * were written: two of them stay for the next time. `test/e2e/vault-files.test.ts` measures it. In other engines nothing
 * of it is known to help or to harm.
 */
const rounds = 3;
/** The merging begins when the deletion is done, behind it. */
const pauseMs = 100;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

const remove = (name: string): Promise<unknown> => settled(indexedDB.deleteDatabase(name));

async function makeEmpty(name: string): Promise<void> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('nothing').put(0, 0);
  (await settled(opening)).close();
}

const prefix = (name: string): string => `${name} nothing `;

async function standing(name: string): Promise<string[]> {
  const found = (await indexedDB.databases?.()) ?? [];
  return found.flatMap((each) => (each.name?.startsWith(prefix(name)) ? each.name : []));
}

/** Leaves two empty databases. */
export async function purge(name: string): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const former = await standing(name);
    const next = Array.from({ length: 4 }, () => prefix(name) + crypto.randomUUID());
    for (const each of next) await makeEmpty(each);
    for (const each of [...former, ...next.slice(0, 2)]) {
      await remove(each);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** Before the database is deleted: the browser may keep what it has deleted, and not what was written over and merged. */
export async function purgeAll(name: string): Promise<void> {
  await empty(name).catch(() => undefined);
  await purge(name);
  await remove(name);
  for (const each of await standing(name)) await remove(each);
}

/** Once after each change of the vault key, whichever tab comes first; none waits for the others that are merely open. */
export async function purgeStale(name: string, database: Database): Promise<void> {
  await navigator.locks.request(`${name} purge`, async () => {
    const { meta } = await readContent(database);
    if (typeof meta !== 'object' || !meta.stale) return;
    await purge(name);
    await countPurge(database, meta.id);
  });
}

/** Whichever version has made it. */
async function empty(name: string): Promise<void> {
  const opening = indexedDB.open(name);
  // Aborted, a database that was not there is not made.
  opening.onupgradeneeded = () => opening.transaction!.abort();
  const database = await settled(opening).catch(() => undefined);
  const stores = [...(database?.objectStoreNames ?? [])];
  if (database && stores.length) {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    for (const store of stores) transaction.objectStore(store).clear();
    await new Promise((resolve) => {
      transaction.oncomplete = transaction.onabort = resolve;
    });
  }
  database?.close();
}

import { markCleared, readContent, type Database } from './database.ts';

/**
 * Gets values that were overwritten or deleted out of the files of the browser.
 *
 * Chromium keeps them: its LevelDB appends to a log, and drops what is old only when it merges files. No page can ask for
 * that, but deleting a database writes the log into a table, and reads that miss a newer table and reach an older one
 * make it merge the two. Two empty databases stand beside the one that matters, so that the tables overlap.
 * `test/e2e/vault-files.test.ts` measures it; in other engines nothing of it is known to help or to harm.
 */
const rounds = 3;
/** LevelDB merges a table after a hundred reads in vain (db/version_set.cc, `allowed_seeks`). */
const readsInVain = 250;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

/** As it is, whichever version has made it; undefined when there is none. */
async function openAsIs(name: string): Promise<IDBDatabase | undefined> {
  const opening = indexedDB.open(name);
  // Aborted, a database that was not there is not made.
  opening.onupgradeneeded = () => opening.transaction!.abort();
  const database = await settled(opening).catch(() => undefined);
  database?.addEventListener('versionchange', () => database.close());
  return database;
}

async function makeEmpty(name: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(name));
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('nothing').put(0, 0);
  (await settled(opening)).close();
}

export async function purge(name: string): Promise<void> {
  const names = [`${name} purge 1`, `${name} purge 2`];
  for (let round = 0; round < rounds; round++) {
    for (const each of names) await makeEmpty(each);
    for (const each of names) await settled(indexedDB.deleteDatabase(each));
    const database = await openAsIs(name);
    const [store] = database?.objectStoreNames ?? [];
    if (database && store !== undefined) {
      const values = database.transaction(store).objectStore(store);
      await Promise.all(Array.from({ length: readsInVain }, (_, index) => settled(values.get(`none ${index}`))));
    }
    database?.close();
  }
}

/** Once after each change of the vault key, whichever tab comes first; none waits for the others that are merely open. */
export async function purgeStale(name: string, database: Database): Promise<void> {
  await navigator.locks.request(`${name} purge`, async () => {
    const { meta } = await readContent(database);
    if (typeof meta !== 'object' || !meta.isStale) return;
    await purge(name);
    await markCleared(database, meta.id);
  });
}

/** Before the database is deleted: the browser may forget to delete files, and not what is written over. */
export async function empty(name: string): Promise<void> {
  const database = await openAsIs(name);
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

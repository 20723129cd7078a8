import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { migrationsFolder, type Store } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import * as schema from './schema.ts';

interface Options {
  /** Where the data live; `memory` for none. */
  dataDir: string | 'memory';
  /** A file that keeps an empty, migrated database, so that the next new folder starts in a third of the time. */
  snapshot?: string;
}

/**
 * Opens PostgreSQL inside this process and brings its tables up to date. The folder is for one process only; a second
 * one is refused. PGlite survives a killed process; against power loss use PostgreSQL (it never calls fsync).
 */
export async function openPglite({ dataDir, snapshot }: Options): Promise<Store & { client: PGlite }> {
  if (dataDir === 'memory') return start(undefined, snapshot);
  await mkdir(dirname(dataDir), { recursive: true });
  const release = await lockFolder(dataDir);
  try {
    const store = await start(dataDir, snapshot);
    return { ...store, close: () => store.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function start(dataDir: string | undefined, snapshot: string | undefined): Promise<Store & { client: PGlite }> {
  const isNew = !dataDir || !existsSync(join(dataDir, 'PG_VERSION'));
  const image = isNew && snapshot && existsSync(snapshot) ? new Blob([await readFile(snapshot)]) : undefined;
  const client = await PGlite.create({ ...(dataDir ? { dataDir } : {}), ...(image ? { loadDataDir: image } : {}) });
  const database = drizzle(client, { schema });
  await migrate(database, { migrationsFolder });
  if (isNew && snapshot && !image) await keepSnapshot(client, snapshot);
  return { client, database, close: () => client.close() };
}

async function keepSnapshot(client: PGlite, file: string): Promise<void> {
  const image = await client.dumpDataDir('gzip');
  const unfinished = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(unfinished, new Uint8Array(await image.arrayBuffer()));
  await rename(unfinished, file);
}

import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { migrationsFolder, type Store } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import * as schema from './schema.ts';

interface Options {
  /** Where the data live (a folder of its own, for its lock stands beside it); `memory` for nowhere. */
  dataDir: string | 'memory';
  /** A file that keeps an empty, migrated database, so that the next new folder starts in a third of the time. */
  snapshot?: string;
}

export interface PgliteStore extends Store {
  client: PGlite;
}

/**
 * Opens PostgreSQL inside this process and brings its tables up to date. The folder is for one process only; a second
 * one is refused. PGlite survives a killed process; against power loss use PostgreSQL (it never calls fsync).
 */
export async function openPglite({ dataDir, snapshot }: Options): Promise<PgliteStore> {
  if (dataDir === 'memory') return start(undefined, snapshot);
  await mkdir(dirname(dataDir), { recursive: true });
  const release = await lockFolder(dataDir);
  try {
    if (!existsSync(dataDir)) await makeFolder(dataDir, snapshot);
    const store = await start(dataDir, snapshot);
    return { ...store, close: () => store.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Made aside and moved into place whole: a process killed during its first seconds leaves no folder that cannot be opened. */
async function makeFolder(dataDir: string, snapshot: string | undefined): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await (await start(unfinished, snapshot)).close();
  await rename(unfinished, dataDir);
}

async function start(dataDir: string | undefined, snapshot: string | undefined): Promise<PgliteStore> {
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

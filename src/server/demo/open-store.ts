import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrationsFolder, type Store } from '../store/database.ts';
import { openPglite } from '../store/pglite.ts';
import { openPostgres } from '../store/postgres.ts';
import type { Config } from './config.ts';

const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/mfa-elements', import.meta.url));

/** An empty database of exactly these migrations, so that the next new folder starts in a third of the time. */
function snapshotFile(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(join(migrationsFolder, file)));
  }
  return join(cacheFolder, `empty-${hash.digest('hex').slice(0, 16)}.tgz`);
}

/** PostgreSQL where the environment names one, else the embedded database in the data folder. */
export function openStore({ databaseUrl, dataDir }: Config): Promise<Store> {
  return databaseUrl
    ? openPostgres({ url: databaseUrl })
    : openPglite({ dataDir: join(dataDir, 'database'), snapshot: snapshotFile() });
}

#!/usr/bin/env node
import { join } from 'node:path';
import type { Store } from '../store/database.ts';
import { serviceKeysCommand, usage } from './service-keys.ts';

/** PostgreSQL where the environment names one, else the embedded database. Only the one that is used has to be installed. */
async function openStore({ DATABASE_URL, DATA_DIR }: NodeJS.ProcessEnv): Promise<Store> {
  if (DATABASE_URL) return (await import('../store/postgres.ts')).openPostgres({ url: DATABASE_URL, connections: 1 });
  if (DATA_DIR) return (await import('../store/pglite.ts')).openPglite({ dataDir: join(DATA_DIR, 'database') });
  throw new Error('Neither DATABASE_URL nor DATA_DIR is set.');
}

try {
  const [command, ...args] = process.argv.slice(2);
  if (command !== 'service-keys') throw new Error(usage);
  const store = await openStore(process.env);
  try {
    console.log(await serviceKeysCommand(args, store));
  } finally {
    await store.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

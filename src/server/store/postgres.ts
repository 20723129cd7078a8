import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool } from 'pg';
import { migrationsFolder, type Store } from './database.ts';
import * as schema from './schema.ts';

/** Any number; every process that migrates this database has to use the same one. */
const migrationLock = 0x6d666131;

/**
 * Opens a PostgreSQL database (15 or later) and brings its tables up to date. Several processes may do so at once:
 * one migrates, the others wait.
 */
export async function openPostgres({ url, connections = 10 }: { url: string; connections?: number }): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    statement_timeout: 15_000,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const close = () => pool.end();
  try {
    const client = await pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      await migrate(drizzle(client, { schema }), { migrationsFolder });
      await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    } finally {
      client.release(true);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { database: drizzle(pool, { schema }), close };
}

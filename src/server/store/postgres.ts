import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Socket } from 'node:net';
import { Client, Pool, type ClientConfig } from 'pg';
import { migrationsFolder, type Database, type Store } from './database.ts';
import * as schema from './schema.ts';

interface Options {
  url: string;
  connections?: number;
  /**
   * How long a statement may take; default 8 seconds. A request waits half of it for a connection, and a connection that
   * has been silent for two seconds longer is given up: 14 seconds in all, before a browser loses patience.
   */
  patienceMs?: number;
}

/** Any number; every process that migrates this database has to use the same one. */
const migrationLock = 0x6d666131;

/** A large table takes its time, and the others wait for whoever migrates it. */
const migrationPatienceMs = 10 * 60_000;

/**
 * Whoever asks through a connection hears of its failure. An `error` event without a listener would end the process.
 */
const heard = () => undefined;

/**
 * Opens a PostgreSQL database (15 or later) and brings its tables up to date. Several processes may do so at once:
 * one migrates, the others wait. The database may go away at any moment: what was under way is rejected, and the next
 * question gets a new connection.
 */
export async function openPostgres({ url, connections = 10, patienceMs = 8_000 }: Options): Promise<Store> {
  await bringUpToDate(url);
  const pool = new Pool({ ...connecting(url, patienceMs), max: connections });
  pool.on('error', heard);
  // The pool's own listener is off while a connection is in use, and between two statements nothing else listens.
  pool.on('connect', (client) => client.on('error', heard));
  return { database: databaseOn(pool), close: () => pool.end() };
}

function connecting(url: string, patienceMs: number): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: patienceMs / 2,
    statement_timeout: patienceMs,
    // A process that stands still in the middle of a transaction must not keep the person's lock.
    idle_in_transaction_session_timeout: patienceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: patienceMs,
    stream() {
      const socket = new Socket();
      // Not `query_timeout` of pg: that leaves the connection in use, with a transaction that may still be open.
      socket.setTimeout(patienceMs + 2_000, () => socket.destroy(new Error('The database is silent.')));
      return socket;
    },
  };
}

async function bringUpToDate(url: string): Promise<void> {
  const client = new Client({ ...connecting(url, migrationPatienceMs), connectionTimeoutMillis: 10_000 });
  client.on('error', heard);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    // Closing the connection ends the lock, too.
    await client.end();
  }
}

/** Transactions of our own: those of Drizzle never give a connection back that breaks at BEGIN, until the pool has none. */
function databaseOn(pool: Pool): Database {
  const database: Database = drizzle(pool, { schema });
  database.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await (drizzle(client) as unknown as Database).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return database;
}

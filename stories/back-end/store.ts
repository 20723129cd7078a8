/// <reference types="vite/client" />
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Store } from '../../src/server/store/database.ts';
import * as schema from '../../src/server/store/schema.ts';

const migrations = import.meta.glob<string>('../../src/server/store/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let opening: Promise<Store> | undefined;

/** PostgreSQL in this page, in memory, with all tables; one for all stories, opened by the first request. */
export const openStore = (): Promise<Store> => (opening ??= open());

async function open(): Promise<Store> {
  const client = await PGlite.create();
  // Named in the order they are made in.
  for (const [, sql] of Object.entries(migrations).sort()) await client.exec(sql);
  return { database: drizzle(client, { schema }), close: () => client.close() };
}

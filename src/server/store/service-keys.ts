import { asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { serviceKeys } from './schema.ts';

export type ServiceKeyRow = typeof serviceKeys.$inferSelect;

export async function addServiceKey(database: Database, row: ServiceKeyRow): Promise<void> {
  await database.insert(serviceKeys).values(row);
}

export async function listServiceKeys(database: Database): Promise<ServiceKeyRow[]> {
  return database.select().from(serviceKeys).orderBy(asc(serviceKeys.name), asc(serviceKeys.createdAt));
}

/** False when there is no such key. */
export async function endServiceKey(database: Database, id: string, expiresAt: Date): Promise<boolean> {
  const ended = await database
    .update(serviceKeys)
    .set({ expiresAt })
    .where(eq(serviceKeys.id, id))
    .returning({ id: serviceKeys.id });
  return ended.length === 1;
}

import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { devices } from './schema.ts';

export type DeviceRow = typeof devices.$inferSelect;

const mine = (personId: number, id: string) => and(eq(devices.personId, personId), eq(devices.id, id));

export async function listDevices(database: Database, personId: number): Promise<DeviceRow[]> {
  return database
    .select()
    .from(devices)
    .where(eq(devices.personId, personId))
    .orderBy(asc(devices.addedAt), asc(devices.id));
}

export async function addDevice(database: Database, row: typeof devices.$inferInsert): Promise<DeviceRow> {
  const [added] = await database.insert(devices).values(row).returning();
  return added!;
}

export async function renameDevice(
  database: Database,
  personId: number,
  id: string,
  name: string,
): Promise<DeviceRow | undefined> {
  const [row] = await database.update(devices).set({ name }).where(mine(personId, id)).returning();
  return row;
}

export async function removeDevice(database: Database, personId: number, id: string): Promise<DeviceRow | undefined> {
  const [row] = await database.delete(devices).where(mine(personId, id)).returning();
  return row;
}

export async function removeAllDevices(database: Database, personId: number): Promise<number> {
  const removed = await database.delete(devices).where(eq(devices.personId, personId)).returning({ id: devices.id });
  return removed.length;
}

/** A code of this secret was accepted: which of several copies made it, nobody can tell, so all were used. */
export async function markUsed(database: Database, secretId: string, now: Date): Promise<DeviceRow[]> {
  return database.update(devices).set({ lastUsedAt: now }).where(eq(devices.secretId, secretId)).returning();
}

export async function countDevicesOf(database: Database, secretId: string): Promise<number> {
  const [row] = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(devices)
    .where(eq(devices.secretId, secretId));
  return row!.count;
}

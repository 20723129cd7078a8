import { and, asc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { devices } from './schema.ts';

export type DeviceRow = typeof devices.$inferSelect;

const onTheList = isNull(devices.removedAt);
const mine = (personId: number, id: string) => and(eq(devices.personId, personId), eq(devices.id, id));

/** The devices on the list, without removed ones. */
export async function listDevices(database: Database, personId: number): Promise<DeviceRow[]> {
  return database
    .select()
    .from(devices)
    .where(and(eq(devices.personId, personId), onTheList))
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
  const [row] = await database
    .update(devices)
    .set({ name })
    .where(and(mine(personId, id), onTheList))
    .returning();
  return row;
}

/** The device gets a secret, and is what `facts` say from now on; its platform stays where they do not know. */
export async function giveSecret(
  database: Database,
  { personId, id }: Pick<DeviceRow, 'personId' | 'id'>,
  facts: Pick<DeviceRow, 'secretId' | 'kind' | 'platform' | 'lastUsedAt'>,
): Promise<DeviceRow | undefined> {
  const [row] = await database
    .update(devices)
    .set({ ...facts, platform: facts.platform ?? undefined })
    .where(and(mine(personId, id), onTheList))
    .returning();
  return row;
}

/** Every device that holds another secret, removed ones too, holds none from now on. Answers how many are on the list. */
export async function takeOtherSecrets(database: Database, personId: number, secretId: string): Promise<number> {
  const taken = await database
    .update(devices)
    .set({ secretId: null })
    .where(and(eq(devices.personId, personId), ne(devices.secretId, secretId)))
    .returning({ removedAt: devices.removedAt });
  return taken.filter(({ removedAt }) => !removedAt).length;
}

export async function removeDevice(
  database: Database,
  { personId, id, now }: { personId: number; id: string; now: Date },
): Promise<DeviceRow | undefined> {
  const [row] = await database
    .update(devices)
    .set({ removedAt: now })
    .where(and(mine(personId, id), onTheList))
    .returning();
  return row;
}

/** Puts a device back that was removed after `since`. */
export async function restoreDevice(
  database: Database,
  { personId, id, since }: { personId: number; id: string; since: Date },
): Promise<DeviceRow | undefined> {
  const [row] = await database
    .update(devices)
    .set({ removedAt: null })
    .where(and(mine(personId, id), gt(devices.removedAt, since)))
    .returning();
  return row;
}

/** Deletes devices that were removed at `before` or earlier. */
export async function forgetRemoved(database: Database, personId: number, before: Date): Promise<void> {
  await database.delete(devices).where(and(eq(devices.personId, personId), lte(devices.removedAt, before)));
}

/** Answers how many of them were on the list. */
export async function removeAllDevices(database: Database, personId: number): Promise<number> {
  const removed = await database
    .delete(devices)
    .where(eq(devices.personId, personId))
    .returning({ removedAt: devices.removedAt });
  return removed.filter(({ removedAt }) => !removedAt).length;
}

/**
 * Notes that a code of this secret was accepted. Nobody can tell which of several copies made it, so all count as used.
 */
export async function markUsed(database: Database, secretId: string, now: Date): Promise<DeviceRow[]> {
  return database
    .update(devices)
    .set({ lastUsedAt: now, lastUsedService: null, lastUsedAddress: null, lastUsedAgent: null })
    .where(and(eq(devices.secretId, secretId), onTheList))
    .returning();
}

export async function countDevicesOf(database: Database, secretId: string): Promise<number> {
  const [row] = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(devices)
    .where(and(eq(devices.secretId, secretId), onTheList));
  return row!.count;
}

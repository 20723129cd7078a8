import { and, asc, eq, exists, inArray, isNull, lt, notExists, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { forgetShownSecrets } from './idempotency.ts';
import { devices, enrolments, secrets } from './schema.ts';

export type SecretRow = typeof secrets.$inferSelect;

export async function addSecret(database: Database, row: typeof secrets.$inferInsert): Promise<SecretRow> {
  const [added] = await database.insert(secrets).values(row).returning();
  return added!;
}

export async function findSecret(database: Database, personId: number, id: string): Promise<SecretRow | undefined> {
  const [row] = await database
    .select()
    .from(secrets)
    .where(and(eq(secrets.personId, personId), eq(secrets.id, id)));
  return row;
}

/** The secrets that a device on the list holds, oldest first. One of a pending set-up or a removed device is not among them. */
export async function secretsInUse(database: Database, personId: number): Promise<SecretRow[]> {
  const held = database
    .select()
    .from(devices)
    .where(and(eq(devices.secretId, secrets.id), isNull(devices.removedAt)));
  return database
    .select()
    .from(secrets)
    .where(and(eq(secrets.personId, personId), exists(held)))
    .orderBy(asc(secrets.createdAt));
}

/**
 * RFC 6238 §5.2: true once for each step, and never for an older one or one that somebody was told about. Decided in this
 * statement, whoever else tries.
 */
export async function acceptStep(database: Database, id: string, step: number): Promise<boolean> {
  const accepted = await database
    .update(secrets)
    .set({ lastStep: step, toldSteps: toldAfter(step) })
    .where(and(eq(secrets.id, id), lt(secrets.lastStep, step), sql`NOT ${step} = ANY(${secrets.toldSteps})`))
    .returning({ id: secrets.id });
  return accepted.length === 1;
}

const toldAfter = (step: number) =>
  sql`ARRAY(SELECT told FROM unnest(${secrets.toldSteps}) AS told WHERE told > ${step})`;

/** Makes the code of this step, ahead of `current`, useless from now on. */
export async function rememberTold(
  database: Database,
  id: string,
  { step, current }: { step: number; current: number },
): Promise<void> {
  await database
    .update(secrets)
    .set({ toldSteps: sql`array_append(${toldAfter(current)}, ${step}::bigint)` })
    .where(eq(secrets.id, id));
}

/** Erases what neither a device (a removed one that can be put back, too) nor a pending set-up needs, and the kept answers that show such a secret. */
export async function eraseUnusedSecrets(database: Database, personId: number): Promise<void> {
  const held = database.select().from(devices).where(eq(devices.secretId, secrets.id));
  const pending = database
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.secretId, secrets.id), inArray(enrolments.state, ['pending'])));
  await database.delete(secrets).where(and(eq(secrets.personId, personId), notExists(held), notExists(pending)));
  await forgetShownSecrets(database, personId);
}

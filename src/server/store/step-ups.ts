import { and, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { stepUps } from './schema.ts';

export async function findFreshUntil(
  database: Database,
  personId: number,
  sessionHash: string,
): Promise<Date | undefined> {
  const [row] = await database
    .select({ freshUntil: stepUps.freshUntil })
    .from(stepUps)
    .where(and(eq(stepUps.personId, personId), eq(stepUps.sessionHash, sessionHash)));
  return row?.freshUntil;
}

export async function saveFreshUntil(database: Database, row: typeof stepUps.$inferInsert): Promise<void> {
  await database
    .insert(stepUps)
    .values(row)
    .onConflictDoUpdate({ target: [stepUps.personId, stepUps.sessionHash], set: { freshUntil: row.freshUntil } });
}

/** Forgets all proofs, so that every session has to prove itself anew. */
export async function forgetStepUps(database: Database, personId: number): Promise<void> {
  await database.delete(stepUps).where(eq(stepUps.personId, personId));
}

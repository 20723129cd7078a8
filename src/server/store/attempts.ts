import { and, eq, gte, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { attempts } from './schema.ts';

export type AttemptsRow = typeof attempts.$inferSelect;
export type Factor = AttemptsRow['factor'];

const of = (personId: number, factor: Factor) => and(eq(attempts.personId, personId), eq(attempts.factor, factor));

export async function findAttempts(
  database: Database,
  personId: number,
  factor: Factor,
): Promise<AttemptsRow | undefined> {
  const [row] = await database.select().from(attempts).where(of(personId, factor));
  return row;
}

export async function listAttempts(database: Database, personId: number): Promise<AttemptsRow[]> {
  return database.select().from(attempts).where(eq(attempts.personId, personId));
}

/**
 * Takes one attempt before the code is looked at, so that no number of parallel requests gets past the cap. Undefined
 * when the factor is locked at `now`, or has had `cap` wrong codes since the last right one. After a lock has passed, counting begins anew.
 */
export async function takeAttempt(
  database: Database,
  { personId, factor, now, cap }: { personId: number; factor: Factor; now: Date; cap: number },
): Promise<AttemptsRow | undefined> {
  const [row] = await database
    .insert(attempts)
    .values({ personId, factor, failed: 1, failedSince: 1, locks: 0 })
    .onConflictDoUpdate({
      target: [attempts.personId, attempts.factor],
      set: {
        failed: sql`CASE WHEN ${attempts.lockedUntil} IS NULL THEN ${attempts.failed} + 1 ELSE 1 END`,
        failedSince: sql`${attempts.failedSince} + 1`,
        lockedUntil: null,
      },
      setWhere: and(or(isNull(attempts.lockedUntil), lte(attempts.lockedUntil, now)), lt(attempts.failedSince, cap))!,
    })
    .returning();
  return row;
}

export async function lockFactor(
  database: Database,
  { personId, factor, until }: { personId: number; factor: Factor; until: Date },
): Promise<void> {
  await database
    .update(attempts)
    .set({ lockedUntil: until, locks: sql`${attempts.locks} + 1` })
    .where(of(personId, factor));
}

/** A right code forgives the wrong ones before it. */
export async function forgive(database: Database, personId: number, factor: Factor): Promise<void> {
  await database.delete(attempts).where(of(personId, factor));
}

/** Factors that had `cap` wrong codes count again, but for the one that has just proven it. Answers which. */
export async function forgiveDisabled(
  database: Database,
  personId: number,
  { cap, by }: { cap: number; by: Factor },
): Promise<Factor[]> {
  const forgiven = await database
    .delete(attempts)
    .where(and(eq(attempts.personId, personId), ne(attempts.factor, by), gte(attempts.failedSince, cap)))
    .returning({ factor: attempts.factor });
  return forgiven.map(({ factor }) => factor);
}

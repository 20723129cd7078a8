import { inArray, lt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { challenges, enrolments, idempotency, rates, stepUps } from './schema.ts';

/** Deletes what ended before `before`; answers how many rows. */
export async function sweepBefore(database: Database, before: Date): Promise<number> {
  const counts = await Promise.all([
    database
      .delete(challenges)
      .where(lt(challenges.expiresAt, before))
      .returning({ one: sql`1` }),
    database
      .delete(enrolments)
      .where(lt(enrolments.expiresAt, before))
      .returning({ one: sql`1` }),
    database
      .delete(idempotency)
      .where(lt(idempotency.expiresAt, before))
      .returning({ one: sql`1` }),
    database
      .delete(rates)
      .where(lt(rates.expiresAt, before))
      .returning({ one: sql`1` }),
    database
      .delete(stepUps)
      .where(lt(stepUps.freshUntil, before))
      .returning({ one: sql`1` }),
  ]);
  return counts.reduce((sum, rows) => sum + rows.length, 0);
}

/** People whose enrolment ran out without their coming back: its secret has to go. */
export async function peopleWithExpired(database: Database, now: Date, limit: number): Promise<{ personId: number }[]> {
  return database
    .selectDistinct({ personId: enrolments.personId })
    .from(enrolments)
    .where(sql`${inArray(enrolments.state, ['pending'])} AND ${lt(enrolments.expiresAt, now)}`)
    .limit(limit);
}

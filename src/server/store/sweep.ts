import { and, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { forgetRemoved } from './devices.ts';
import { endExpired } from './enrolments.ts';
import { forgetShown } from './recovery.ts';
import { challenges, devices, enrolments, idempotency, rates, recoverySets, stepUps } from './schema.ts';
import { eraseUnusedSecrets } from './secrets.ts';

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

/** Ends what ran out for one person (set-ups, removals that could be undone, shown codes), and erases the secrets. */
export async function endExpiredOf(
  database: Database,
  personId: number,
  { now, removedBefore }: { now: Date; removedBefore: Date },
): Promise<void> {
  await endExpired(database, personId, now);
  await forgetRemoved(database, personId, removedBefore);
  await forgetShown(database, personId, now);
  await eraseUnusedSecrets(database, personId);
}

/** People of whom something ran out without their coming back: a set-up, a removal that could be undone, codes shown. */
export async function peopleWithExpired(
  database: Database,
  { now, removedBefore, limit }: { now: Date; removedBefore: Date; limit: number },
): Promise<{ personId: number }[]> {
  return union(
    database
      .select({ personId: enrolments.personId })
      .from(enrolments)
      .where(and(inArray(enrolments.state, ['pending']), lt(enrolments.expiresAt, now))),
    database.select({ personId: devices.personId }).from(devices).where(lte(devices.removedAt, removedBefore)),
    database
      .select({ personId: recoverySets.personId })
      .from(recoverySets)
      .where(and(eq(recoverySets.state, 'shown'), lt(recoverySets.expiresAt, now))),
  ).limit(limit);
}

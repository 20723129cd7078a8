import { and, eq, gte, ne, sql } from 'drizzle-orm';
import type { Limits } from '../limits.ts';
import type { Database } from './database.ts';
import { decoderOf } from './json-rows.ts';
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

/**
 * Takes one attempt before the code is looked at, so that no number of parallel requests gets past the cap; with the last
 * one the factor is locked (`take_attempt` in the migrations, which the sign-in counts by, too). Undefined when the factor
 * is locked at `now`, or has had `inAll` wrong codes since the last right one.
 */
export async function takeAttempt(
  database: Database,
  { personId, factor, now, inAll, limits }: Taking,
): Promise<AttemptsRow | undefined> {
  const { wrongCodes, firstLockMs, longestLockMs } = limits;
  const taken = sql`take_attempt(${personId}, ${factor}, ${now.toISOString()}, ${wrongCodes}, ${inAll}, ${firstLockMs}, ${longestLockMs})`;
  const row = sql`row_to_json(taken)`.mapWith(decoderOf(attempts));
  const [found] = await database.select({ row }).from(sql`${taken} AS taken`);
  return found?.row as AttemptsRow | undefined;
}

interface Taking {
  personId: number;
  factor: Factor;
  now: Date;
  inAll: number;
  limits: Pick<Limits, 'wrongCodes' | 'firstLockMs' | 'longestLockMs'>;
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

import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rates } from './schema.ts';

/** A window of fixed length that begins at a multiple of it. */
export interface Window {
  key: string;
  start: Date;
  end: Date;
}

export function windowAt(key: string, lengthMs: number, now: Date): Window {
  const start = Math.floor(now.getTime() / lengthMs) * lengthMs;
  return { key, start: new Date(start), end: new Date(start + lengthMs) };
}

/** How often this was counted in the window, this time included. */
export async function countIn(database: Database, { key, start, end }: Window): Promise<number> {
  const [row] = await database
    .insert(rates)
    .values({ key, windowStart: start, count: 1, expiresAt: end })
    .onConflictDoUpdate({ target: [rates.key, rates.windowStart], set: { count: sql`${rates.count} + 1` } })
    .returning({ count: rates.count });
  return row!.count;
}

/** The same for several keys at once. The answer is by key. */
export async function countInAll(database: Database, windows: readonly Window[]): Promise<Map<string, number>> {
  const rows = await database
    .insert(rates)
    .values(windows.map(({ key, start, end }) => ({ key, windowStart: start, count: 1, expiresAt: end })))
    .onConflictDoUpdate({ target: [rates.key, rates.windowStart], set: { count: sql`${rates.count} + 1` } })
    .returning({ key: rates.key, count: rates.count });
  return new Map(rows.map(({ key, count }) => [key, count]));
}

interface Hold {
  key: string;
  until: Date;
}
/** A hold is no window: it has one row, whenever it begins. */
const noWindow = new Date(0);

/**
 * Holds the key until `until`. Answers undefined, or until when somebody holds it already. One statement decides,
 * whoever else tries.
 */
export async function holdUntil(
  database: Database,
  { key, until, now }: Hold & { now: Date },
): Promise<Date | undefined> {
  const held = await database
    .insert(rates)
    .values({ key, windowStart: noWindow, count: 1, expiresAt: until })
    .onConflictDoUpdate({
      target: [rates.key, rates.windowStart],
      set: { expiresAt: until },
      setWhere: lte(rates.expiresAt, now),
    })
    .returning({ key: rates.key });
  if (held.length) return undefined;
  const [other] = await database.select({ expiresAt: rates.expiresAt }).from(rates).where(eq(rates.key, key));
  return other?.expiresAt;
}

/** Gives a hold back, unless somebody else holds the key by now. */
export async function release(database: Database, { key, until }: Hold): Promise<void> {
  await database.delete(rates).where(and(eq(rates.key, key), eq(rates.expiresAt, until)));
}

export async function uncount(database: Database, { key, start }: Window): Promise<void> {
  await database
    .update(rates)
    .set({ count: sql`greatest(${rates.count} - 1, 0)` })
    .where(and(eq(rates.key, key), eq(rates.windowStart, start)));
}

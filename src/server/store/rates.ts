import { and, eq, sql } from 'drizzle-orm';
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

export async function uncount(database: Database, { key, start }: Window): Promise<void> {
  await database
    .update(rates)
    .set({ count: sql`greatest(${rates.count} - 1, 0)` })
    .where(and(eq(rates.key, key), eq(rates.windowStart, start)));
}

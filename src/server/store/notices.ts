import { asc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { notices } from './schema.ts';

export type NoticeRow = typeof notices.$inferSelect;

/**
 * Takes what is due and says when it is due again, in one statement: half a minute later, then twice as long each time,
 * four hours at most. Several processes ask at once, and each row goes to one of them. Whoever ends without a word leaves
 * the row to the next.
 */
export async function takeDue(database: Database, now: Date, limit: number): Promise<NoticeRow[]> {
  const due = database
    .select({ id: notices.id })
    .from(notices)
    .where(lte(notices.dueAt, now))
    .orderBy(asc(notices.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  return database
    .update(notices)
    .set({
      tries: sql`${notices.tries} + 1`,
      dueAt: sql`${now.toISOString()}::timestamptz + least(power(2, least(${notices.tries}, 20)) * interval '30 s', interval '4 h')`,
    })
    .where(inArray(notices.id, due))
    .returning();
}

/** Sent, or given up: the address goes with the row. */
export async function endNotice(database: Database, id: string): Promise<void> {
  await database.delete(notices).where(eq(notices.id, id));
}

/** Ends those of before then; answers how many. */
export async function endNoticesBefore(database: Database, before: Date): Promise<number> {
  const ended = await database
    .delete(notices)
    .where(lt(notices.at, before))
    .returning({ one: sql`1` });
  return ended.length;
}

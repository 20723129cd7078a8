import { eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { people } from './schema.ts';

export async function findPerson(database: Database, subject: string): Promise<number | undefined> {
  const [row] = await database.select({ id: people.id }).from(people).where(eq(people.subject, subject));
  return row?.id;
}

/** The person's row, made if need be, locked until the transaction ends: one person's changes happen one after another. */
export async function lockPerson(database: Database, subject: string, now: Date): Promise<number> {
  const lock = () => database.select({ id: people.id }).from(people).where(eq(people.subject, subject)).for('update');
  let [row] = await lock();
  if (!row) {
    await database.insert(people).values({ subject, createdAt: now }).onConflictDoNothing();
    [row] = await lock();
  }
  return row!.id;
}

/** The same lock for somebody known by number; false when that person has been erased meanwhile. */
export async function lockKnownPerson(database: Database, id: number): Promise<boolean> {
  const rows = await database.select({ id: people.id }).from(people).where(eq(people.id, id)).for('update');
  return rows.length === 1;
}

/** Erases everything about a person but the audit, which names them by number only. */
export async function erasePerson(database: Database, subject: string): Promise<boolean> {
  const erased = await database.delete(people).where(eq(people.subject, subject)).returning({ id: people.id });
  return erased.length === 1;
}

import { and, asc, eq, exists, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { devices, people } from './schema.ts';

/** People who have an app: a device on the list that holds a key. */

const hasApp = (database: Database) =>
  exists(
    database
      .select({ one: sql`1` })
      .from(devices)
      .where(and(eq(devices.personId, people.id), isNull(devices.removedAt), sql`${devices.secretId} IS NOT NULL`)),
  );

interface Whom {
  /** Everybody if undefined. */
  subjects?: readonly string[] | undefined;
}

const whom = ({ subjects }: Whom) =>
  // One parameter: PostgreSQL takes 65,535 of them, and a list may be longer.
  subjects && sql`${people.subject} = ANY(${sql.param([...subjects])}::text[])`;

export const countHolders = (database: Database, given: Whom): Promise<number> =>
  database.$count(people, and(whom(given), hasApp(database)));

/** The next of them, by number. */
export async function nextHolders(
  database: Database,
  { after, limit, ...given }: Whom & { after: number; limit: number },
): Promise<{ id: number; subject: string }[]> {
  return database
    .select({ id: people.id, subject: people.subject })
    .from(people)
    .where(and(gt(people.id, after), whom(given), hasApp(database)))
    .orderBy(asc(people.id))
    .limit(limit);
}

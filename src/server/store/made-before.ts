import { and, asc, eq, exists, gt, lt, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from './database.ts';
import { mails, people, recoverySets, secrets } from './schema.ts';

/** People who have something from before a moment that makes codes, or is one. */
export interface Whom {
  /** Keys, of pending set-ups and removed devices too, and recovery codes that were made before it. */
  before: Date;
  /** Of these people only; everybody if undefined. */
  subjects?: readonly string[] | undefined;
  /** So many of a hundred, always the same ones; a larger share has those of a smaller one among them. */
  share?: number | undefined;
  /** Whether those are meant who have no verified mail address, those who have one, or both (undefined). */
  hasMail?: boolean | undefined;
}

function whom(database: Database, { before, subjects, share, hasMail }: Whom): SQL | undefined {
  const one = { one: sql`1` };
  const mail = database.select(one).from(mails).where(eq(mails.personId, people.id));
  return and(
    or(
      exists(
        database
          .select(one)
          .from(secrets)
          .where(and(eq(secrets.personId, people.id), lt(secrets.createdAt, before))),
      ),
      exists(
        database
          .select(one)
          .from(recoverySets)
          .where(and(eq(recoverySets.personId, people.id), lt(recoverySets.madeAt, before))),
      ),
    ),
    // One parameter: PostgreSQL takes 65,535 of them, and a list may be longer.
    subjects && sql`${people.subject} = ANY(${sql.param([...subjects])}::text[])`,
    share === undefined ? undefined : sql`mod(('x' || left(md5(${people.id}::text), 7))::bit(28)::int, 100) < ${share}`,
    hasMail === undefined ? undefined : hasMail ? exists(mail) : notExists(mail),
  );
}

export const countMadeBefore = (database: Database, given: Whom): Promise<number> =>
  database.$count(people, whom(database, given));

/** Their subjects. */
export async function subjectsMadeBefore(database: Database, given: Whom): Promise<string[]> {
  const rows = await database
    .select({ subject: people.subject })
    .from(people)
    .where(whom(database, given))
    .orderBy(asc(people.subject));
  return rows.map(({ subject }) => subject);
}

/** The next of them, by number. */
export async function nextMadeBefore(
  database: Database,
  { after, limit, ...given }: Whom & { after: number; limit: number },
): Promise<number[]> {
  const rows = await database
    .select({ id: people.id })
    .from(people)
    .where(and(gt(people.id, after), whom(database, given)))
    .orderBy(asc(people.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Whether this person is still one of them. */
export async function isMadeBefore(database: Database, personId: number, given: Whom): Promise<boolean> {
  return (await database.$count(people, and(eq(people.id, personId), whom(database, given)))) === 1;
}

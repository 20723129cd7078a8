import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rowsOf } from './json-rows.ts';
import { perDatabase } from './prepared.ts';
import {
  attempts,
  challenges,
  devices,
  enrolments,
  mails,
  people,
  recoveryCodes,
  recoverySets,
  stepUps,
} from './schema.ts';

interface Question {
  subject: string;
  sessionHash: string;
  now: Date;
  /** Devices removed before it cannot be put back. */
  removedSince: Date;
}

function prepareState(database: Database) {
  const given = (name: keyof Question) => sql.placeholder(name);
  const person = sql`(SELECT ${people.id} FROM ${people} WHERE ${people.subject} = ${given('subject')})`;
  const current = and(sql`${recoverySets.personId} = ${person}`, eq(recoverySets.state, sql`'current'`));
  return database
    .select({
      people: rowsOf(people, { where: sql`${people.subject} = ${given('subject')}` }),
      mails: rowsOf(mails, { where: sql`${mails.personId} = ${person}` }),
      devices: rowsOf(devices, {
        where: and(sql`${devices.personId} = ${person}`, sql`${devices.removedAt} IS NULL`),
        orderBy: sql`${devices.addedAt}, ${devices.id}`,
      }),
      removed: rowsOf(devices, {
        where: and(sql`${devices.personId} = ${person}`, gt(devices.removedAt, given('removedSince'))),
        orderBy: sql`${devices.removedAt}, ${devices.id}`,
      }),
      attempts: rowsOf(attempts, { where: sql`${attempts.personId} = ${person}` }),
      enrolments: rowsOf(enrolments, {
        where: and(
          sql`${enrolments.personId} = ${person}`,
          eq(enrolments.state, sql`'pending'`),
          gt(enrolments.expiresAt, given('now')),
        ),
      }),
      challenges: rowsOf(challenges, {
        where: and(
          sql`${challenges.personId} = ${person}`,
          sql`${challenges.purpose} IN ('mail', 'reset')`,
          eq(challenges.scope, sql`''`),
          eq(challenges.state, sql`'pending'`),
          gt(challenges.expiresAt, given('now')),
        ),
      }),
      recoverySets: rowsOf(recoverySets, { where: current }),
      recoveryCodes: rowsOf(recoveryCodes, {
        where: inArray(recoveryCodes.setId, sql`(SELECT ${recoverySets.id} FROM ${recoverySets} WHERE ${current})`),
      }),
      stepUps: rowsOf(stepUps, {
        where: and(sql`${stepUps.personId} = ${person}`, eq(stepUps.sessionHash, given('sessionHash'))),
      }),
    })
    .from(sql`(SELECT 1) AS one`)
    .prepare('mfa_account');
}

const state = perDatabase(prepareState);

/** All that an account shows, from one moment: a change in another tab is seen whole or not at all. */
export async function accountState(database: Database, question: Question) {
  const [found] = await state(database).execute({ ...question });
  return found!;
}

export type AccountState = Awaited<ReturnType<typeof accountState>>;

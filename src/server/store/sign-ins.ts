import { and, desc, eq, exists, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Limits } from '../limits.ts';
import type { Factor } from './attempts.ts';
import type { Whence } from '../whence.ts';
import type { Database } from './database.ts';
import { rowsOf } from './json-rows.ts';
import { perDatabase } from './prepared.ts';
import {
  attempts,
  challenges,
  devices,
  mails,
  people,
  recoveryCodes,
  recoverySets,
  secrets,
  serviceKeys,
} from './schema.ts';

/** What a sign-in needs of the database: one question before a code is compared, and one statement that decides. */

/** The factors that a sign-in may ask for. */
export type SignInFactor = Exclude<Factor, 'enrolment'>;

/** Who asked, as the audit and the list of devices keep it. */
export type Asked = Whence & { service: string };

/** Where a mailed code of a sign-in belongs: to the service, and to the session if it names one. */
export const signInScope = (service: string, sessionHash: string): string => `${service}:${sessionHash}`;

interface Question {
  keyId: string;
  subject: string;
  /** Of the session that the service names, else empty. */
  sessionHash: string;
  wantsMail: boolean;
  wantsRecovery: boolean;
}

function prepareKnown(database: Database) {
  const given = (name: keyof Question) => sql.placeholder(name);
  const person = sql`(SELECT ${people.id} FROM ${people} WHERE ${people.subject} = ${given('subject')})`;
  const service = sql`(SELECT ${serviceKeys.name} FROM ${serviceKeys} WHERE ${serviceKeys.id} = ${given('keyId')})`;
  const isHeld = exists(
    database
      .select({ one: sql`1` })
      .from(devices)
      .where(and(eq(devices.secretId, secrets.id), isNull(devices.removedAt))),
  );
  const current = database
    .select({ id: recoverySets.id })
    .from(recoverySets)
    .where(and(sql`${recoverySets.personId} = ${person}`, eq(recoverySets.state, 'current')));
  const scope = sql`${challenges.scope} = ${service} || ':' || ${given('sessionHash')}`;
  return database
    .select({
      keys: rowsOf(serviceKeys, { where: sql`${serviceKeys.id} = ${given('keyId')}` }),
      people: rowsOf(people, { where: sql`${people.subject} = ${given('subject')}` }),
      secrets: rowsOf(secrets, {
        where: and(sql`${secrets.personId} = ${person}`, isHeld),
        orderBy: sql`${secrets.createdAt}`,
      }),
      attempts: rowsOf(attempts, { where: sql`${attempts.personId} = ${person}` }),
      mails: rowsOf(mails, { where: sql`${mails.personId} = ${person} AND ${given('wantsMail')}` }),
      challenges: rowsOf(challenges, {
        where: and(
          sql`${challenges.personId} = ${person}`,
          eq(challenges.purpose, sql`'sign-in'`),
          scope,
          sql`${challenges.state} <> 'sending'`,
        ),
        orderBy: desc(challenges.createdAt),
        limit: 1,
      }),
      recoveryCodes: rowsOf(recoveryCodes, {
        where: and(inArray(recoveryCodes.setId, current), sql`${given('wantsRecovery')}`),
      }),
    })
    .from(sql`(SELECT 1) AS one`)
    .prepare('mfa_sign_in');
}

const known = perDatabase(prepareKnown);

/** What is known of a person, and the key of whoever asks, from one moment and in one way to the database and back. */
export async function knownAtSignIn(database: Database, question: Question) {
  const [found] = await known(database).execute({ ...question });
  const { keys, people: persons, challenges: questions, mails: addresses, ...rest } = found!;
  return { ...rest, key: keys[0], personId: persons[0]?.id, challenge: questions[0], mail: addresses[0] };
}

export type KnownAtSignIn = Awaited<ReturnType<typeof knownAtSignIn>>;

/** What a code came to in memory. */
export interface Compared {
  factors: readonly SignInFactor[];
  hit:
    | { factor: 'app'; secretId: string; step: number }
    | { factor: 'mail'; id: string; hash: Uint8Array }
    | { factor: 'recovery'; setId: string; hash: Uint8Array }
    | null;
  /** A wrong code whose distance will be told, if anything is. */
  told?: { secretId: string; step: number; current: number } | undefined;
  /** For the audit of a right one. */
  facts: Record<string, number>;
}

export type Judgement =
  | { outcome: 'ok'; devices: string[] }
  | { outcome: 'code_replayed' }
  | { outcome: 'factor_disabled' }
  | { outcome: 'attempts_exhausted'; retryAfterMs: number }
  | { outcome: 'invalid_code'; attemptsLeft: number; retryAfterMs?: number };

const judgeParameters = [
  'personId',
  'now',
  'factors',
  'proven',
  'key',
  'step',
  'stepNow',
  'question',
  'set',
  'hash',
  'asked',
  'facts',
  'wrongCodes',
  'wrongCodesInAll',
  'firstLockMs',
  'longestLockMs',
] as const;

const judging = perDatabase((database) =>
  database
    .select({
      judgement: sql<Judgement>`judge_code(${sql.join(
        judgeParameters.map((name): SQL => sql`${sql.placeholder(name)}`),
        sql`, `,
      )})`,
    })
    .from(sql`(SELECT 1) AS one`)
    .prepare('mfa_judge_code'),
);

/** The decision on a compared code; see `judge_code` in the migrations. Nobody of this id: nothing happens, in as much time. */
export async function judge(
  database: Database,
  {
    personId,
    now,
    limits,
    asked,
    compared,
  }: {
    personId: number;
    now: Date;
    limits: Pick<Limits, 'wrongCodes' | 'wrongCodesInAll' | 'firstLockMs' | 'longestLockMs'>;
    asked: Asked;
    compared: Compared;
  },
): Promise<Judgement> {
  const { hit, told, factors, facts } = compared;
  const app = hit?.factor === 'app' ? hit : (told ?? null);
  const parameters: Record<(typeof judgeParameters)[number], unknown> = {
    personId,
    now: now.toISOString(),
    factors: factors.join(','),
    proven: hit?.factor ?? null,
    key: app?.secretId ?? null,
    step: app?.step ?? null,
    stepNow: told?.current ?? null,
    question: hit?.factor === 'mail' ? hit.id : null,
    set: hit?.factor === 'recovery' ? hit.setId : null,
    hash: hit && 'hash' in hit ? hit.hash : null,
    asked: JSON.stringify(asked),
    facts: JSON.stringify(facts),
    wrongCodes: limits.wrongCodes,
    wrongCodesInAll: limits.wrongCodesInAll,
    firstLockMs: limits.firstLockMs,
    longestLockMs: limits.longestLockMs,
  };
  const [row] = await judging(database).execute(parameters);
  return row!.judgement;
}

import { and, desc, eq, gt, inArray, lt, lte } from 'drizzle-orm';
import type { KeyedHash } from '../sealing.ts';
import type { Database } from './database.ts';
import { challenges } from './schema.ts';

export type ChallengeRow = typeof challenges.$inferSelect;
export type ChallengePurpose = ChallengeRow['purpose'];

/** The kind of a challenge. At most one of a kind is pending, and at most one is on its way. */
export interface ChallengeSubject {
  personId: number;
  purpose: ChallengePurpose;
  scope: string;
}

const about = ({ personId, purpose, scope }: ChallengeSubject) =>
  and(eq(challenges.personId, personId), eq(challenges.purpose, purpose), eq(challenges.scope, scope));

export async function findChallenge(
  database: Database,
  { personId, purposes, id }: { personId: number; purposes: ChallengePurpose[]; id: string },
): Promise<ChallengeRow | undefined> {
  const [row] = await database
    .select()
    .from(challenges)
    .where(and(eq(challenges.personId, personId), eq(challenges.id, id), inArray(challenges.purpose, purposes)));
  return row?.state === 'sending' ? undefined : row;
}

export async function pendingChallenge(
  database: Database,
  subject: ChallengeSubject,
  now: Date,
): Promise<ChallengeRow | undefined> {
  const [row] = await database
    .select()
    .from(challenges)
    .where(and(about(subject), eq(challenges.state, 'pending'), gt(challenges.expiresAt, now)));
  return row;
}

/** The unanswered challenges, newest first: sent, on their way, or given up. */
export async function recentChallenges(database: Database, subject: ChallengeSubject): Promise<ChallengeRow[]> {
  return database
    .select()
    .from(challenges)
    .where(and(about(subject), inArray(challenges.state, ['sending', 'pending', 'ended'])))
    .orderBy(desc(challenges.createdAt))
    .limit(20);
}

/** Undefined when one of the same kind is already pending or on its way. */
export async function addChallenge(
  database: Database,
  row: typeof challenges.$inferInsert,
): Promise<ChallengeRow | undefined> {
  const [added] = await database.insert(challenges).values(row).onConflictDoNothing().returning();
  return added;
}

/** Deletes a message that no process finished sending. */
export async function dropStaleSending(database: Database, subject: ChallengeSubject, before: Date): Promise<void> {
  await database
    .delete(challenges)
    .where(and(about(subject), eq(challenges.state, 'sending'), lt(challenges.createdAt, before)));
}

export async function dropChallenge(database: Database, id: string): Promise<void> {
  await database.delete(challenges).where(eq(challenges.id, id));
}

/** Another challenge takes its place. We keep its code, since it may be begun again (`reopen`). */
export async function endPending(database: Database, subject: ChallengeSubject): Promise<void> {
  await database
    .update(challenges)
    .set({ state: 'ended' })
    .where(and(about(subject), eq(challenges.state, 'pending')));
}

/** The mail server took the message: from now on its code counts. Undefined when the row is gone. */
export async function markSent(database: Database, id: string): Promise<ChallengeRow | undefined> {
  const [row] = await database
    .update(challenges)
    .set({ state: 'pending' })
    .where(and(eq(challenges.id, id), eq(challenges.state, 'sending')))
    .returning();
  return row;
}

/** Reserves the right to send again: one caller per interval. */
export async function reserveResend(database: Database, id: string, now: Date, resendAt: Date): Promise<boolean> {
  const reserved = await database
    .update(challenges)
    .set({ resendAt })
    .where(and(eq(challenges.id, id), eq(challenges.state, 'pending'), lte(challenges.resendAt, now)))
    .returning({ id: challenges.id });
  return reserved.length === 1;
}

export async function releaseResend(database: Database, id: string, resendAt: Date): Promise<void> {
  await database.update(challenges).set({ resendAt }).where(eq(challenges.id, id));
}

/** The former code stops working with this statement. */
export async function replaceCode(
  database: Database,
  id: string,
  { code, digits, expiresAt }: { code: KeyedHash; digits: number; expiresAt: Date },
): Promise<ChallengeRow | undefined> {
  const [row] = await database
    .update(challenges)
    .set({ codeHash: code.hash, codeKeyId: code.keyId, digits, expiresAt })
    .where(and(eq(challenges.id, id), eq(challenges.state, 'pending')))
    .returning();
  return row;
}

/** True for one caller only: a challenge is answered once. */
export async function answerChallenge(database: Database, id: string): Promise<boolean> {
  const settled = await database
    .update(challenges)
    .set({ state: 'confirmed', codeHash: null })
    .where(and(eq(challenges.id, id), eq(challenges.state, 'pending')))
    .returning({ id: challenges.id });
  return settled.length === 1;
}

/** Marks it as given up. We keep its code, since it may be begun again. */
export async function cancelChallenge(database: Database, id: string): Promise<boolean> {
  const ended = await database
    .update(challenges)
    .set({ state: 'ended' })
    .where(and(eq(challenges.id, id), eq(challenges.state, 'pending')))
    .returning({ id: challenges.id });
  return ended.length === 1;
}

export async function forgetCode(database: Database, id: string): Promise<void> {
  await database.update(challenges).set({ codeHash: null }).where(eq(challenges.id, id));
}

/** Begins it again while its message is still the last one sent. Its code counts again. */
export async function reopen(database: Database, id: string): Promise<ChallengeRow> {
  const [row] = await database.update(challenges).set({ state: 'pending' }).where(eq(challenges.id, id)).returning();
  return row!;
}

/**
 * What was sent to the former address, or asked before a reset, counts no longer; what is on its way this moment is not
 * going to.
 */
export async function endAllOf(database: Database, personId: number, purposes: ChallengePurpose[]): Promise<void> {
  await database
    .update(challenges)
    .set({ state: 'ended', codeHash: null })
    .where(
      and(
        eq(challenges.personId, personId),
        inArray(challenges.state, ['sending', 'pending']),
        inArray(challenges.purpose, purposes),
      ),
    );
}

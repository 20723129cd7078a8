import { and, eq, gt, lte } from 'drizzle-orm';
import type { Database } from './database.ts';
import { enrolments } from './schema.ts';

export type EnrolmentRow = typeof enrolments.$inferSelect;
export type EnrolmentPurpose = EnrolmentRow['purpose'];

const mine = (personId: number, purpose: EnrolmentPurpose) =>
  and(eq(enrolments.personId, personId), eq(enrolments.purpose, purpose));

export async function findEnrolment(
  database: Database,
  { personId, purpose, id }: { personId: number; purpose: EnrolmentPurpose; id: string },
): Promise<EnrolmentRow | undefined> {
  const [row] = await database
    .select()
    .from(enrolments)
    .where(and(mine(personId, purpose), eq(enrolments.id, id)));
  return row;
}

export async function pendingEnrolment(
  database: Database,
  { personId, purpose, now }: { personId: number; purpose: EnrolmentPurpose; now: Date },
): Promise<EnrolmentRow | undefined> {
  const [row] = await database
    .select()
    .from(enrolments)
    .where(and(mine(personId, purpose), eq(enrolments.state, 'pending'), gt(enrolments.expiresAt, now)));
  return row;
}

/** At most one of a purpose is pending: a unique index says so. */
export async function addEnrolment(database: Database, row: typeof enrolments.$inferInsert): Promise<EnrolmentRow> {
  const [added] = await database.insert(enrolments).values(row).returning();
  return added!;
}

/** The person came back, perhaps with another device in hand: the secret and the time left stay the same. */
export async function describeEnrolment(
  database: Database,
  id: string,
  device: Pick<EnrolmentRow, 'kind' | 'platform' | 'deviceId'>,
): Promise<EnrolmentRow> {
  const [row] = await database.update(enrolments).set(device).where(eq(enrolments.id, id)).returning();
  return row!;
}

/** True for one caller only. */
export async function settleEnrolment(database: Database, id: string, state: 'confirmed' | 'ended'): Promise<boolean> {
  const settled = await database
    .update(enrolments)
    .set({ state, secretId: null })
    .where(and(eq(enrolments.id, id), eq(enrolments.state, 'pending')))
    .returning({ id: enrolments.id });
  return settled.length === 1;
}

export async function endEnrolments(database: Database, personId: number, purpose?: EnrolmentPurpose): Promise<void> {
  await database
    .update(enrolments)
    .set({ state: 'ended', secretId: null })
    .where(and(purpose ? mine(personId, purpose) : eq(enrolments.personId, personId), eq(enrolments.state, 'pending')));
}

export async function endExpired(database: Database, personId: number, now: Date): Promise<void> {
  await database
    .update(enrolments)
    .set({ state: 'ended', secretId: null })
    .where(and(eq(enrolments.personId, personId), eq(enrolments.state, 'pending'), lte(enrolments.expiresAt, now)));
}

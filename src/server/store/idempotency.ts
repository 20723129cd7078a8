import { and, eq, isNull, lte, notExists, or, sql, type SQLWrapper } from 'drizzle-orm';
import type { SecretOperation } from '../../contract/types.ts';
import type { Database } from './database.ts';
import type { EnrolmentPurpose } from './enrolments.ts';
import { enrolments, idempotency, recoverySets } from './schema.ts';

export type IdempotencyRow = typeof idempotency.$inferSelect;
type Key = Pick<IdempotencyRow, 'personId' | 'key'>;

const at = ({ personId, key }: Key) => and(eq(idempotency.personId, personId), eq(idempotency.key, key));

/** Claims the key for this request. The row that has it already, or undefined when the claim is ours. */
export async function claimKey(
  database: Database,
  row: typeof idempotency.$inferInsert,
  now: Date,
): Promise<IdempotencyRow | undefined> {
  await database.delete(idempotency).where(and(at(row), lte(idempotency.expiresAt, now)));
  const claimed = await database
    .insert(idempotency)
    .values(row)
    .onConflictDoNothing()
    .returning({ key: idempotency.key });
  if (claimed.length) return undefined;
  const [taken] = await database.select().from(idempotency).where(at(row));
  return taken;
}

export async function keepAnswer(
  database: Database,
  key: Key,
  answer: { status: number; sealed: Uint8Array; keyId: string; expiresAt: Date },
): Promise<void> {
  await database.update(idempotency).set(answer).where(at(key));
}

/** Gives the claim back, so that the same key may try again. */
export async function releaseKey(database: Database, key: Key): Promise<void> {
  await database.delete(idempotency).where(and(at(key), isNull(idempotency.status)));
}

/**
 * Deletes the answers that show a secret, or recovery codes, that no longer wait to be confirmed: sealed or not, a secret
 * lives no longer than it is needed. Refusals stay, for they hold none and a repeated wrong code must not count twice.
 */
export async function forgetShownSecrets(database: Database, personId: number): Promise<void> {
  const pending = (purpose: EnrolmentPurpose) =>
    database
      .select({ one: sql`1` })
      .from(enrolments)
      .where(and(eq(enrolments.personId, personId), eq(enrolments.purpose, purpose), eq(enrolments.state, 'pending')));
  const shown = database
    .select({ one: sql`1` })
    .from(recoverySets)
    .where(and(eq(recoverySets.personId, personId), eq(recoverySets.state, 'shown')));
  const waiting: Record<SecretOperation, SQLWrapper> = {
    beginApp: pending('app'),
    beginSync: pending('sync'),
    beginRecoveryCodes: shown,
  };
  const areOver = Object.entries(waiting).map(([operation, query]) =>
    and(eq(idempotency.operation, operation), notExists(query)),
  );
  await database
    .delete(idempotency)
    .where(and(eq(idempotency.personId, personId), eq(idempotency.status, 200), or(...areOver)));
}

import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { audit, people } from './schema.ts';

export type AuditEvent =
  | 'mail-begun'
  | 'mail-resent'
  | 'mail-verified'
  | 'mail-replaced'
  | 'mail-cancelled'
  | 'audit-read'
  | 'app-begun'
  | 'app-confirmed'
  | 'app-cancelled'
  | 'key-renewed'
  | 'key-imported'
  | 'key-exported'
  | 'sync-begun'
  | 'sync-confirmed'
  | 'sync-cancelled'
  | 'device-renamed'
  | 'device-removed'
  | 'device-restored'
  | 'code-checked'
  | 'code-wrong'
  | 'factor-locked'
  | 'factor-disabled'
  | 'factor-enabled'
  | 'pairing-opened'
  | 'pairing-joined'
  | 'pairing-closed'
  | 'recovery-begun'
  | 'recovery-kept'
  | 'refused'
  | 'reset-begun'
  | 'reset-done'
  | 'sign-in-begun'
  | 'signed-in'
  | 'step-up-begun'
  | 'step-up-done';

/**
 * Ids, kinds and counts of ours, and at a sign-in which service asked, with the network address and the agent that it
 * named; never a secret, a code, a mail address, or a name somebody typed.
 */
export type AuditFacts = Record<string, string | number | boolean>;

export interface AuditEntry {
  at: Date;
  personId: number;
  sessionHash: string | null;
  event: AuditEvent;
  facts: AuditFacts;
}

export async function record(database: Database, entry: AuditEntry): Promise<void> {
  await database.insert(audit).values(entry);
}

/** Of one person, newest first; `before` is the id of the last one that was seen. */
export async function entriesOf(
  database: Database,
  { personId, before, limit }: { personId: number; before?: number | undefined; limit: number },
) {
  return database
    .select({ id: audit.id, at: audit.at, event: audit.event, facts: audit.facts })
    .from(audit)
    .where(and(eq(audit.personId, personId), before === undefined ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit);
}

export type AuditRow = Awaited<ReturnType<typeof entriesBetween>>[number];

/** Of everybody, oldest first: from a moment, and before another. `subject` is null for somebody who was erased. */
export async function entriesBetween(
  database: Database,
  { from, to, after, limit }: { from: Date; to: Date; after: number; limit: number },
) {
  return database
    .select({
      id: audit.id,
      at: audit.at,
      personId: audit.personId,
      subject: people.subject,
      event: audit.event,
      facts: audit.facts,
    })
    .from(audit)
    .leftJoin(people, eq(people.id, audit.personId))
    .where(and(gte(audit.at, from), lt(audit.at, to), gt(audit.id, after)))
    .orderBy(asc(audit.id))
    .limit(limit);
}

/** Deletes the oldest rows of before then, so many at most; answers how many. Nothing else deletes one. */
export async function endBefore(database: Database, before: Date, limit: number): Promise<number> {
  return database.transaction(async (transaction) => {
    // Tells the trigger, for this transaction, that it may let older rows be deleted.
    await transaction.execute(sql`SELECT set_config('mfa_elements.audit_ends', ${before.toISOString()}, true)`);
    const oldest = transaction
      .select({ id: audit.id })
      .from(audit)
      .where(lt(audit.at, before))
      .orderBy(asc(audit.at))
      .limit(limit);
    const ended = await transaction
      .delete(audit)
      .where(inArray(audit.id, oldest))
      .returning({ one: sql`1` });
    return ended.length;
  });
}

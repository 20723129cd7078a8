import { asc, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { audit } from './schema.ts';

export type AuditEvent =
  | 'mail-begun'
  | 'mail-resent'
  | 'mail-verified'
  | 'mail-replaced'
  | 'mail-cancelled'
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

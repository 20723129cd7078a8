import type { Database } from './database.ts';
import { audit } from './schema.ts';

export type AuditEvent =
  | 'mail-begun'
  | 'mail-resent'
  | 'mail-verified'
  | 'mail-cancelled'
  | 'app-begun'
  | 'app-confirmed'
  | 'app-cancelled'
  | 'key-renewed'
  | 'sync-begun'
  | 'sync-confirmed'
  | 'sync-cancelled'
  | 'device-renamed'
  | 'device-removed'
  | 'device-restored'
  | 'code-checked'
  | 'code-wrong'
  | 'factor-locked'
  | 'pairing-opened'
  | 'pairing-joined'
  | 'pairing-closed'
  | 'recovery-begun'
  | 'recovery-kept'
  | 'reset-begun'
  | 'reset-done'
  | 'step-up-begun'
  | 'step-up-done';

/** Ids, kinds and counts of ours; never a secret, a code, an address, or a name somebody typed. */
export type AuditFacts = Record<string, string | number | boolean>;

export async function record(
  database: Database,
  entry: { at: Date; personId: number; event: AuditEvent; facts?: AuditFacts },
): Promise<void> {
  await database.insert(audit).values({ facts: {}, ...entry });
}

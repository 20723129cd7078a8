import { and, asc, eq, ne, or } from 'drizzle-orm';
import type { SealedBytes } from '../sealing.ts';
import type { Database } from './database.ts';
import { challenges, idempotency, mails, notices, recoveryCodes, secrets } from './schema.ts';

/** Rows sealed under another key than the current one, a batch at a time; each is replaced only if nobody changed it meanwhile. */
export async function oldSecrets(database: Database, keyId: string, limit: number) {
  return database.select().from(secrets).where(ne(secrets.keyId, keyId)).orderBy(asc(secrets.id)).limit(limit);
}

export async function replaceSecret(database: Database, id: string, from: string, sealed: SealedBytes): Promise<void> {
  await database
    .update(secrets)
    .set(sealed)
    .where(and(eq(secrets.id, id), eq(secrets.keyId, from)));
}

export async function oldMails(database: Database, keyId: string, limit: number) {
  return database.select().from(mails).where(ne(mails.keyId, keyId)).orderBy(asc(mails.personId)).limit(limit);
}

export async function replaceMail(
  database: Database,
  { personId, verifiedAt }: { personId: number; verifiedAt: Date },
  sealed: SealedBytes,
): Promise<void> {
  await database
    .update(mails)
    .set(sealed)
    .where(and(eq(mails.personId, personId), eq(mails.verifiedAt, verifiedAt)));
}

/** How many rows that housekeeping deletes by itself (codes on their way, kept answers, notices) need another key than the current one. */
export async function countShortLived(database: Database, keyId: string): Promise<number> {
  const questions = await database.$count(challenges, or(ne(challenges.codeKeyId, keyId), ne(challenges.keyId, keyId)));
  const answers = or(ne(idempotency.inputKeyId, keyId), ne(idempotency.keyId, keyId));
  const waiting = await database.$count(notices, ne(notices.keyId, keyId));
  return questions + waiting + (await database.$count(idempotency, answers));
}

/** How many recovery codes need another key: nobody knows them, so nobody can hash them again, and they live for years. */
export const countOldRecoveryCodes = (database: Database, keyId: string): Promise<number> =>
  database.$count(recoveryCodes, ne(recoveryCodes.codeKeyId, keyId));

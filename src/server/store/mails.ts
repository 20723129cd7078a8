import { eq } from 'drizzle-orm';
import type { SealedBytes } from '../sealing.ts';
import type { Database } from './database.ts';
import { mails } from './schema.ts';

export type MailRow = typeof mails.$inferSelect;

export async function findMail(database: Database, personId: number): Promise<MailRow | undefined> {
  const [row] = await database.select().from(mails).where(eq(mails.personId, personId));
  return row;
}

/** The verified address; replaces the former one. */
export async function saveMail(
  database: Database,
  personId: number,
  address: SealedBytes,
  now: Date,
): Promise<MailRow> {
  const facts = { ...address, verifiedAt: now };
  const [row] = await database
    .insert(mails)
    .values({ personId, ...facts })
    .onConflictDoUpdate({ target: mails.personId, set: facts })
    .returning();
  return row!;
}

import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { KeyedHash } from '../sealing.ts';
import type { Database } from './database.ts';
import { forgetShownSecrets } from './idempotency.ts';
import { recoveryCodes, recoverySets } from './schema.ts';

export type RecoveryRow = typeof recoverySets.$inferSelect;
type Whose = Pick<RecoveryRow, 'personId' | 'state'>;

const set = ({ personId, state }: Whose) => and(eq(recoverySets.personId, personId), eq(recoverySets.state, state));

/** The codes in force, with how many are unused; those of keys that are gone cannot be used. */
export async function currentCodes(
  database: Database,
  personId: number,
  keyIds: readonly string[],
): Promise<{ left: number; madeAt: Date } | undefined> {
  const [row] = await database
    .select({ left: sql<number>`count(${recoveryCodes.setId})::int`, madeAt: recoverySets.madeAt })
    .from(recoverySets)
    .leftJoin(
      recoveryCodes,
      and(eq(recoveryCodes.setId, recoverySets.id), inArray(recoveryCodes.codeKeyId, [...keyIds])),
    )
    .where(set({ personId, state: 'current' }))
    .groupBy(recoverySets.id);
  return row;
}

/** Stores a set that is shown now, and deletes the one shown before with the answer that showed it. */
export async function addShown(
  database: Database,
  row: Omit<RecoveryRow, 'state'>,
  hashes: readonly KeyedHash[],
): Promise<void> {
  await database.delete(recoverySets).where(set({ personId: row.personId, state: 'shown' }));
  await forgetShownSecrets(database, row.personId);
  await database.insert(recoverySets).values({ ...row, state: 'shown' });
  await database
    .insert(recoveryCodes)
    .values(hashes.map(({ hash, keyId }) => ({ setId: row.id, codeHash: hash, codeKeyId: keyId })));
}

export async function findSet(database: Database, personId: number, id: string): Promise<RecoveryRow | undefined> {
  const [row] = await database
    .select()
    .from(recoverySets)
    .where(and(eq(recoverySets.personId, personId), eq(recoverySets.id, id)));
  return row;
}

/** Puts the shown set in force, as the only one. */
export async function makeCurrent(database: Database, { personId, id }: RecoveryRow): Promise<void> {
  await database.delete(recoverySets).where(set({ personId, state: 'current' }));
  await database.update(recoverySets).set({ state: 'current' }).where(eq(recoverySets.id, id));
}

export async function unusedCodes(database: Database, personId: number): Promise<(KeyedHash & { setId: string })[]> {
  return database
    .select({ setId: recoveryCodes.setId, hash: recoveryCodes.codeHash, keyId: recoveryCodes.codeKeyId })
    .from(recoveryCodes)
    .innerJoin(recoverySets, eq(recoverySets.id, recoveryCodes.setId))
    .where(set({ personId, state: 'current' }));
}

/** True for one caller only. */
export async function useCode(
  database: Database,
  { setId, hash }: { setId: string; hash: Uint8Array },
): Promise<boolean> {
  const used = await database
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.setId, setId), eq(recoveryCodes.codeHash, hash)))
    .returning({ setId: recoveryCodes.setId });
  return used.length === 1;
}

/** Deletes every set of codes, in force or shown. */
export async function forgetCodes(database: Database, personId: number): Promise<void> {
  await database.delete(recoverySets).where(eq(recoverySets.personId, personId));
}

/** Deletes sets that were shown and never confirmed. */
export async function forgetShown(database: Database, personId: number, now: Date): Promise<void> {
  await database.delete(recoverySets).where(and(set({ personId, state: 'shown' }), lte(recoverySets.expiresAt, now)));
}

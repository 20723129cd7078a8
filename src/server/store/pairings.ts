import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Database } from './database.ts';
import { pairingMessages, pairings } from './schema.ts';

export type PairingRow = typeof pairings.$inferSelect;
export type Seat = (typeof pairingMessages.$inferSelect)['seat'];
type Message = Pick<typeof pairingMessages.$inferSelect, 'index' | 'message'>;

const living = (id: string, now: Date) => and(eq(pairings.id, id), gt(pairings.expiresAt, now));

/** A person has one mailbox that takes messages; the index `pairings_one_open` sees to it. */
export async function closeThoseOf(database: Database, personId: number, now: Date): Promise<void> {
  await database
    .update(pairings)
    .set({ closedAt: now })
    .where(and(eq(pairings.personId, personId), isNull(pairings.closedAt)));
}

/** False when the code is in use, even by a mailbox that has expired and is not erased yet. */
export async function addPairing(database: Database, row: typeof pairings.$inferInsert): Promise<boolean> {
  const added = await database
    .insert(pairings)
    .values(row)
    .onConflictDoNothing({ target: pairings.id })
    .returning({ id: pairings.id });
  return added.length === 1;
}

export async function findLiving(database: Database, id: string, now: Date): Promise<PairingRow | undefined> {
  const [row] = await database.select().from(pairings).where(living(id, now));
  return row;
}

/** …locked until the transaction ends: the messages of both ends are left one after another. */
export async function lockLiving(database: Database, id: string, now: Date): Promise<PairingRow | undefined> {
  const [row] = await database.select().from(pairings).where(living(id, now)).for('update');
  return row;
}

/** Undefined unless the seat was free, or taken with this very hash: whoever is first has it, in this statement. */
export async function takeJoinerSeat(
  database: Database,
  { id, joinerHash, now }: { id: string; joinerHash: string; now: Date },
): Promise<PairingRow | undefined> {
  const [row] = await database
    .update(pairings)
    .set({ joinerHash })
    .where(
      and(
        living(id, now),
        isNull(pairings.closedAt),
        or(isNull(pairings.joinerHash), eq(pairings.joinerHash, joinerHash)),
      ),
    )
    .returning();
  return row;
}

/** True for one caller only. */
export async function closePairing(database: Database, id: string, now: Date): Promise<boolean> {
  const closed = await database
    .update(pairings)
    .set({ closedAt: now })
    .where(and(eq(pairings.id, id), isNull(pairings.closedAt)))
    .returning({ id: pairings.id });
  return closed.length === 1;
}

export async function addMessage(database: Database, row: typeof pairingMessages.$inferInsert): Promise<void> {
  await database.insert(pairingMessages).values(row);
}

/** What the end at `seat` has left after `after`, in order. */
export async function messagesOf(
  database: Database,
  { id, seat, after }: { id: string; seat: Seat; after: number },
): Promise<Message[]> {
  return database
    .select({ index: pairingMessages.index, message: pairingMessages.message })
    .from(pairingMessages)
    .where(and(eq(pairingMessages.pairingId, id), eq(pairingMessages.seat, seat), gt(pairingMessages.index, after)))
    .orderBy(asc(pairingMessages.index));
}

/** Erases mailboxes with their messages. Answers how many mailboxes. */
export async function eraseExpiredPairings(database: Database, now: Date): Promise<number> {
  const erased = await database.delete(pairings).where(lte(pairings.expiresAt, now)).returning({ id: pairings.id });
  return erased.length;
}

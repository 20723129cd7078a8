import { after } from './context.ts';
import { undoLifeMs } from './limits.ts';
import { endBefore } from './store/audit.ts';
import type { Store } from './store/database.ts';
import { endNoticesBefore } from './store/notices.ts';
import { erasePerson, lockKnownPerson } from './store/people.ts';
import { eraseExpiredPairings } from './store/pairings.ts';
import { endExpiredOf, peopleWithExpired, sweepBefore } from './store/sweep.ts';

const dayMs = 24 * 60 * 60_000;

/** Rows of the audit that one call deletes: it is called every few minutes. */
const auditBatch = 5_000;

interface Keeping {
  /** How many days the audit is kept; 400 unless you say otherwise, 30 at least, `Infinity` for ever. */
  auditDays?: number;
}

/**
 * Erases the secrets of set-ups that ran out and of devices whose removal can no longer be undone, and deletes what ended a day ago (until then it says why something is
 * refused), and pairings at once. Ends rows of the audit whose time is over. Call it every few minutes, from as many processes as you like. Answers how many rows went.
 */
export async function housekeeping(
  { database }: Store,
  now: Date,
  { auditDays = 400 }: Keeping = {},
): Promise<{ ended: number; swept: number }> {
  if (!(auditDays >= 30)) throw new RangeError('housekeeping: auditDays has to be 30 or more.');
  const removedBefore = after(now, -undoLifeMs);
  const expired = await peopleWithExpired(database, { now, removedBefore, limit: 1000 });
  for (const { personId } of expired) {
    await database.transaction(async (transaction) => {
      // As every change does: a confirmation at this moment locks the secret first and the enrolment after it.
      if (!(await lockKnownPerson(transaction, personId))) return;
      await endExpiredOf(transaction, personId, { now, removedBefore });
    });
  }
  const swept = await sweepBefore(database, after(now, -dayMs));
  const pairings = await eraseExpiredPairings(database, now);
  // Where nobody sends. The sender gives up after a day, and says so.
  const unsent = await endNoticesBefore(database, after(now, -2 * dayMs));
  const audited = auditDays === Infinity ? 0 : await endBefore(database, after(now, -auditDays * dayMs), auditBatch);
  return { ended: expired.length, swept: swept + pairings + unsent + audited };
}

/** For somebody who has left: erases everything but the audit, which names people by number only and ends when its time is over. False when nobody has this subject. */
export const forgetPerson = ({ database }: Store, subject: string): Promise<boolean> => erasePerson(database, subject);

import { after } from './context.ts';
import type { Store } from './store/database.ts';
import { endExpired } from './store/enrolments.ts';
import { erasePerson, lockKnownPerson } from './store/people.ts';
import { eraseUnusedSecrets } from './store/secrets.ts';
import { peopleWithExpired, sweepBefore } from './store/sweep.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Erases the secrets of set-ups that ran out, and deletes what ended a day ago (until then it says why something is
 * refused). Call it every few minutes, from as many processes as you like. Answers how many rows went.
 */
export async function housekeeping({ database }: Store, now: Date): Promise<{ ended: number; swept: number }> {
  const expired = await peopleWithExpired(database, now, 1000);
  for (const { personId } of expired) {
    await database.transaction(async (transaction) => {
      // As every change does: a confirmation at this moment locks the secret first and the enrolment after it.
      if (!(await lockKnownPerson(transaction, personId))) return;
      await endExpired(transaction, personId, now);
      await eraseUnusedSecrets(transaction, personId);
    });
  }
  return { ended: expired.length, swept: await sweepBefore(database, after(now, -dayMs)) };
}

/** For somebody who has left: erases everything but the audit, which names people by number only. False when nobody has this subject. */
export const forgetPerson = ({ database }: Store, subject: string): Promise<boolean> => erasePerson(database, subject);

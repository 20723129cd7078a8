import { after, note, type Context } from './context.ts';
import { lockMs, type Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { AttemptsRow, Factor } from './store/attempts.ts';
import type { Database } from './store/database.ts';
import { attempts } from './store/store.ts';

/** How many wrong codes are still allowed at `now`. */
export function attemptsLeft(row: AttemptsRow | undefined, { wrongCodes }: Limits, now: Date): number {
  if (!row) return wrongCodes;
  if (row.lockedUntil) return row.lockedUntil <= now ? wrongCodes : 0;
  return Math.max(wrongCodes - row.failed, 0);
}

export async function attemptsLeftFor(
  {
    database,
    personId,
    services,
    now,
  }: { database: Database; personId: number; services: { limits: Limits }; now: Date },
  factor: Factor,
): Promise<number> {
  return attemptsLeft(await attempts.findAttempts(database, personId, factor), services.limits, now);
}

/** Refuses a code of another length; that costs no attempt, for it is a slip and not a guess. */
export function requireLength(code: string, digits: number): void {
  if (code.length !== digits) throw new Refusal('wrong_length', { detail: `Expected ${digits} digits.` });
}

/**
 * Counts a guess before it is looked at. `found` answers what the right code opens, or null. A wrong one is answered as
 * a refusal to be *returned*, so that the count stays; a right one forgives the wrong ones before it.
 */
export async function guess<Found>(
  context: Context,
  factor: Factor,
  find: () => Promise<Found | null>,
): Promise<Found | Refusal> {
  const { database, personId, now } = context;
  const taken = await attempts.takeAttempt(database, { personId, factor, now });
  if (!taken) {
    const locked = await attempts.findAttempts(database, personId, factor);
    throw new Refusal('attempts_exhausted', {
      retryAfterMs: (locked?.lockedUntil?.getTime() ?? now.getTime()) - now.getTime(),
    });
  }
  const found = await find();
  if (found !== null) {
    await attempts.forgive(database, personId, factor);
    return found;
  }
  return countWrong(context, factor, taken);
}

async function countWrong(context: Context, factor: Factor, taken: AttemptsRow): Promise<Refusal> {
  const { database, personId, now, services } = context;
  const left = Math.max(services.limits.wrongCodes - taken.failed, 0);
  await note(context, 'code-wrong', { factor, left });
  if (left > 0) return new Refusal('invalid_code', { attemptsLeft: left });
  const retryAfterMs = lockMs(services.limits, taken.locks);
  await attempts.lockFactor(database, { personId, factor, until: after(now, retryAfterMs) });
  await note(context, 'factor-locked', { factor, forMs: retryAfterMs });
  return new Refusal('invalid_code', { attemptsLeft: 0, retryAfterMs });
}

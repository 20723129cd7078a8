import { note, type Context } from './context.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { AttemptsRow, Factor } from './store/attempts.ts';
import type { Database } from './store/database.ts';
import { attempts } from './store/store.ts';

/** How many wrong codes are still allowed, and until when none is looked at. */
export interface Tries {
  attemptsLeft: number;
  lockedUntil: string | null;
}

/**
 * Whether a factor had too many wrong codes since the last right one. It counts again once another factor is proven.
 * The key of a pending set-up is no factor yet.
 */
export const isDisabled = (row: AttemptsRow | undefined, { wrongCodesInAll }: Limits): boolean =>
  row !== undefined && row.failedSince >= capOf(row.factor, wrongCodesInAll);

const capOf = (factor: Factor, cap: number): number => (factor === 'enrolment' ? 2_147_483_647 : cap);

export function triesOf(row: AttemptsRow | undefined, limits: Limits, now: Date): Tries {
  const { wrongCodes } = limits;
  if (isDisabled(row, limits)) return { attemptsLeft: 0, lockedUntil: null };
  if (!row?.lockedUntil) return { attemptsLeft: Math.max(wrongCodes - (row?.failed ?? 0), 0), lockedUntil: null };
  if (row.lockedUntil > now) return { attemptsLeft: 0, lockedUntil: row.lockedUntil.toISOString() };
  return { attemptsLeft: wrongCodes, lockedUntil: null };
}

export async function triesFor(
  {
    database,
    personId,
    services,
    now,
  }: { database: Database; personId: number; services: { limits: Limits }; now: Date },
  factor: Factor,
): Promise<Tries> {
  return triesOf(await attempts.findAttempts(database, personId, factor), services.limits, now);
}

/** Refuses before we ask for a code that we would not look at. */
export async function requireEnabled({ database, personId, services }: Context, factor: Factor): Promise<void> {
  if (isDisabled(await attempts.findAttempts(database, personId, factor), services.limits))
    throw new Refusal('factor_disabled');
}

/** Lets factors that had too many wrong codes count again, now that another one is proven. */
export async function allowOthers(context: Context, by: Factor): Promise<void> {
  const { database, personId, services } = context;
  const cap = services.limits.wrongCodesInAll;
  for (const factor of await attempts.forgiveDisabled(database, personId, { cap, by }))
    await note(context, 'factor-enabled', { factor });
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
  const { database, personId, now, services } = context;
  const { limits } = services;
  const inAll = capOf(factor, limits.wrongCodesInAll);
  const taken = await attempts.takeAttempt(database, { personId, factor, now, inAll, limits });
  if (!taken) {
    const locked = await attempts.findAttempts(database, personId, factor);
    if (isDisabled(locked, limits)) throw new Refusal('factor_disabled');
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
  const { now, services } = context;
  const left = Math.max(services.limits.wrongCodes - taken.failed, 0);
  await note(context, 'code-wrong', { factor, left });
  if (isDisabled(taken, services.limits)) {
    await note(context, 'factor-disabled', { factor });
    return new Refusal('factor_disabled');
  }
  if (left > 0) return new Refusal('invalid_code', { attemptsLeft: left });
  const retryAfterMs = (taken.lockedUntil?.getTime() ?? 0) - now.getTime();
  await note(context, 'factor-locked', { factor, forMs: retryAfterMs });
  return new Refusal('invalid_code', { attemptsLeft: 0, retryAfterMs });
}

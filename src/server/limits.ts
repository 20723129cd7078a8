/** Numbers a host may change; the defaults are for people, generous to a clumsy one and slow for a guesser. */
export interface Limits {
  /** Wrong codes in a row, for one person and factor, before a lock. */
  wrongCodes: number;
  firstLockMs: number;
  /** Each further lock is twice as long, up to this. */
  longestLockMs: number;
  /** Changing requests a person may send in a minute. */
  requestsPerMinute: number;
  /** Messages sent for a person, to whatever address. */
  mailsPerTenMinutes: number;
  mailsPerDay: number;
  /** How long a begun app set-up or sync waits for its code. */
  enrolmentLifeMs: number;
  /** How long a step-up or reset waits for its code, where the policy's mail code lives longer. */
  proofLifeMs: number;
  idempotencyLifeMs: number;
}

const minuteMs = 60_000;

/** How long a removed device can be put back: as long as a step-up stays fresh, so that undoing asks for nothing. */
export const undoLifeMs = 10 * minuteMs;

export const defaultLimits: Limits = {
  wrongCodes: 5,
  firstLockMs: 5 * minuteMs,
  longestLockMs: 24 * 60 * minuteMs,
  requestsPerMinute: 240,
  mailsPerTenMinutes: 10,
  mailsPerDay: 40,
  enrolmentLifeMs: 30 * minuteMs,
  proofLifeMs: 24 * 60 * minuteMs,
  idempotencyLifeMs: 24 * 60 * minuteMs,
};

/** The nth lock's length, counted from 0. */
export const lockMs = (limits: Limits, nth: number): number =>
  Math.min(limits.firstLockMs * 2 ** Math.min(nth, 30), limits.longestLockMs);

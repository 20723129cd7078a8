/** Numbers a host may change; the defaults are for people, generous to a clumsy one and slow for a guesser. */
export interface Limits {
  /** Wrong codes in a row, for one person and factor, before a lock. */
  wrongCodes: number;
  /** Wrong codes since the last right one, after which a factor no longer counts (NIST SP 800-63B-4 §3.2.2: at most 100). */
  wrongCodesInAll: number;
  firstLockMs: number;
  /** Each further lock is twice as long, up to this. */
  longestLockMs: number;
  /** Changing requests of one session; all sessions of a person may send four times as many. */
  requestsPerMinute: number;
  requestsPerDay: number;
  /** Messages that one session causes, to whatever address; all sessions of a person cause twice as many at most. */
  mailsPerTenMinutes: number;
  mailsPerDay: number;
  /** Messages to one mailbox, whoever asks. At most a quarter of them ask to verify it. */
  mailsPerMailboxAndDay: number;
  /** How long a begun app set-up or sync waits for its code. */
  enrolmentLifeMs: number;
  /** How long a step-up or reset waits for its code, where the policy's mail code lives longer. */
  proofLifeMs: number;
  idempotencyLifeMs: number;
  /** How long two devices have from opening a mailbox to the end. */
  pairingLifeMs: number;
  /** Messages that one end may leave. */
  pairingMessages: number;
  /** Mailboxes that one session opens; all sessions of a person open twice as many at most. */
  pairingsPerTenMinutes: number;
  /** Requests of one end of a mailbox. */
  pairingRequestsPerMinute: number;
  /**
   * Attempts to join what is not there, taken or another person's: from one address and from one network around it,
   * where the host knows the address, and from everywhere.
   */
  wrongJoinsPerAddress: number;
  wrongJoinsPerNetwork: number;
  wrongJoinsPerMinute: number;
  /** How long `receivePairing` waits for a message, and how often it looks. */
  pairingWaitMs: number;
  pairingPollMs: number;
}

const minuteMs = 60_000;

/** How long a removed device can be put back: as long as a step-up stays fresh, so that undoing asks for nothing. */
export const undoLifeMs = 10 * minuteMs;

export const defaultLimits: Limits = {
  wrongCodes: 5,
  wrongCodesInAll: 100,
  firstLockMs: 5 * minuteMs,
  longestLockMs: 24 * 60 * minuteMs,
  requestsPerMinute: 240,
  requestsPerDay: 1500,
  mailsPerTenMinutes: 10,
  mailsPerDay: 40,
  mailsPerMailboxAndDay: 80,
  enrolmentLifeMs: 30 * minuteMs,
  proofLifeMs: 24 * 60 * minuteMs,
  idempotencyLifeMs: 24 * 60 * minuteMs,
  pairingLifeMs: 2 * minuteMs,
  pairingMessages: 8,
  pairingsPerTenMinutes: 20,
  pairingRequestsPerMinute: 60,
  // A campus may stand behind one address: only what failed is counted. In two minutes 2000 guesses look at 2^40 codes.
  wrongJoinsPerAddress: 30,
  // Nine networks of 48 bits, or of 24, have to guess together before the common limit is reached.
  wrongJoinsPerNetwork: 120,
  wrongJoinsPerMinute: 1000,
  pairingWaitMs: 20_000,
  pairingPollMs: 300,
};

/** The defaults with a host's changes. Throws for one that is no number: it would limit nothing. */
export function limitsOf(changes: Partial<Limits> = {}): Limits {
  const limits = { ...defaultLimits, ...changes };
  for (const [name, value] of Object.entries(limits)) requireWhole(`limits.${name}`, value);
  return limits;
}

export function requireWhole(option: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${option} has to be a whole number.`);
  return value;
}

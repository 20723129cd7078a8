/**
 * What can go wrong, as one closed union. Every refusal of a back end is an RFC 9457 problem document with one of
 * these codes; every code has words in every language and a way on in every flow that can meet it.
 */
export const problemCodes = [
  'invalid_input',
  'unauthenticated',
  'step_up_required',
  'forbidden_origin',
  'pairing_of_another',
  'not_found',
  'mail_required',
  'already_enrolled',
  'code_replayed',
  'last_device',
  'pairing_taken',
  'pairing_full',
  'idempotency_conflict',
  'enrolment_expired',
  'code_expired',
  'too_large',
  'unsupported_media_type',
  'invalid_code',
  'wrong_length',
  'mail_domain_forbidden',
  'attempts_exhausted',
  'factor_disabled',
  'rate_limited',
  'not_implemented',
  'mail_undeliverable',
  'unavailable',
] as const;

/** A code that a back end may answer. */
export type ProblemCode = (typeof problemCodes)[number];

/** A failure that never reached a back end, or whose answer is not what the contract says. */
export type FailureCode = 'offline' | 'timed_out' | 'bad_answer';

/** A refusal as the client hands it on. `attemptsLeft` and `retryAfterMs` are present where the contract says so. */
export interface Problem {
  /** Of a code that this version does not know, what its status says. */
  code: ProblemCode | FailureCode;
  /** What the back end says in its own words, where its code is not known. */
  title?: string;
  /** How many more wrong codes are allowed before a lock. */
  attemptsLeft?: number;
  /** Milliseconds until the same request may succeed. */
  retryAfterMs?: number;
  /** From when that counts: on this device's clock, milliseconds since the epoch. */
  atMs?: number;
}

export const isProblemCode = (value: unknown): value is ProblemCode => problemCodes.includes(value as ProblemCode);

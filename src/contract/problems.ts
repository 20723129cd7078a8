import type { ProblemCode } from './problem-codes.ts';

export type * from './problem-codes.ts';

/** The HTTP status and the English title of each problem, for the side that answers. */
export const problems = {
  invalid_input: { status: 400, title: 'The request does not have the documented shape.' },
  unauthenticated: { status: 401, title: 'Nobody is signed in.' },
  step_up_required: { status: 403, title: 'A fresh proof of identity is needed for this change.' },
  forbidden_origin: { status: 403, title: 'This page is not on the list of allowed origins.' },
  pairing_of_another: { status: 403, title: 'Somebody else opened this pairing.' },
  not_found: { status: 404, title: 'There is nothing with this id.' },
  mail_required: { status: 409, title: 'A mail address has to be verified first.' },
  already_enrolled: { status: 409, title: 'An app is already set up; add another device by syncing.' },
  code_replayed: { status: 409, title: 'This code, or a newer one of the same key, has been used already.' },
  last_device: { status: 409, title: 'The last way to sign in cannot be removed.' },
  pairing_taken: { status: 409, title: 'Another device has joined this pairing already.' },
  pairing_full: { status: 409, title: 'This end has left as many messages as a pairing takes.' },
  idempotency_conflict: { status: 409, title: 'The idempotency key was used for another request.' },
  enrolment_expired: { status: 410, title: 'This is over: finished, cancelled, replaced or not finished in time.' },
  code_expired: { status: 410, title: 'The code is too old.' },
  too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: { status: 415, title: 'The request body has to be application/json.' },
  invalid_code: { status: 422, title: 'The code is not right.' },
  wrong_length: { status: 422, title: 'The code does not have the expected number of digits.' },
  mail_domain_forbidden: { status: 422, title: 'Mail addresses of this domain cannot be used.' },
  attempts_exhausted: { status: 429, title: 'Too many wrong codes; wait before the next attempt.' },
  factor_disabled: {
    status: 403,
    title: 'Too many wrong codes in a row; codes of this kind count again after another proof.',
  },
  rate_limited: { status: 429, title: 'Too many requests; wait before the next one.' },
  not_implemented: { status: 501, title: 'This back end does not offer the operation.' },
  mail_undeliverable: { status: 502, title: 'The mail server did not take the message.' },
  unavailable: { status: 503, title: 'The service cannot answer right now.' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** The body of a refusal (RFC 9457, `application/problem+json`). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  /** English, for engineers; never shown to a person and never holding what the person typed. */
  detail?: string;
  attemptsLeft?: number;
  retryAfterMs?: number;
}

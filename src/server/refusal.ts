import { MfaError } from '../contract/mfa-error.ts';
import type { ProblemCode } from '../contract/problems.ts';

interface Extra {
  attemptsLeft?: number;
  retryAfterMs?: number;
  /** English, for engineers; never what a person typed. */
  detail?: string;
  cause?: unknown;
}

/**
 * An operation says no. Thrown, it undoes what its transaction has written; returned, what was written stays (a
 * counted attempt has to).
 */
export class Refusal extends MfaError {
  readonly code: ProblemCode;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, { attemptsLeft, retryAfterMs, detail, cause }: Extra = {}) {
    super(
      {
        code,
        ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      },
      { cause },
    );
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

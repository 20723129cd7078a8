import { problemCodes } from './generated/problem-codes.ts';
import type { ProblemCode } from './problems.ts';

export type { ProblemCode };

/** A failure that never reached a back end, or whose answer is not what the contract says. */
export type FailureCode = 'offline' | 'timed_out' | 'bad_answer';

/** A refusal as the client hands it on. `attemptsLeft` and `retryAfterMs` are present where the contract says so. */
export interface Problem {
  /** For a code that this version does not know, the code that its status stands for. */
  code: ProblemCode | FailureCode;
  /** The back end's own words, where its code is not known. */
  title?: string;
  /** How many more wrong codes are allowed before a lock. */
  attemptsLeft?: number;
  /** Milliseconds until the same request may succeed. */
  retryAfterMs?: number;
  /** When the answer came, from which `retryAfterMs` counts: this device's clock, milliseconds since the epoch. */
  atMs?: number;
}

export const isProblemCode = (value: unknown): value is ProblemCode => problemCodes.includes(value as ProblemCode);

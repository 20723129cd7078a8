import type * as z from 'zod/mini';
import type { DocsWords } from './docs-words.ts';
import type { ProblemCode } from './problems.ts';

/** What a right answer may have changed. */
export type Changed =
  /** What `getAccount` answers; pages are told. */
  | 'account'
  /** How recently this session has proven who it is: `getAccount` answers it too, and no page needs to know. */
  | 'proof'
  /** A mailbox between two devices. */
  | 'mailbox'
  | 'nothing';

/** One operation: everything that is said of it anywhere. */
export interface OperationRow {
  /** Method, and the path below the endpoint. Members of the input that the path names travel there, the others in the body. */
  at: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} ${string}`;
  input: z.ZodMiniObject;
  output: z.ZodMiniObject;
  /** Its refusals, beyond those that any operation may answer and `step_up_required`. */
  problems: readonly ProblemCode[];
  changes: Changed;
  /** The back end asks for a recent proof of identity before it does this. */
  stepUp?: true;
  /** What permits it, where that is no session: what the input holds, or nothing, since everybody gets the same answer. */
  authority?: 'input' | 'none';
  /** Safe to repeat as it is: takes no `Idempotency-Key`, and its answer is not kept. */
  repeatable?: true;
  /** How long a back end may wait for news before it answers, at most. Milliseconds. */
  waitsMs?: number;
  /** Offered only where the policy has this. */
  offeredWith?: 'recoveryCodes';
  summary: DocsWords;
}

export type Rows = Record<string, OperationRow>;

/** What an operation that takes a code may answer. */
export const proof = ['not_found', 'wrong_length', 'invalid_code', 'attempts_exhausted', 'factor_disabled'] as const;

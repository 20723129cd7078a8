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
  /**
   * Method, and path below the endpoint. Members of the input that the path names travel there, the others in the body.
   * A code or a secret never stands in a path.
   */
  at: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} ${string}`;
  /** The shape of what goes in, in zod. `src/contract/schemas.ts` has the shapes that several operations share. */
  input: z.ZodMiniObject;
  /** The shape of the answer. A secret is `secretText()`: the client wraps it, and logs never see it. */
  output: z.ZodMiniObject;
  /** The codes that only some operations answer. Those that any may answer, and `step_up_required`, are added by themselves. */
  problems: readonly ProblemCode[];
  /**
   * `account`: the client asks for the account anew, and pages get `mfa-change`. `proof`: how fresh the sign-in is.
   * `mailbox`: a pairing. `nothing`.
   */
  changes: Changed;
  /**
   * The back end asks for a fresh proof first. The person reads what it is for: a case in
   * `src/flows/interruptions/step-up.flow.ts`.
   */
  stepUp?: true;
  /**
   * Left out where a session is needed. `input`: what the input holds is enough. `none`: everybody gets the same answer.
   */
  authority?: 'input' | 'none';
  /** Safe to repeat as it is: it takes no `Idempotency-Key`, and its answer is not kept. */
  repeatable?: true;
  /** How many milliseconds a back end may wait for news before it answers. The client has that much more patience. */
  waitsMs?: number;
  /** The operation that completes what this one begins: a back end offers both or neither. */
  confirmedBy?: string;
  /** Offered only where the policy has this. */
  offeredWith?: 'recoveryCodes';
  /** One or two sentences for the reference, in both languages. */
  summary: DocsWords;
}

export type Rows = Record<string, OperationRow>;

/** What an operation that takes a code may answer. */
export const proof = ['not_found', 'wrong_length', 'invalid_code', 'attempts_exhausted', 'factor_disabled'] as const;

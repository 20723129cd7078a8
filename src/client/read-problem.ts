import { isProblemCode, type Problem } from '../contract/problem-codes.ts';

/** A refusal by its status and its body (RFC 9457), whatever stands between us and the back end may have answered. */
export function readProblem(status: number, body: unknown): Problem {
  const { code, attemptsLeft, retryAfterMs } = (body ?? {}) as Record<string, unknown>;
  if (!isProblemCode(code)) {
    return { code: status === 401 ? 'unauthenticated' : status >= 500 ? 'unavailable' : 'bad_answer' };
  }
  return {
    code,
    ...(Number.isSafeInteger(attemptsLeft) && { attemptsLeft: attemptsLeft as number }),
    ...(Number.isSafeInteger(retryAfterMs) && { retryAfterMs: retryAfterMs as number }),
  };
}

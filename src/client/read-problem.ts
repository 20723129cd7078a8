import { isProblemCode, type Problem, type ProblemCode } from '../contract/problem-codes.ts';

/** Longer than any lock. A longer wait is a mistake, and no date could hold it. */
const longestWaitMs = 7 * 24 * 3_600_000;

/** A refusal by its status, headers and body (RFC 9457), whatever stands between us and the back end may have answered. */
export function readProblem({ status, headers }: Response, body: unknown): Problem {
  const { code, title, attemptsLeft, retryAfterMs } = (body ?? {}) as Record<string, unknown>;
  const waitMs = Number.isSafeInteger(retryAfterMs) ? (retryAfterMs as number) : waitOf(headers);
  const wait = waitMs !== undefined && {
    retryAfterMs: Math.min(Math.max(waitMs, 0), longestWaitMs),
    atMs: Date.now(),
  };
  if (!isProblemCode(code)) {
    const own = typeof code === 'string' && readable(title);
    return { code: codeOf(status), ...(own && { title: own }), ...wait };
  }
  return { code, ...(Number.isSafeInteger(attemptsLeft) && { attemptsLeft: attemptsLeft as number }), ...wait };
}

/** What a status means by itself (RFC 9110 §15, RFC 6585 §4): a page on the way may have answered, or a newer back end. */
function codeOf(status: number): ProblemCode | 'bad_answer' {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate_limited';
  if (status === 501) return 'not_implemented';
  return status >= 500 ? 'unavailable' : 'bad_answer';
}

/** `Retry-After`, in seconds or as a date (RFC 9110 §10.2.3); a date by the clock of who wrote it. */
function waitOf(headers: Headers): number | undefined {
  const said = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(said)) return Number(said) * 1000;
  // All three forms of the date mean UTC, and one of them names no zone (§5.6.7).
  const untilMs = /^[A-Z]/.test(said) ? Date.parse(said.endsWith('GMT') ? said : `${said} GMT`) : NaN;
  if (Number.isNaN(untilMs)) return undefined;
  const theirNowMs = Date.parse(headers.get('date') ?? '');
  return untilMs - (Number.isNaN(theirNowMs) ? Date.now() : theirNowMs);
}

/** Text for a screen: one short line, without invisible marks or marks that turn its direction. */
function readable(title: unknown): string | undefined {
  if (typeof title !== 'string' || title.length > 200) return undefined;
  return title.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim() || undefined;
}

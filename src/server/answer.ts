import { problems, type ProblemDocument } from '../contract/problems.ts';
import type { Refusal } from './refusal.ts';

/** The body of a refusal (RFC 9457). `type` is a URN: the code means the same wherever the back end is. */
export function problemBody({ code, detail, problem }: Refusal): ProblemDocument {
  const { status, title } = problems[code];
  return {
    type: `urn:mfa-elements:problem:${code}`,
    title: title.en,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(problem.attemptsLeft === undefined ? {} : { attemptsLeft: problem.attemptsLeft }),
    ...(problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs }),
  };
}

/**
 * JSON, or problem JSON from status 400 up. Every answer carries the server's time, so that a browser can tell a slow
 * clock from a wrong code, and none is stored: it may hold a secret.
 */
export function answer(status: number, body: unknown, now: Date): Response {
  const headers = new Headers({
    'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Date: now.toUTCString(),
  });
  const { retryAfterMs } = body as Partial<ProblemDocument>;
  if (status >= 400 && retryAfterMs !== undefined) headers.set('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
  return new Response(JSON.stringify(body), { status, headers });
}

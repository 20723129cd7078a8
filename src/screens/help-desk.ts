import type { Problem } from '../contract/problem-codes.ts';
import { version } from '../core/version.ts';

/** What the help desk needs to know, and nothing that could be misused: no name, mail address, key or code. */
export interface HelpDeskFacts {
  flow: string;
  step: string;
  locale: string;
  /** Codes of what went wrong, oldest first. */
  problems: readonly Problem['code'][];
  clockAheadMs: number | undefined;
}

/** Plain lines in one fixed form, so that a help desk can read a thousand of them alike; not translated for the same reason. */
export function helpDeskText(
  { flow, step, locale, problems, clockAheadMs }: HelpDeskFacts,
  { userAgent, nowMs, origin }: { userAgent: string; nowMs: number; origin: string } = {
    userAgent: navigator.userAgent,
    nowMs: Date.now(),
    origin: location.origin,
  },
): string {
  return [
    `mfa-elements ${version}`,
    `time: ${new Date(nowMs).toISOString()}`,
    `step: ${flow} / ${step}`,
    `problems: ${problems.slice(-5).join(', ') || 'none'}`,
    // A browser tells a page that is not allowed nothing but that there was no answer (Fetch, CORS).
    `page: ${origin}${problems.includes('offline') ? ' (is it in allowedOrigins of the service?)' : ''}`,
    `clock ahead of server: ${clockAheadMs === undefined ? 'unknown' : `${Math.round(clockAheadMs / 1000)} s`}`,
    `language: ${locale}`,
    `browser: ${userAgent.slice(0, 300)}`,
  ].join('\n');
}

import type { FailureCode, ProblemCode } from '../contract/problem-codes.ts';

/** What the help desk needs to know, and nothing that could be misused: no name, address, key or code. */
export interface HelpDeskFacts {
  version: string;
  flow: string;
  step: string;
  lastProblems: (ProblemCode | FailureCode)[];
  clockAheadMs: number | undefined;
  locale: string;
  nowMs: number;
}

/** Plain lines in one fixed form, so that a help desk can read a thousand of them alike; not translated for the same reason. */
export function helpDeskText(facts: HelpDeskFacts, { userAgent }: Pick<Navigator, 'userAgent'> = navigator): string {
  const { clockAheadMs } = facts;
  const clock = clockAheadMs === undefined ? 'unknown' : `${Math.round(clockAheadMs / 1000)} s`;
  return [
    `mfa-elements ${facts.version}`,
    `time: ${new Date(facts.nowMs).toISOString()}`,
    `step: ${facts.flow} / ${facts.step}`,
    `problems: ${facts.lastProblems.join(', ') || 'none'}`,
    `clock ahead of server: ${clock}`,
    `language: ${facts.locale}`,
    `browser: ${userAgent.slice(0, 300)}`,
  ].join('\n');
}

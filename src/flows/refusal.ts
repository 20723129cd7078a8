import type { Problem } from '../contract/problem-codes.ts';
import { msg, str } from '../localization/msg.ts';
import { problemWords } from './problem-words.ts';
import type { Alert } from './steps.ts';
import { slipWords, type CodeRule, type Slip } from './typed-code.ts';

/** Why the last code was not taken: what a code screen remembers. Never holds the code. */
export type Refusal =
  | { why: 'slip'; slip: Slip }
  | { why: 'problem'; problem: Problem; atMs: number }
  /** The code is right for another time: the clock that made it is off. Positive: slow. */
  | { why: 'clock'; slowS: number; exact: boolean; attemptsLeft: number | undefined };

export function refusalAlert<E>(refusal: Refusal | undefined, rule: CodeRule): Alert<E> | undefined {
  if (!refusal) return undefined;
  switch (refusal.why) {
    case 'slip':
      return { tone: 'error', text: slipWords(refusal.slip, rule) };
    case 'problem':
      return { tone: 'error', ...problemWords(refusal.problem) };
    case 'clock':
      return {
        tone: 'error',
        text: clockWords(refusal),
        more: [
          msg(
            'The key is right, only the time is not. In the settings of the phone, turn automatic date and time off and on again, and restart the app.',
          ),
          msg('Then type the new code.'),
        ],
      };
  }
}

function clockWords({ slowS, exact }: { slowS: number; exact: boolean }): string {
  const seconds = Math.abs(slowS);
  const minutes = Math.round(seconds / 60);
  if (exact || minutes < 2) {
    return slowS > 0
      ? msg(str`The clock of the phone is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds slow.`)
      : msg(str`The clock of the phone is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds fast.`);
  }
  return slowS > 0
    ? msg(str`The clock of the phone is about ${minutes} minutes slow.`)
    : msg(str`The clock of the phone is about ${minutes} minutes fast.`);
}

/** Until when no code is taken, on this device's clock. */
export function lockedUntilMs(refusal: Refusal | undefined): number | undefined {
  if (refusal?.why !== 'problem') return undefined;
  const { code, retryAfterMs } = refusal.problem;
  return (code === 'attempts_exhausted' || code === 'rate_limited') && retryAfterMs !== undefined
    ? refusal.atMs + retryAfterMs
    : undefined;
}

/** A refusal that means there is nothing left to confirm: the set-up was cancelled elsewhere or took too long. */
export const isGone = ({ code }: Problem): boolean => code === 'not_found' || code === 'enrolment_expired';

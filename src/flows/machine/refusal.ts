import type { Problem } from '../../contract/problem-codes.ts';
import type { Context } from './machine.ts';
import type { Alert, Refusal } from './screen.ts';

export type { Refusal };

/** None for a proof of identity that the person gave up: they pressed “Cancel”, so nothing has happened. */
export const refusalAlert = (refusal: Refusal | undefined): { alert?: Alert<never> } =>
  refusal && !(refusal.why === 'problem' && refusal.problem.code === 'step_up_required')
    ? { alert: { tone: 'error', refusal } }
    : {};

/** When the next code is accepted (this device's clock); undefined when nothing is locked. */
export function lockedUntilMs(refusal: Refusal | undefined): number | undefined {
  if (!refusal || refusal.why === 'slip') return undefined;
  const { retryAfterMs, atMs = refusal.atMs } = refusal.problem;
  return retryAfterMs === undefined ? undefined : atMs + retryAfterMs;
}

/** A time of the service on this device's clock. */
export const ourTimeMs = (
  time: string | null | undefined,
  { clockAheadMs = 0 }: Pick<Context, 'clockAheadMs'>,
): number | undefined => (time ? Date.parse(time) + clockAheadMs : undefined);

/** A refusal that means there is nothing left to confirm: the set-up was cancelled elsewhere or took too long. */
export const isGone = ({ code }: Problem): boolean => code === 'not_found' || code === 'enrolment_expired';

import type { refusalReasons } from '../../contract/sign-in/rows.ts';
import type { SignInFactor } from '../store/sign-ins.ts';

export type Reason = (typeof refusalReasons)[number];

/** Why a code was refused, and what a page needs to know to go on. */
export interface Refused {
  reason: Reason;
  factor?: SignInFactor;
  digits?: number;
  attemptsLeft?: number;
  retryAfterMs?: number;
  clockOffS?: number;
}

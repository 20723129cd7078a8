import type { ProblemCode, FailureCode } from '../contract/problem-codes.ts';
import type { OperationName } from '../contract/types.ts';

/** What our events carry. All bubble and are composed; none carries a secret, a code or an address. */
export interface MfaEventDetails {
  /** The element shows its first screen that can be used. */
  'mfa-ready': Record<string, never>;
  /** A person reached a screen. */
  'mfa-step': { flow: string; step: string };
  /** The aim of a flow is reached; the back end said so, or in guide mode the person. */
  'mfa-complete': { flow: string; deviceId?: string };
  /** A person gave a flow up. Cancelable: prevent it to decide yourself what is shown next. */
  'mfa-cancel': { flow: string; by: 'person' };
  /** A call was refused or failed. */
  'mfa-error': { code: ProblemCode | FailureCode };
  /** Something changed on the account. */
  'mfa-change': { change: OperationName; deviceId?: string };
}

export type MfaEventName = keyof MfaEventDetails;
export type MfaEvent<Name extends MfaEventName> = CustomEvent<MfaEventDetails[Name]>;

/** Returns whether nobody prevented it. */
export function tell<Name extends MfaEventName>(
  from: EventTarget,
  name: Name,
  detail: MfaEventDetails[Name],
  init?: EventInit,
): boolean {
  return from.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail, ...init }));
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mfa-ready': MfaEvent<'mfa-ready'>;
    'mfa-step': MfaEvent<'mfa-step'>;
    'mfa-complete': MfaEvent<'mfa-complete'>;
    'mfa-cancel': MfaEvent<'mfa-cancel'>;
    'mfa-error': MfaEvent<'mfa-error'>;
    'mfa-change': MfaEvent<'mfa-change'>;
  }
}

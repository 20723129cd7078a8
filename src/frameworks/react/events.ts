import type { EventName } from '@lit/react';
import type { MfaEvent, MfaEventName } from '../../elements/events.ts';

const named = <Name extends MfaEventName>(name: Name) => name as unknown as EventName<MfaEvent<Name>>;

/** The events as props. */
export const events = {
  onMfaReady: named('mfa-ready'),
  onMfaStep: named('mfa-step'),
  onMfaComplete: named('mfa-complete'),
  onMfaCancel: named('mfa-cancel'),
  onMfaChange: named('mfa-change'),
  onMfaError: named('mfa-error'),
};

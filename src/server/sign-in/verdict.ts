import type { SignInOutput } from '../../contract/sign-in/rows.ts';
import type { Locale } from '../../localization/languages.ts';
import type { SignInFactor } from '../store/sign-ins.ts';
import type { Refused } from './refused.ts';
import { sentenceFor } from './sentences.ts';

export type Verdict = SignInOutput<'verify'>;

export const accepted = (factor: SignInFactor, devices: readonly string[]): Verdict => ({
  result: true,
  factor,
  deviceId: devices.length === 1 ? devices[0]! : null,
  reason: null,
  say: null,
});

/** A refusal as it is told. To a caller that vouches for nobody it says nothing but that: somebody may be guessing names. */
export function refused(given: Refused, { language, isVouched }: { language: Locale; isVouched: boolean }): Verdict {
  const told: Refused = isVouched ? given : { reason: 'refused' };
  const { reason, factor = null, ...rest } = told;
  return { result: false, factor, deviceId: null, reason, say: sentenceFor(told, language), ...rest };
}

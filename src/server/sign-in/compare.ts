import type { SignInInput } from '../../contract/sign-in/rows.ts';
import { clockReach, matchCode, type Match } from '../app-code.ts';
import { hashedMailCode } from '../mailed-code.ts';
import type { Services } from '../options.ts';
import { findRecoveryCode, recoveryDigits } from '../recovery-code.ts';
import type { Compared, KnownAtSignIn, SignInFactor } from '../store/sign-ins.ts';
import type { Refused } from './refused.ts';

/** What the digits of a code can be of, and whether they are right: all in memory. What it comes to is decided afterwards. */

interface Given {
  services: Services;
  known: KnownAtSignIn;
  code: string;
  now: Date;
}

const isWaiting = ({ known: { challenge }, now }: Given): boolean =>
  challenge?.state === 'pending' && challenge.codeHash !== null && challenge.expiresAt > now;

/** How many digits a code of this factor has; none where there is nothing to compare one with. */
function lengthsOf(given: Given): Record<SignInFactor, number[]> {
  const { known } = given;
  return {
    app: known.secrets.map(({ digits }) => digits),
    mail: isWaiting(given) ? [known.challenge!.digits] : [],
    recovery: known.recoveryCodes.length ? [recoveryDigits] : [],
  };
}

const all: readonly SignInFactor[] = ['app', 'mail', 'recovery'];

/** The factors that the code has to be compared with, or why with none: a slip, which costs no attempt. */
export function factorsFor(given: Given, asked: SignInInput<'verify'>['factor']): readonly SignInFactor[] | Refused {
  const lengths = lengthsOf(given);
  const fitting = all.filter((factor) => lengths[factor].includes(given.code.length));
  if (asked === undefined ? fitting.length : fitting.includes(asked)) return asked === undefined ? fitting : [asked];
  const mail = asked === 'app' || asked === 'recovery' ? null : withoutMail(given, asked === 'mail');
  if (mail) return mail;
  const wanted = (asked ? [asked] : all).find((factor) => lengths[factor].length);
  if (!wanted) return { reason: 'nothing_set_up' };
  const [other] = fitting;
  return other ? { reason: 'other_factor', factor: other } : { reason: 'wrong_length', digits: lengths[wanted][0]! };
}

/** Why a code that could be a mailed one has nothing to be compared with. */
function withoutMail(given: Given, isAsked: boolean): Refused | null {
  const { challenge } = given.known;
  if (isWaiting(given)) return null;
  if (!challenge && isAsked) return { reason: 'no_challenge' };
  if (given.code.length !== (challenge?.digits ?? given.services.institution.policy.mail.digits)) return null;
  if (!challenge) return { reason: 'no_challenge' };
  return { reason: challenge.state === 'confirmed' ? 'code_replayed' : 'code_expired' };
}

export async function compare(
  given: Given,
  factors: readonly SignInFactor[],
  tellsClock: boolean,
): Promise<{ compared: Compared; off: Match | null }> {
  const { services, known, code } = given;
  for (const factor of factors) {
    if (factor === 'app') {
      const match = await matchCode(given, known.secrets, code);
      const hit = match && { factor, secretId: match.secret.id, step: match.step };
      if (hit) return { compared: { factors, hit, facts: { delta: match.delta } }, off: null };
    }
    if (factor === 'mail') {
      const { id, codeHash: hash, codeKeyId: keyId } = known.challenge!;
      const isRight = await services.sealing.matches(hashedMailCode(id, code), { hash: hash!, keyId: keyId! });
      if (isRight) return { compared: { factors, hit: { factor, id, hash: hash! }, facts: {} }, off: null };
    }
    if (factor === 'recovery') {
      const unused = known.recoveryCodes.map(({ setId, codeHash: hash, codeKeyId: keyId }) => ({ setId, hash, keyId }));
      const found = await findRecoveryCode(services, unused, code);
      if (found) return { compared: { factors, hit: { factor, ...found }, facts: {} }, off: null };
    }
  }
  const off = tellsClock && factors.includes('app') ? await matchCode(given, known.secrets, code, clockReach) : null;
  const told = off && off.delta > 0 ? { secretId: off.secret.id, step: off.step, current: off.step - off.delta } : null;
  return { compared: { factors, hit: null, facts: {}, ...(told && { told }) }, off };
}

import { sourceLocale } from '../../localization/languages.ts';
import { inOnePiece } from '../../text/typed.ts';
import type { Match } from '../app-code.ts';
import { judge, type Compared, type Judgement } from '../store/sign-ins.ts';
import type { SignInRoute } from './call.ts';
import { compare, factorsFor } from './compare.ts';
import type { Refused } from './refused.ts';
import { accepted, refused } from './verdict.ts';

/**
 * Two ways to the database and back: what is known was asked with the key of the service; the second one decides. In
 * between a code is compared in memory, and nobody learns what that came to but by the decision.
 */
export const verify: SignInRoute<'verify'> = async (call) => {
  const { services, known, input, now, asked } = call;
  const isVouched = input.firstFactor === true;
  const refuse = (given: Refused) => refused(given, { language: call.language ?? sourceLocale, isVouched });
  const decide = (compared: Compared, personId: number) =>
    judge(services.store.database, { personId, now, limits: services.limits, asked, compared });
  const given = { services, known, code: inOnePiece(input.code), now };
  const factors = factorsFor(given, input.factor);
  if ('reason' in factors) {
    // As long as for somebody who is known.
    if (!isVouched) await decide({ factors: ['app'], hit: null, facts: {} }, nobody);
    return refuse(factors);
  }
  const { compared, off } = await compare(given, factors, isVouched);
  const judgement = await decide(compared, known.personId!);
  return judgement.outcome === 'ok'
    ? accepted(compared.hit!.factor, judgement.devices)
    : refuse(reasonOf(judgement, off));
};

/** No row has this number. */
const nobody = 0;

function reasonOf({ outcome, ...rest }: Exclude<Judgement, { outcome: 'ok' }>, off: Match | null): Refused {
  if (outcome === 'invalid_code' && off)
    return { reason: 'clock_off', clockOffS: off.delta * off.secret.periodS, ...rest };
  return { reason: outcome, ...rest };
}

import { maskAddress } from '../../contract/mail-address.ts';
import type { SignInOutput } from '../../contract/sign-in/rows.ts';
import { isDisabled, triesOf } from '../guess.ts';
import { recoveryDigits } from '../recovery-code.ts';
import { openMail } from '../sealed-addresses.ts';
import type { SignInFactor } from '../store/sign-ins.ts';
import type { SignInCall, SignInRoute } from './call.ts';

type Factors = SignInOutput<'getFactors'>['factors'];

export const getFactors: SignInRoute<'getFactors'> = async (call) => {
  const { services, known, now } = call;
  const { policy } = services.institution;
  const [app] = known.secrets;
  const left = known.recoveryCodes.filter(({ codeKeyId }) => services.sealing.keyIds.includes(codeKeyId)).length;
  const factors: Factors = [
    ...(app ? [{ ...stateOf(call, 'app'), digits: app.digits }] : []),
    ...(known.mail
      ? [
          {
            ...stateOf(call, 'mail'),
            digits: policy.mail.digits,
            address: maskAddress(await openMail(services, known.mail)),
          },
        ]
      : []),
    ...(policy.recoveryCodes && left ? [{ ...stateOf(call, 'recovery'), digits: recoveryDigits, left }] : []),
  ];
  const requiredFrom = policy.requiredFrom ?? null;
  // A recovery code is no factor: it is for the day when there is no other.
  const isDone = app !== undefined || known.mail !== undefined;
  const isDue = requiredFrom !== null && new Date(requiredFrom) <= now;
  return { factors, setUp: isDone ? 'done' : isDue ? 'due' : 'open', requiredFrom };
};

function stateOf({ services, known, now }: SignInCall<'getFactors'>, factor: SignInFactor) {
  const row = known.attempts.find((each) => each.factor === factor);
  const tries = triesOf(row, services.limits, now);
  const state = isDisabled(row, services.limits) ? 'disabled' : tries.lockedUntil ? 'locked' : 'usable';
  return { factor, state, ...tries } as const;
}

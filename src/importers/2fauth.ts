import type { Outcome, Source } from './found.ts';
import { itemsOf, membersOf } from './json.ts';

/** 2FAuth. */
export const read = ({ json }: Source): Outcome =>
  itemsOf(membersOf(json).data).map(({ otp_type, service, account, secret, algorithm, digits, period }) => {
    return { type: otp_type, issuer: service, account, secret, algorithm, digits, period };
  });

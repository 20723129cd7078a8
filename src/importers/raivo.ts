import type { Outcome, Source } from './found.ts';
import { itemsOf } from './json.ts';

/** Raivo's `raivo-otp-export.json`, from inside its ZIP. Every value is a text. */
export const read = ({ json }: Source): Outcome =>
  itemsOf(json).map(({ kind, issuer, account, secret, algorithm, digits, timer }) => {
    return { type: kind, issuer, account, secret, algorithm, digits, period: timer };
  });

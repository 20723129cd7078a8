import { javaBytes } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf } from './json.ts';

/** A token as every FreeOTP writes it; the key is an array of Java's signed bytes. */
export const foundInToken = ({ secret, ...token }: Record<string, unknown>): Found => ({
  type: token.type,
  issuer: token.issuerExt || token.issuerInt,
  account: token.label,
  secret: javaBytes(secret),
  algorithm: token.algo,
  digits: token.digits,
  period: token.period,
});

/** FreeOTP+ (`{ tokenOrder, tokens }`). Its other export is lines of addresses. */
export const read = ({ json }: Source): Outcome => itemsOf(membersOf(json).tokens).map(foundInToken);

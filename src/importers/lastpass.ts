import type { Outcome, Source } from './found.ts';
import { itemsOf, membersOf } from './json.ts';

/** LastPass Authenticator. */
export const read = ({ json }: Source): Outcome =>
  itemsOf(membersOf(json).accounts).map(({ issuerName, userName, secret, algorithm, digits, timeStep }) => {
    return { issuer: issuerName, account: userName, secret, algorithm, digits, period: timeStep };
  });

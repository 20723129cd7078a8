import { schemas } from '../contract/schemas.ts';
import { limitsOf, requireWhole, undoLifeMs } from './limits.ts';
import { jsonLines } from './log.ts';
import { noticesOf } from './notices/options.ts';
import type { CompletePolicy, InstitutionPolicy, MfaHandlerOptions, Services } from './options.ts';
import { systemRandom } from './random.ts';
import { Waits } from './waits.ts';

function completed(given: InstitutionPolicy): CompletePolicy {
  const policy = schemas.policy.parse(given);
  return { ...policy, recoveryCodeCount: policy.recoveryCodeCount ?? 10, restorableForS: undoLifeMs / 1000 };
}

/** The options, checked and with their defaults. Throws when one makes no sense. */
export function servicesOf(options: MfaHandlerOptions): Services {
  const { issuer, policy } = options.institution;
  if (!issuer || issuer.length > 200)
    throw new RangeError('institution.issuer has to be a name of at most 200 characters.');
  return {
    store: options.store,
    sessions: options.sessions,
    mailer: options.mailer,
    sealing: options.sealing,
    institution: { issuer, policy: completed(policy) },
    stepUpLifeMs: requireWhole('stepUpLifeS', options.stepUpLifeS ?? 600) * 1000,
    signInLifeMs: requireWhole('signInLifeS', options.signInLifeS ?? 12 * 3600) * 1000,
    limits: limitsOf(options.limits),
    clientAddress: options.clientAddress ?? (() => null),
    notices: noticesOf(options.notices),
    stopping: options.stopping ?? new AbortController().signal,
    waits: new Waits(),
    log: options.log ?? jsonLines,
    now: options.now ?? (() => new Date()),
    random: options.random ?? systemRandom,
  };
}

/** A base path as routes begin with it: `/api/mfa`; empty for the root. */
export const pathOf = (basePath: string): string => {
  const bare = basePath.replace(/^\/+|\/+$/g, '');
  return bare && `/${bare}`;
};

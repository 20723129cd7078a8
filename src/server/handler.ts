import { Hono } from 'hono';
import type { ProblemCode } from '../contract/problems.ts';
import { schemas } from '../contract/schemas.ts';
import { answer, problemBody } from './answer.ts';
import { bind } from './bind.ts';
import { createGuard } from './guard.ts';
import { limitsOf, requireWhole, undoLifeMs } from './limits.ts';
import { jsonLines } from './log.ts';
import type { CompletePolicy, InstitutionPolicy, MfaHandlerOptions, Services } from './options.ts';
import { systemRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { Waits } from './waits.ts';

function completed(given: InstitutionPolicy): CompletePolicy {
  const policy = schemas.policy.parse(given);
  return { ...policy, recoveryCodeCount: policy.recoveryCodeCount ?? 10, restorableForS: undoLifeMs / 1000 };
}

function services(options: MfaHandlerOptions): Services {
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
    stopping: options.stopping ?? new AbortController().signal,
    waits: new Waits(),
    log: options.log ?? jsonLines,
    now: options.now ?? (() => new Date()),
    random: options.random ?? systemRandom,
  };
}

/**
 * The back end as one function from request to response, for any host that speaks the Fetch standard. Owns nothing
 * between two requests but which of them wait for news: several may share one database. Throws when an option makes no sense.
 */
export function createMfaHandler(options: MfaHandlerOptions): (request: Request) => Promise<Response> {
  const all = services(options);
  const guard = createGuard(options.allowedOrigins ?? []);
  const basePath = `/${(options.basePath ?? '/api/mfa').replace(/^\/+|\/+$/g, '')}`;
  const app = new Hono().basePath(basePath === '/' ? '' : basePath);
  const refuse = (code: ProblemCode) => {
    const body = problemBody(new Refusal(code));
    all.log({ at: all.now().toISOString(), event: 'request', status: body.status, code });
    return answer(body.status, body, all.now());
  };

  app.use(async (hono, next) => {
    const request = hono.req.raw;
    if (!guard.allows(request)) {
      const refused = refuse('forbidden_origin');
      // Whether it is refused depends on the origin.
      refused.headers.set('Vary', 'Origin');
      return refused;
    }
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: guard.preflight(request) });
    await next();
    for (const [name, value] of Object.entries(guard.headersFor(request))) hono.res.headers.set(name, value);
    return undefined;
  });
  bind(app, all);
  app.notFound(() => refuse('not_found'));
  app.onError(() => refuse('unavailable'));
  return async (request) => app.fetch(request);
}

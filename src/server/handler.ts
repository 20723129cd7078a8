import { Hono } from 'hono';
import type { ProblemCode } from '../contract/problems.ts';
import { answer, problemBody } from './answer.ts';
import { bind } from './bind.ts';
import { createGuard } from './guard.ts';
import { startNotices } from './notices/send.ts';
import type { MfaHandlerOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { pathOf, servicesOf } from './services.ts';

/**
 * The back end as one function from request to response, for any host that speaks the Fetch standard. Owns nothing
 * between two requests but which of them wait for news, and a timer that sends the notices: several may share one database. Throws when an option makes no sense.
 */
export function createMfaHandler(options: MfaHandlerOptions): (request: Request) => Promise<Response> {
  const all = servicesOf(options);
  const guard = createGuard(options.allowedOrigins ?? []);
  const app = new Hono().basePath(pathOf(options.basePath ?? '/api/mfa'));
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
  startNotices(all);
  app.notFound(() => refuse('not_found'));
  app.onError(() => refuse('unavailable'));
  return async (request) => app.fetch(request);
}

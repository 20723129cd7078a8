import type { Context as HonoContext, Hono } from 'hono';
import { openApiDocument } from '../contract/openapi.ts';
import { operations, type Operation } from '../contract/operations.ts';
import { answer, problemBody } from './answer.ts';
import { readBody } from './body.ts';
import { fingerprint } from './bytes.ts';
import type { Caller, Route } from './context.ts';
import type { Kept } from './idempotency.ts';
import { languageOf } from './language.ts';
import { errorFacts } from './log.ts';
import { offersOf } from './offers.ts';
import type { Services } from './options.ts';
import { perform } from './perform.ts';
import { spendRequest } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { implemented } from './routes/routes.ts';
import { isPlausible, withPlainLabel } from './sessions/rules.ts';

/** Every operation of the contract at its address: parse, do, answer, one log line each. */
export function bind(app: Hono, services: Services): void {
  const document = openApiDocument();
  const offers = offersOf(services.institution);
  for (const operation of operations) {
    const path = `/${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    app.on(operation.method, path, async (hono) => {
      const startedMs = performance.now();
      const now = services.now();
      const kept =
        operation.name === 'getOpenApi'
          ? { status: 200, body: document }
          : await respond(services, { operation, hono, now, isOffered: offers.includes(operation.name) }).catch(
              (error: unknown) => refused(services, { operation, error, now }),
            );
      const { code } = kept.body as { code?: string };
      services.log({
        at: now.toISOString(),
        event: 'request',
        operation: operation.name,
        status: kept.status,
        ...(kept.status >= 400 ? { code } : {}),
        durationMs: Math.round(performance.now() - startedMs),
      });
      // Not the time of the question: an answer may have waited for news.
      return answer(kept.status, kept.body, services.now());
    });
  }
}

interface Asked {
  operation: Operation;
  hono: HonoContext;
  now: Date;
  isOffered: boolean;
}

/** Refuses in one order for all operations: docs/en/contract-rules.md lists it. */
async function respond(services: Services, { operation, hono, now, isOffered }: Asked): Promise<Kept> {
  if (!isOffered) throw new Refusal('not_implemented');
  const input = await readInput(operation, hono);
  const request = hono.req.raw;
  const idempotencyKey = operation.method === 'GET' || operation.repeatable ? null : readKey(request);
  const route = implemented[operation.name as keyof typeof implemented] as Route<never>;
  if ('visit' in route)
    return { status: 200, body: await route.visit({ services, request, idempotencyKey, now }, input as never) };
  const found = await services.sessions(request);
  if (!found || !isPlausible(found, now)) throw new Refusal('unauthenticated');
  const session = withPlainLabel(found);
  const sessionHash = await fingerprint('session', `${session.subject}\0${session.id}`);
  const caller: Caller = { services, session, sessionHash, language: languageOf(request), now };
  if (operation.method !== 'GET') await spendRequest(caller, operation.name);
  return perform(caller, { operation, route, input, idempotencyKey });
}

/** Body and path, parsed by the contract. What did not fit is named by its place only, never by its value. */
async function readInput(operation: Operation, hono: HonoContext): Promise<unknown> {
  const members = operation.method === 'GET' ? {} : await readBody(hono.req.raw);
  // PostgreSQL stores no NUL in a text, and nobody types one.
  if (Object.values(members).some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw new Refusal('invalid_input', { detail: 'A text holds a NUL character.' });
  }
  const parsed = operation.input.safeParse({ ...members, ...hono.req.param() });
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'body');
  throw new Refusal('invalid_input', { detail: `Not as documented: ${[...new Set(places)].slice(0, 5).join(', ')}.` });
}

function readKey(request: Request): string | null {
  const key = request.headers.get('Idempotency-Key');
  if (key !== null && !/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new Refusal('invalid_input', { detail: 'Idempotency-Key: 1 to 128 printable ASCII characters.' });
  }
  return key;
}

function refused(
  services: Services,
  { operation, error, now }: { operation: Operation; error: unknown; now: Date },
): Kept {
  if (!(error instanceof Refusal)) {
    services.log({ at: now.toISOString(), event: 'failure', operation: operation.name, ...errorFacts(error) });
  }
  const refusal = error instanceof Refusal ? error : new Refusal('unavailable');
  const body = problemBody(refusal);
  return { status: body.status, body };
}

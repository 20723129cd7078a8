import type { Context as HonoContext, Hono } from 'hono';
import type { OperationRow } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { contract } from '../contract/table.ts';
import type { Input, OperationName } from '../contract/types.ts';
import { answer, problemBody } from './answer.ts';
import { readBody } from './body.ts';
import { fingerprint } from './bytes.ts';
import type { Caller } from './context.ts';
import type { Kept } from './idempotency.ts';
import { languageOf } from './language.ts';
import { errorFacts } from './log.ts';
import { offersOf } from './offers.ts';
import type { Services } from './options.ts';
import { perform } from './perform.ts';
import { spendRequest } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { routes } from './routes/routes.ts';
import { isPlausible, withPlainLabel } from './sessions/rules.ts';

/** Every operation of the contract at its address: parse, do, answer, one log line each. */
export function bind(app: Hono, services: Services): void {
  const offers = offersOf(services.institution);
  for (const operation of operations) {
    const path = `/${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    app.on(operation.method, path, async (hono) => {
      const startedMs = performance.now();
      const now = services.now();
      const asked = { operation: operation.name, hono, now, isOffered: offers.includes(operation.name) };
      const kept = await respond(services, asked).catch((error: unknown) => refused(services, asked, error));
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

interface Asked<Op extends OperationName> {
  operation: Op;
  hono: HonoContext;
  now: Date;
  isOffered: boolean;
}

/** Refuses in one order for all operations: docs/en/contract-rules.md lists it. */
async function respond<Op extends OperationName>(
  services: Services,
  { operation, hono, now, isOffered }: Asked<Op>,
): Promise<Kept> {
  if (!isOffered) throw new Refusal('not_implemented');
  const input = await readInput(operation, hono);
  const request = hono.req.raw;
  const { repeatable }: OperationRow = contract[operation];
  const isReading = request.method === 'GET';
  const idempotencyKey = isReading || repeatable ? null : readKey(request);
  const route = routes[operation];
  if ('visit' in route)
    return { status: 200, body: await route.visit({ services, request, idempotencyKey, now }, input) };
  const found = await services.sessions(request);
  if (!found || !isPlausible(found, now)) throw new Refusal('unauthenticated');
  const session = withPlainLabel(found);
  const sessionHash = await fingerprint('session', `${session.subject}\0${session.id}`);
  const caller: Caller = { services, session, sessionHash, language: languageOf(request), now };
  if (!isReading) await spendRequest(caller, operation);
  return perform(caller, { operation, route, input, idempotencyKey });
}

/** Body and path, parsed by the contract. What did not fit is named by its place only, never by its value. */
async function readInput<Op extends OperationName>(operation: Op, hono: HonoContext): Promise<Input<Op>> {
  const request = hono.req.raw;
  const members = request.method === 'GET' ? {} : await readBody(request);
  // PostgreSQL stores no NUL in a text, and nobody types one.
  if (Object.values(members).some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw new Refusal('invalid_input', { detail: 'A text holds a NUL character.' });
  }
  const parsed = contract[operation].input.safeParse({ ...members, ...hono.req.param() });
  if (parsed.success) return parsed.data as Input<Op>;
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

function refused(services: Services, { operation, now }: Asked<OperationName>, error: unknown): Kept {
  if (!(error instanceof Refusal)) {
    services.log({ at: now.toISOString(), event: 'failure', operation, ...errorFacts(error) });
  }
  const refusal = error instanceof Refusal ? error : new Refusal('unavailable');
  const body = problemBody(refusal);
  return { status: body.status, body };
}

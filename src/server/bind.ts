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
import { whenceOf } from './whence.ts';

/** Every operation of the contract at its address: parse, do, answer, one log line each. */
export function bind(app: Hono, services: Services): void {
  const offers = offersOf(services.institution);
  for (const { name: operation, method, path } of operations) {
    app.on(method, `/${path.replace(/\{(\w+)\}/g, ':$1')}`, async (hono) => {
      const startedMs = performance.now();
      const now = services.now();
      const asked = { operation, hono, now, isOffered: offers.includes(operation), isReading: method === 'GET' };
      const kept = await respond(services, asked).catch((error: unknown) => refused(services, asked, error));
      const { code } = kept.body as { code?: string };
      services.log({
        at: now.toISOString(),
        event: 'request',
        operation,
        status: kept.status,
        ...(kept.status >= 400 ? { code } : {}),
        durationMs: Math.round(performance.now() - startedMs),
      });
      // The time of the answer, not of the request: the answer may have waited for news.
      return answer(kept.status, kept.body, services.now());
    });
  }
}

interface Asked<Op extends OperationName> {
  operation: Op;
  hono: HonoContext;
  now: Date;
  isOffered: boolean;
  /** A GET, or a HEAD, which is answered as one. */
  isReading: boolean;
}

/** Refuses in one order for all operations: docs/en/contract-rules.md lists it. */
async function respond<Op extends OperationName>(
  services: Services,
  { operation, hono, now, isOffered, isReading }: Asked<Op>,
): Promise<Kept> {
  if (!isOffered) throw new Refusal('not_implemented');
  const members = isReading ? {} : await readBody(hono.req.raw);
  const input = readInput(operation, { ...members, ...hono.req.param() });
  const request = hono.req.raw;
  const { repeatable }: OperationRow = contract[operation];
  const idempotencyKey = isReading || repeatable ? null : readKey(request);
  const route = routes[operation];
  if ('visit' in route)
    return { status: 200, body: await route.visit({ services, request, idempotencyKey, now }, input) };
  const found = await services.sessions(request);
  if (!found || !isPlausible(found, now)) throw new Refusal('unauthenticated');
  const session = withPlainLabel(found);
  const sessionHash = await fingerprint('session', `${session.subject}\0${session.id}`);
  const language = languageOf(request);
  const agent = request.headers.get('User-Agent');
  const whence = whenceOf({ address: services.clientAddress(request), agent, language });
  const caller: Caller = { services, session, sessionHash, language, now, whence };
  if (!isReading) await spendRequest(caller, operation);
  return perform(caller, { operation, route, input, idempotencyKey });
}

/** Members of body and path, parsed by the contract. What did not fit is named by its place only, never by its value. */
function readInput<Op extends OperationName>(operation: Op, members: Record<string, unknown>): Input<Op> {
  // PostgreSQL stores no NUL in a text, and nobody types one.
  if (Object.values(members).some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw new Refusal('invalid_input', { detail: 'A text holds a NUL character.' });
  }
  const parsed = contract[operation].input.safeParse(members);
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

import { signInOperations } from '../../contract/sign-in/operations.ts';
import { signInProblems, type SignInProblem } from '../../contract/sign-in/problems.ts';
import { signInRows, type SignInInput, type SignInOperation } from '../../contract/sign-in/rows.ts';
import { answer } from '../answer.ts';
import { readBody } from '../body.ts';
import { languageOf } from '../language.ts';
import { errorFacts, type LogEntry } from '../log.ts';
import type { MfaHandlerOptions, Services } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { pathOf, servicesOf } from '../services.ts';
import { askAtSignIn, CallerRefusal } from './ask.ts';
import { presentedKey } from './keys.ts';

/** What the sign-in shares with the self-service has to be the same: store, sealing keys, policy, limits. */
export type SignInHandlerOptions = Pick<
  MfaHandlerOptions,
  'store' | 'mailer' | 'sealing' | 'institution' | 'limits' | 'log' | 'now' | 'random'
> & {
  /** Default `/api/sign-in`. */
  basePath?: string;
};

/**
 * The operations of the sign-in as one function from request to response, apart from the self-service: mount it where
 * only your own servers reach it. Throws when an option makes no sense.
 */
export function createSignInHandler(options: SignInHandlerOptions): (request: Request) => Promise<Response> {
  const services = servicesOf({ ...options, sessions: async () => null });
  const basePath = pathOf(options.basePath ?? '/api/sign-in');
  const at = new Map(signInOperations.map(({ name, method, path }) => [`${method} ${basePath}/${path}`, name]));

  return async (request) => {
    const startedMs = performance.now();
    const operation = at.get(`${request.method} ${new URL(request.url).pathname}`);
    const facts: Partial<LogEntry> = {};
    const { status, body, headers } = await respond(services, request, { operation, facts }).catch((error: unknown) =>
      refusalOf(services, operation, error),
    );
    services.log({
      at: services.now().toISOString(),
      event: 'sign-in',
      ...(operation && { operation }),
      status,
      ...facts,
      durationMs: Math.round(performance.now() - startedMs),
    });
    const response = answer(status, body, services.now());
    for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
    return response;
  };
}

interface Answered {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Refuses in one order for all operations: a browser, no operation, a shape, a key, a right, then what the operation says. */
async function respond(
  services: Services,
  request: Request,
  { operation, facts }: { operation: SignInOperation | undefined; facts: Partial<LogEntry> },
): Promise<Answered> {
  if (isFromBrowser(request)) throw new CallerRefusal('from_browser');
  if (!operation) throw new CallerRefusal('not_found');
  const input = readInput(operation, request.method === 'GET' ? {} : await readBody(request));
  const presented = presentedKey(request);
  if (!presented) throw new CallerRefusal('unauthenticated');
  const body = await askAtSignIn(services, { operation, input, presented, language: languageOf(request), facts });
  if (!('reason' in body)) return { status: 200, body };
  Object.assign(facts, body.result ? { factor: body.factor } : { code: body.reason });
  return { status: body.result ? 200 : ((input as Partial<SignInInput<'verify'>>).statusIfFalse ?? 200), body };
}

/**
 * A browser says where a request comes from, with each POST at least by `Origin`, or brings cookies; a server does neither.
 * `Sec-Fetch-Mode` says nothing: the `fetch` of Node and Deno sends it as well.
 */
export const isFromBrowser = ({ headers }: Request): boolean =>
  ['Origin', 'Sec-Fetch-Site', 'Cookie'].some((name) => headers.has(name));

function readInput(operation: SignInOperation, members: Record<string, unknown>) {
  const parsed = signInRows[operation].input.safeParse(members);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => path.join('.') || 'body');
    throw new Refusal('invalid_input', {
      detail: `Not as documented: ${[...new Set(places)].slice(0, 5).join(', ')}.`,
    });
  }
  return parsed.data;
}

function refusalOf(services: Services, operation: SignInOperation | undefined, error: unknown): Answered {
  const isKnown = (code: string): code is SignInProblem => Object.hasOwn(signInProblems, code);
  const isRefusal = error instanceof Refusal || error instanceof CallerRefusal;
  if (!isRefusal)
    services.log({
      at: services.now().toISOString(),
      event: 'failure',
      ...(operation && { operation }),
      ...errorFacts(error),
    });
  const code = isRefusal && isKnown(error.code) ? error.code : 'unavailable';
  const { detail = undefined, problem = {} } = error instanceof Refusal ? error : {};
  const { retryAfterMs } = problem as { retryAfterMs?: number };
  const { status, title } = signInProblems[code];
  return {
    status,
    body: {
      type: `urn:mfa-elements:problem:${code}`,
      title: title.en,
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
    // RFC 9110 §11.6.1.
    ...(status === 401 ? { headers: { 'WWW-Authenticate': 'Bearer, Basic realm="sign-in"' } } : {}),
  };
}

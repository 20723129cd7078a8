import { signInProblems, type SignInProblem } from '../../contract/sign-in/problems.ts';
import { errorFacts, type LogEntry } from '../log.ts';
import type { Services } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { pathOf, servicesOf } from '../services.ts';
import { CallerRefusal } from '../sign-in/ask.ts';
import { isFromBrowser } from '../sign-in/handler.ts';
import { keyIn } from '../sign-in/keys.ts';
import { parametersOf } from './parameters.ts';
import { routes, type Answered, type Asked, type PrivacyIdeaHandlerOptions } from './routes.ts';

/**
 * The part of the privacyIDEA API that plug-ins of sign-ons use to check a code, in front of our own operations: the same
 * locks, used codes and audit. docs/en/privacyidea.md says which part.
 */
export function createPrivacyIdeaHandler(options: PrivacyIdeaHandlerOptions): (request: Request) => Promise<Response> {
  const services = servicesOf({ ...options, sessions: async () => null });
  const { keyOfCallersWithout: key } = options;
  if (key !== undefined && !keyIn(key)) throw new RangeError('keyOfCallersWithout has to be the key of a service.');
  const basePath = pathOf(options.basePath ?? '/');

  return async (request) => {
    const startedMs = performance.now();
    const operation = new URL(request.url).pathname.slice(basePath.length);
    const facts: Partial<LogEntry> = {};
    const answered = await respond({ services, options, request, given: new Map(), facts }, operation).catch(
      (error: unknown) => refusalOf(services, operation, error),
    );
    const [status, answer] = answered instanceof Failure ? [answered.status, answered.body] : [200, bodyOf(answered)];
    services.log({
      at: services.now().toISOString(),
      event: 'privacyidea',
      ...(routes[operation] && { operation }),
      status,
      ...facts,
      durationMs: Math.round(performance.now() - startedMs),
    });
    const body = { ...answer, time: services.now().getTime() / 1000, id: 1, jsonrpc: '2.0', version: 'mfa-elements' };
    return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
  };
}

const bodyOf = ({ value, authentication, detail }: Answered) => ({
  result: { status: true, value, ...(authentication && { authentication }) },
  ...(detail && { detail }),
});

async function respond(asked: Asked, operation: string): Promise<Answered> {
  if (isFromBrowser(asked.request)) throw new CallerRefusal('from_browser');
  const route = asked.request.method === 'POST' ? routes[operation] : undefined;
  if (!route) throw new CallerRefusal('not_found');
  return route({ ...asked, given: await parametersOf(asked.request) });
}

class Failure {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {}
}

/** Numbers that plug-ins may know, where privacyIDEA has one; else the status. */
const numbers: Partial<Record<SignInProblem, number>> = {
  invalid_input: 905,
  unauthenticated: 4033,
  insufficient_rights: 303,
};

function refusalOf(services: Services, operation: string, error: unknown): Failure {
  const isRefusal = error instanceof Refusal || error instanceof CallerRefusal;
  const code = isRefusal && Object.hasOwn(signInProblems, error.code) ? (error.code as SignInProblem) : 'unavailable';
  if (!isRefusal)
    services.log({
      at: services.now().toISOString(),
      event: 'failure',
      operation: routes[operation] ? operation : '',
      ...errorFacts(error),
    });
  const { status, title } = signInProblems[code];
  const message = `${code}: ${title.en}`;
  return new Failure(status, { result: { status: false, error: { code: numbers[code] ?? status, message } } });
}

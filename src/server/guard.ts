/**
 * Which pages may use this back end. Owns the allow-list, the answers to preflights and the refusal of changes that
 * another site's page asks for with somebody's cookie (Fetch standard; OWASP CSRF cheat sheet, "verifying origin").
 */
export interface Guard {
  /** False when the request comes from a page that is not allowed. */
  allows(request: Request): boolean;
  /** Headers that let an allowed page of another origin read the answer; also says that answers differ by origin. */
  headersFor(request: Request): Record<string, string>;
  preflight(request: Request): Record<string, string>;
}

const exactForm = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/;
const wildcardForm = /^(https?:\/\/)\*(\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?)$/;

/** Throws for an entry of another form than `https://www.example.ac.jp` or `https://*.example.ac.jp`. */
function matcher(entry: string): (origin: string) => boolean {
  const [, scheme, rest] = wildcardForm.exec(entry) ?? [];
  if (scheme && rest) {
    const label = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;
    return (origin) =>
      origin.startsWith(scheme) &&
      origin.endsWith(rest) &&
      label.test(origin.slice(scheme.length, origin.length - rest.length));
  }
  if (!exactForm.test(entry)) {
    throw new RangeError(
      `allowedOrigins: "${entry}" is neither an origin (https://www.example.ac.jp) nor a wildcard host (https://*.example.ac.jp).`,
    );
  }
  return (origin) => origin === entry;
}

export function createGuard(allowedOrigins: readonly string[]): Guard {
  const matchers = allowedOrigins.map(matcher);
  const isListed = (origin: string) => matchers.some((matches) => matches(origin));

  const originOf = (request: Request) => request.headers.get('Origin');
  /** A browser sets `Sec-Fetch-Site` itself: it knows "same origin" even where a proxy has changed the address we see. */
  const isSame = (request: Request) =>
    request.headers.get('Sec-Fetch-Site') === 'same-origin' || originOf(request) === new URL(request.url).origin;

  function allows(request: Request): boolean {
    const origin = originOf(request);
    if (origin !== null) return isSame(request) || isListed(origin);
    // No Origin: a same-origin GET, somebody typing an address, or no browser at all (which carries no one's cookies).
    const site = request.headers.get('Sec-Fetch-Site');
    return request.method === 'GET' || site === null || site === 'same-origin' || site === 'none';
  }

  function headersFor(request: Request): Record<string, string> {
    const origin = originOf(request);
    if (origin === null || isSame(request) || !isListed(origin)) return { Vary: 'Origin' };
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Date, Retry-After',
    };
  }

  return {
    allows,
    headersFor,
    preflight: (request) => ({
      ...headersFor(request),
      'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key',
      'Access-Control-Max-Age': '600',
    }),
  };
}

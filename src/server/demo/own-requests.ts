import { createMiddleware } from 'hono/factory';

/** Names that lead to this machine wherever they are asked for. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Answers under the demo's own names only. A page of somebody else can make its name lead here (DNS rebinding); it would
 * then be of the same origin, and could sign in.
 */
export const ownHost = (names: readonly string[]) =>
  createMiddleware(async (c, next) => {
    if ([...loopback, ...names].includes(new URL(c.req.url).hostname)) return next();
    return c.text(
      'This demonstration answers as localhost and 127.0.0.1. For another name, start it with PUBLIC_HOSTS=name.\n' +
        'このデモンストレーションは、localhost と 127.0.0.1 という名前で応答します。ほかの名前を使うには、PUBLIC_HOSTS=名前 を付けて起動してください。\n',
      421,
    );
  });

/**
 * False for a request that a page of another site makes somebody's browser send. Without either header it comes from a
 * program, or from an address that somebody typed.
 */
export function isOwn(request: Request): boolean {
  const origin = request.headers.get('Origin');
  const site = request.headers.get('Sec-Fetch-Site') ?? 'none';
  return ['none', 'same-origin'].includes(site) && (origin === null || origin === new URL(request.url).origin);
}

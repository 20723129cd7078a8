import { jwtVerify, SignJWT } from 'jose';
import { utf8 } from '../bytes.ts';
import { randomId, systemRandom, type Random } from '../random.ts';
import type { Session, SessionPort } from './port.ts';
import { isPlausible, requireText } from './rules.ts';

interface Options {
  /** At least 32 characters that nobody else knows; sessions signed with another one are not recognised. */
  secret: string;
  /** Default `mfa_session`; a cookie that travels by https only has `__Host-` before it. */
  name?: string;
  /** Default 8 hours. */
  lifeS?: number;
  /**
   * Whether the cookie travels by https only; by default it does when the request came by https. Say `true` where a proxy
   * ends https and the server sees http.
   */
  secure?: boolean;
  now?: () => Date;
  random?: Random;
}

export interface CookieSessions extends SessionPort {
  /** A `Set-Cookie` value that signs a person in: a new session, proven now. Without `request` and `secure`: for http. */
  issue(person: Pick<Session, 'subject' | 'label'>, request?: Request): Promise<string>;
  /** A `Set-Cookie` value that signs out. */
  clear(request?: Request): string;
}

const audience = 'mfa-elements:session';

/**
 * Sessions in a signed cookie (JWT, HS256), for hosts that have none of their own. The signature is all the server
 * knows: signing out removes the cookie from the browser, and a copied one lives on until it expires.
 *
 * Any host of the same site may set a cookie for all of them, and so put somebody into an account of its own. By https
 * the name begins with `__Host-`, which browsers take from this host alone (RFC 6265bis §4.1.3.2); and two cookies of the
 * name are nobody's.
 */
export function cookieSessions(options: Options): CookieSessions {
  const {
    secret,
    name = 'mfa_session',
    lifeS = 8 * 3600,
    secure,
    now = () => new Date(),
    random = systemRandom,
  } = options;
  const bytes = utf8(requireText('cookieSessions: secret', secret, 32));
  // Once, not for each request.
  const imported = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  requireText('cookieSessions: name', name);
  if (!Number.isInteger(lifeS) || lifeS <= 0) throw new RangeError('cookieSessions: lifeS has to be seconds.');

  const isSecure = (request: Request | undefined) => secure ?? request?.url.startsWith('https:') ?? false;
  const nameFor = (request: Request | undefined) =>
    isSecure(request) && !name.startsWith('__Host-') ? `__Host-${name}` : name;

  const port: SessionPort = async (request) => {
    const [token, ...others] = readCookies(request.headers.get('Cookie') ?? '', nameFor(request));
    if (token === undefined || others.length) return null;
    const rules = { algorithms: ['HS256'], audience, currentDate: now() };
    const verified = await jwtVerify(token, await imported, rules).catch(() => null);
    const { sid, sub, label, iat } = (verified?.payload ?? {}) as Record<string, unknown>;
    if (typeof sid !== 'string' || typeof sub !== 'string' || typeof label !== 'string' || typeof iat !== 'number')
      return null;
    const session = { id: sid, subject: sub, label, provenAt: new Date(iat * 1000) };
    return isPlausible(session, now()) ? session : null;
  };

  const attributes = (request: Request | undefined) =>
    `Path=/; HttpOnly; SameSite=Lax${isSecure(request) ? '; Secure' : ''}`;

  return Object.assign(port, {
    async issue({ subject, label }: Pick<Session, 'subject' | 'label'>, request?: Request) {
      const issuedS = Math.floor(now().getTime() / 1000);
      const token = await new SignJWT({ sid: randomId(random), label })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(issuedS)
        .setExpirationTime(issuedS + lifeS)
        .sign(await imported);
      return `${nameFor(request)}=${token}; Max-Age=${lifeS}; ${attributes(request)}`;
    },
    clear: (request?: Request) => `${nameFor(request)}=; Max-Age=0; ${attributes(request)}`,
  });
}

function readCookies(header: string, name: string): string[] {
  const prefix = `${name}=`;
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
}

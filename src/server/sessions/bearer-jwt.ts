import {
  createRemoteJWKSet,
  jwtVerify,
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
  type KeyObject,
} from 'jose';
import { fingerprint } from '../bytes.ts';
import type { Session, SessionPort } from './port.ts';

interface Options {
  /** The issuer's key, its key set, or the address of that set. */
  key: CryptoKey | KeyObject | Uint8Array | JWTVerifyGetKey | URL;
  issuer: string;
  audience: string;
  /** Default: the asymmetric ones OpenID providers use. Name HS256 yourself if you mean it. */
  algorithms?: string[];
  /** The claim that names the person; default `sub`. */
  subjectClaim?: string;
  /** `acr` values that mean a second factor was asked for at `auth_time`; that counts as a step-up. */
  stepUpAcr?: readonly string[];
  now?: () => Date;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Sessions in an `Authorization: Bearer` token (RFC 6750, RFC 7519), for pages whose origin cannot send cookies. */
export function bearerJwtSessions(options: Options): SessionPort {
  const {
    issuer,
    audience,
    algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'],
    subjectClaim = 'sub',
    stepUpAcr = [],
    now = () => new Date(),
  } = options;
  const source = options.key instanceof URL ? createRemoteJWKSet(options.key) : options.key;
  const rules = { issuer, audience, algorithms, requiredClaims: ['exp'] };

  return async (request) => {
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
    if (token === undefined) return null;
    const check = { ...rules, currentDate: now() };
    const verified = await (
      typeof source === 'function' ? jwtVerify(token, source, check) : jwtVerify(token, source, check)
    ).catch(isRefused);
    const subject = verified && text(verified.payload[subjectClaim]);
    return verified && subject ? { subject, ...(await describe(verified.payload, token)) } : null;
  };

  async function describe(claims: JWTPayload, token: string): Promise<Omit<Session, 'subject'>> {
    const authTime = claims['auth_time'];
    const provenAt = typeof authTime === 'number' ? { provenAt: new Date(authTime * 1000) } : {};
    const isSteppedUp = stepUpAcr.includes(text(claims['acr']) ?? '');
    return {
      // The same for every token of one sign-in, else each renewed token would ask for a new step-up; `jti` is a token's own.
      id:
        text(claims['sid']) ??
        (typeof authTime === 'number' ? `auth_time ${authTime}` : undefined) ??
        text(claims.jti) ??
        (await fingerprint('token', token)),
      label:
        text(claims['preferred_username']) ??
        text(claims['email']) ??
        text(claims['name']) ??
        String(claims[subjectClaim]),
      ...provenAt,
      ...(isSteppedUp && provenAt.provenAt ? { steppedUpAt: provenAt.provenAt } : {}),
    };
  }
}

/** A bad token means nobody is signed in; a key set that cannot be fetched means that we cannot tell. */
function isRefused(error: unknown): null {
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_JWKS_TIMEOUT' || code === 'ERR_JOSE_GENERIC') throw error;
  if (typeof code === 'string' && code.startsWith('ERR_J')) return null;
  throw error;
}

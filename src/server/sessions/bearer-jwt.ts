import {
  createRemoteJWKSet,
  jwtVerify,
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWTVerifyResult,
  type KeyObject,
} from 'jose';
import { fingerprint } from '../bytes.ts';
import type { Session, SessionPort } from './port.ts';
import { isPlausible, requireText } from './rules.ts';

type Key = CryptoKey | KeyObject | Uint8Array;

interface Options {
  /** The issuer's key, its key set, or the address of that set. */
  key: Key | JWTVerifyGetKey | URL;
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

/**
 * Sessions in an `Authorization: Bearer` token (RFC 6750, RFC 7519), for pages whose origin cannot send cookies. Throws
 * for a missing issuer or audience, which would let in a token that was made for somebody else, and for a short key.
 */
export function bearerJwtSessions(options: Options): SessionPort {
  const {
    algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'],
    subjectClaim = 'sub',
    stepUpAcr = [],
    now = () => new Date(),
  } = options;
  const rules = {
    issuer: requireText('bearerJwtSessions: issuer', options.issuer),
    audience: requireText('bearerJwtSessions: audience', options.audience),
    algorithms,
    requiredClaims: ['exp'],
  };
  requireText('bearerJwtSessions: subjectClaim', subjectClaim);
  const keyFor = keySource(options.key, algorithms);

  return async (request) => {
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
    const verified = token === undefined ? null : await verify(token, keyFor, { ...rules, currentDate: now() });
    if (!verified) return null;
    const session = await describe(verified.payload, token!);
    return session && isPlausible(session, now()) ? session : null;
  };

  async function describe(claims: JWTPayload, token: string): Promise<Session | null> {
    const subject = text(claims[subjectClaim]);
    const authTime = claims['auth_time'];
    if (!subject || (authTime !== undefined && typeof authTime !== 'number')) return null;
    const provenAt = authTime === undefined ? {} : { provenAt: new Date(authTime * 1000) };
    const isSteppedUp = stepUpAcr.includes(text(claims['acr']) ?? '');
    return {
      subject,
      // The same for every token of one sign-in, else each renewed token would ask for a new step-up; `jti` is a token's own.
      id:
        text(claims['sid']) ??
        (authTime === undefined ? undefined : `auth_time ${authTime}`) ??
        text(claims.jti) ??
        (await fingerprint('token', token)),
      label: text(claims['preferred_username']) ?? text(claims['email']) ?? text(claims['name']) ?? subject,
      ...provenAt,
      ...(isSteppedUp && provenAt.provenAt ? { steppedUpAt: provenAt.provenAt } : {}),
    };
  }
}

function keySource(key: Options['key'], algorithms: readonly string[]): JWTVerifyGetKey {
  if (!key) throw new RangeError('bearerJwtSessions: key is missing.');
  if (key instanceof URL) return createRemoteJWKSet(key);
  if (typeof key === 'function') return key;
  requireLength(key, algorithms);
  return async () => key;
}

/** RFC 7518 §3.2 and §3.3: a secret as long as the hash, an RSA key of 2048 bits. */
function requireLength(key: Key, algorithms: readonly string[]): void {
  const { isSecret, bits } = describeKey(key);
  const hashes = algorithms.map((algorithm) => Number(/^HS(\d+)$/.exec(algorithm)?.[1] ?? 0));
  const least = isSecret ? Math.max(256, ...hashes) : 2048;
  if (bits !== undefined && bits < least) throw new RangeError(`bearerJwtSessions: key has to have ${least} bits.`);
}

/** What `KeyObject` of Node says of itself; jose's type knows its kind only. */
interface NodeKey {
  symmetricKeySize?: number;
  asymmetricKeyDetails?: { modulusLength?: number };
}

/** `bits` is undefined for kinds of keys that have no length to choose. */
function describeKey(key: Key): { isSecret: boolean; bits: number | undefined } {
  if (key instanceof Uint8Array) return { isSecret: true, bits: key.length * 8 };
  const isSecret = key.type === 'secret';
  if ('algorithm' in key) {
    const { length, modulusLength } = key.algorithm as { length?: number; modulusLength?: number };
    return { isSecret, bits: isSecret ? length : modulusLength };
  }
  const { symmetricKeySize = 0, asymmetricKeyDetails } = key as NodeKey;
  return { isSecret, bits: isSecret ? symmetricKeySize * 8 : asymmetricKeyDetails?.modulusLength };
}

/** Codes of jose that say that the token names a key which is not in the set. */
const strangers = ['ERR_JWKS_NO_MATCHING_KEY', 'ERR_JWKS_MULTIPLE_MATCHING_KEYS', 'ERR_JOSE_NOT_SUPPORTED'];

/**
 * Null for a token that does not hold, for whatever reason: wrong, of another kind, or for another key. Rejects only
 * when the key set cannot be had, for then we cannot tell.
 */
async function verify(
  token: string,
  keyFor: JWTVerifyGetKey,
  check: JWTVerifyOptions,
): Promise<JWTVerifyResult | null> {
  let failure: Error | undefined;
  const find: JWTVerifyGetKey = async (header, signed) => {
    try {
      return await keyFor(header, signed);
    } catch (error) {
      if (!strangers.includes(String((error as { code?: unknown }).code))) failure = error as Error;
      throw error;
    }
  };
  const verified = await jwtVerify(token, find, check).catch(() => null);
  if (failure) throw failure;
  return verified;
}

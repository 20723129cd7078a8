import { serviceRights, type ServiceRight } from '../../contract/sign-in/rows.ts';
import { equalBytes, fingerprint, fromBase64, fromUtf8, utf8 } from '../bytes.ts';
import { randomId, systemRandom, type Random } from '../random.ts';
import type { Store } from '../store/database.ts';
import type { ServiceKeyRow } from '../store/service-keys.ts';
import { serviceKeys } from '../store/store.ts';

/**
 * Keys of services. The text is `mfa1.ID.SECRET`; only a hash of the secret is stored, and a plain one will do, for it is
 * random and long. A service may have several at once: that is how one is changed without a pause.
 */
const written = /^mfa1\.([\w-]{22})\.([\w-]{44})$/;

const hashOf = (id: string, secret: string): Promise<string> => fingerprint('service-key', `${id}\0${secret}`);

/** A name that reads well in an audit and a log. */
const plainName = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** What is said of a key; never the key. */
export interface ServiceKey {
  id: string;
  /** The service. */
  name: string;
  rights: ServiceRight[];
  createdAt: Date;
  expiresAt: Date;
}

interface NewKey {
  name: string;
  rights: readonly ServiceRight[];
  expiresAt: Date;
  now?: Date;
  random?: Random;
}

/** Makes a key. Its text is in this answer and nowhere else. Throws for a name or a right that is none. */
export async function makeServiceKey(
  { database }: Store,
  { name, rights, expiresAt, now = new Date(), random = systemRandom }: NewKey,
): Promise<ServiceKey & { key: string }> {
  if (!plainName.test(name)) throw new RangeError('The name of a service: a-z, 0-9, ".", "_" and "-", at most 64.');
  const wrong = rights.find((right) => !serviceRights.includes(right));
  if (wrong !== undefined || !rights.length) throw new RangeError(`Rights are ${serviceRights.join(', ')}.`);
  if (!(expiresAt > now)) throw new RangeError('A key has to expire in the future.');
  const id = randomId(random);
  const secret = randomId(random) + randomId(random);
  const row = { id, name, rights: [...new Set(rights)], createdAt: now, expiresAt };
  await serviceKeys.addServiceKey(database, { ...row, keyHash: await hashOf(id, secret) });
  return { ...row, key: `mfa1.${id}.${secret}` };
}

export async function listServiceKeys({ database }: Store): Promise<ServiceKey[]> {
  return (await serviceKeys.listServiceKeys(database)).map(({ keyHash: _, ...key }) => key);
}

/** The key ends then, now unless told otherwise. False when there is none with this id. */
export const expireServiceKey = ({ database }: Store, id: string, at: Date = new Date()): Promise<boolean> =>
  serviceKeys.endServiceKey(database, id, at);

/**
 * The key that a request carries, before anybody has looked whether it counts: its secret, or what stands for it, which
 * was looked at.
 */
export interface Presented {
  id: string;
  secret: string | typeof proven;
}

export const proven = Symbol('the secret was shown before');

/** `Authorization: Bearer KEY`, or `Basic` with the key as the password, for callers that know no bearer. */
export function presentedKey(request: Request): Presented | null {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
  if (!/^(bearer|basic)$/i.test(scheme)) return null;
  return keyIn(scheme.toLowerCase() === 'basic' ? passwordIn(value) : value);
}

export function keyIn(text: string): Presented | null {
  const [, id, secret] = written.exec(text) ?? [];
  return id && secret ? { id, secret } : null;
}

function passwordIn(value: string): string {
  try {
    return /^[^:]*:(.*)$/s.exec(fromUtf8(fromBase64(value)))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Whether the row is of this key, and still counts. */
export async function isOfKey(row: ServiceKeyRow | undefined, { id, secret }: Presented, now: Date): Promise<boolean> {
  // Hashed in any case, so that the time taken does not tell whether there is such a key.
  const isSame = secret === proven || equalBytes(utf8(await hashOf(id, secret)), utf8(row?.keyHash ?? ''));
  return row !== undefined && isSame && row.expiresAt > now;
}

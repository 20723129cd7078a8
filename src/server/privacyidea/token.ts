import { fromBase64, fromUtf8, utf8 } from '../bytes.ts';
import type { Services } from '../options.ts';
import { proven, type Presented } from '../sign-in/keys.ts';

/**
 * What `/auth` gives a plug-in for its account: a JWT (RFC 7519), since plug-ins read `exp` in it. Signed with a keyed
 * hash of the sealing keys, so that any process knows it; the key of the service is asked for anew with each request.
 */
const lifeS = 60 * 60;

interface Claims {
  sub: string;
  exp: number;
}

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const signed = (head: string): string => `privacyidea-token\0${head}`;

export async function makeToken(
  { sealing, now }: Pick<Services, 'sealing' | 'now'>,
  { id, name }: { id: string; name: string },
): Promise<string> {
  const exp = Math.floor(now().getTime() / 1000) + lifeS;
  const parts = [
    { alg: 'HS256', typ: 'JWT', kid: sealing.currentKeyId },
    { sub: id, username: name, role: 'admin', exp },
  ];
  const head = parts.map((part) => base64Url(utf8(JSON.stringify(part)))).join('.');
  return `${head}.${base64Url((await sealing.hash(signed(head))).hash)}`;
}

/** The key that a token stands for; null for a token that is none, or has ended. */
export async function keyOfToken(
  { sealing, now }: Pick<Services, 'sealing' | 'now'>,
  token: string,
): Promise<Presented | null> {
  const [header, claims, signature, ...more] = token.split('.');
  if (!header || !claims || !signature || more.length || token.length > 1000) return null;
  try {
    const { kid: keyId } = JSON.parse(fromUtf8(fromBase64(header))) as { kid: string };
    const hash = fromBase64(signature);
    if (!(await sealing.matches(signed(`${header}.${claims}`), { hash, keyId }))) return null;
    const { sub, exp } = JSON.parse(fromUtf8(fromBase64(claims))) as Claims;
    return exp * 1000 > now().getTime() ? { id: sub, secret: proven } : null;
  } catch {
    // Not what we made.
    return null;
  }
}

import { readAddress, splitLabel } from './address.ts';
import { base64Bytes, utf8, utf8Text } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf, parseJson, textOf } from './json.ts';

/** 2FAS Auth (`.2fas`), schema 1 to 4. What a person edited is in `otp` and wins over `otp.link`, the address once read. */
function foundIn(services: unknown): Found[] {
  return itemsOf(services).map((service) => {
    const otp = membersOf(service.otp);
    const link = textOf(otp.link) ? readAddress(textOf(otp.link)) : {};
    return {
      type: otp.tokenType ?? (link.why ? undefined : link.type),
      issuer: otp.issuer || link.issuer || service.name,
      account: otp.account || link.account || splitLabel(textOf(otp.label), '').account,
      secret: service.secret,
      algorithm: otp.algorithm ?? link.algorithm,
      digits: otp.digits ?? link.digits,
      period: otp.period ?? link.period,
    };
  });
}

/** `data:salt:iv` in Base64; PBKDF2 with 10,000 iterations, AES-GCM. */
async function open(locked: string, password: string, work: Source['work']): Promise<Outcome> {
  const { decryptGcm, pbkdf2 } = await import('./crypto.ts');
  const [data, salt, iv] = locked.split(':', 4).map(base64Bytes);
  if (!data || !salt || !iv) return 'broken';
  const key = await pbkdf2(utf8(password), salt, { iterations: 10_000, hash: 'SHA-256' }, work);
  const plain = key && (await decryptGcm(key, iv, data));
  key?.fill(0);
  if (!plain) return 'wrong';
  const services = parseJson(utf8Text(plain) ?? '');
  plain.fill(0);
  return Array.isArray(services) ? foundIn(services) : 'broken';
}

export async function read({ json, password, work }: Source): Promise<Outcome> {
  const { services, servicesEncrypted } = membersOf(json);
  if (typeof servicesEncrypted !== 'string') return foundIn(services);
  return password ? open(servicesEncrypted, password, work) : 'locked';
}

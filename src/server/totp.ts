import { Secret as OtpSecret, TOTP } from 'otpauth';
import type { WrittenPolicy } from '../contract/types.ts';

export interface TotpKey extends Readonly<WrittenPolicy['app']> {
  secret: Uint8Array<ArrayBuffer>;
}

/** 160 bits, as RFC 4226 §4 R6 recommends; a longer one only makes the QR code denser. */
export const secretBytes = 20;

const totp = ({ secret, digits, periodS, algorithm }: TotpKey): TOTP =>
  new TOTP({ secret: new OtpSecret({ buffer: secret.buffer }), digits, period: periodS, algorithm });

/**
 * The time step `code` belongs to, and how many steps that is behind (negative) or ahead of `now`; null when it
 * belongs to none of the `reach` steps on either side. Compared in constant time (otpauth).
 */
export function findStep(key: TotpKey, code: string, now: Date, reach = 1): { step: number; delta: number } | null {
  const delta = totp(key).validate({ token: code, timestamp: now.getTime(), window: reach });
  return delta === null ? null : { step: Math.floor(now.getTime() / 1000 / key.periodS) + delta, delta };
}

/** RFC 4648 Base32, upper case, unpadded. */
export const base32 = (secret: Uint8Array<ArrayBuffer>): string => new OtpSecret({ buffer: secret.buffer }).base32;

/**
 * Key URI Format. Parameters at their defaults are left out: every app assumes them, some refuse or ignore them, and
 * the QR code is smaller. Blanks are %20, never `+`, which iOS shows as it stands.
 */
export function keyUri({ issuer, label, key }: { issuer: string; label: string; key: TotpKey }): string {
  // A colon would end the issuer's part of the label early.
  const safe = (text: string) => encodeURIComponent([...text.replaceAll(':', ' ')].slice(0, 64).join('').trim());
  const parameters = [
    `secret=${base32(key.secret)}`,
    `issuer=${safe(issuer)}`,
    ...(key.algorithm === 'SHA1' ? [] : [`algorithm=${key.algorithm}`]),
    ...(key.digits === 6 ? [] : [`digits=${key.digits}`]),
    ...(key.periodS === 30 ? [] : [`period=${key.periodS}`]),
  ];
  return `otpauth://totp/${safe(issuer)}:${safe(label)}?${parameters.join('&')}`;
}

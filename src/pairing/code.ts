import { fromBase64url } from '../core/base64url.ts';
import type { WrongCode } from '../ports/pairing.ts';
import { inOnePiece } from '../text/typed.ts';
import type { Invitation, Role } from './protocol.ts';

/** Where two devices meet, as a person reads it, types it or scans it. */

/** Crockford's Base32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;
const typedLimit = 64;
const scannedLimit = 2048;
const lookAlikes: Record<string, string> = { O: '0', I: '1', L: '1' };
const roleLetters = { g: 'giver', t: 'taker' } as const;

export const isCode = (text: string): boolean =>
  text.length === codeLength && [...text].every((sign) => alphabet.includes(sign));

/** As it is shown: `XXXX-XXXX`. */
export const formatCode = (id: string): string => `${id.slice(0, 4)}-${id.slice(4)}`;

/** What a person means by what they typed: any case and width, blanks and dashes of any kind, O for 0, I or l for 1. */
export function parseCode(typed: string): { id: string } | { wrong: WrongCode } {
  if (typed.length > typedLimit) return { wrong: 'too-long' };
  const signs = [...inOnePiece(typed).toUpperCase()].map((sign) => lookAlikes[sign] ?? sign);
  if (signs.length === 0) return { wrong: 'empty' };
  if (!signs.every((sign) => alphabet.includes(sign))) return { wrong: 'foreign' };
  if (signs.length !== codeLength) return { wrong: signs.length < codeLength ? 'too-short' : 'too-long' };
  return { id: signs.join('') };
}

/** `1.t.K7Q2M4XZ.…`: version, the opener's role, the code, its commitment. None of it is secret. */
export function writeInvitation({ id, role, commitment }: Required<Invitation>): string {
  return ['1', role[0], id, commitment].join('.');
}

export const fragmentName = 'mfa-pair';

/** The page with the invitation behind `#`, which no server gets to see: what the QR code holds. */
export function invitationAddress(page: string, invitation: Required<Invitation>): string {
  const address = new URL(page);
  address.hash = `${fragmentName}=${writeInvitation(invitation)}`;
  return address.href;
}

/**
 * What a scanned QR code or the page's own address says. `other`: it is about something else. `version`: it is an
 * invitation, of a version that is not known here.
 */
export function parseInvitation(text: string): Required<Invitation> | { wrong: 'other' | 'version' } {
  if (text.length > scannedLimit) return { wrong: 'other' };
  const fragment = text.slice(text.indexOf('#') + 1);
  const named = fragment.split('&').find((part) => part.startsWith(`${fragmentName}=`));
  if (named === undefined) return { wrong: 'other' };
  const [version, letter = '', id = '', commitment = '', ...more] = named.slice(fragmentName.length + 1).split('.');
  if (version !== '1') return { wrong: /^\d{1,3}$/.test(version ?? '') ? 'version' : 'other' };
  const role: Role | undefined = Object.hasOwn(roleLetters, letter)
    ? roleLetters[letter as keyof typeof roleLetters]
    : undefined;
  const isWhole = role && isCode(id) && fromBase64url(commitment)?.length === 32 && more.length === 0;
  return isWhole ? { id, role, commitment } : { wrong: 'other' };
}

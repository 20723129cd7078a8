import { Secret } from './secret.ts';
import { nameOf } from '../text/name.ts';

/** What an app needs to make codes by RFC 6238; the same shape as a back end's key (contract). */
export interface EntryKey {
  /** Base32 (RFC 4648 §6), upper case, without padding. */
  secret: Secret;
  /** The whole entry by Key URI Format, for a QR code or a link. */
  uri: Secret;
  digits: number;
  periodS: number;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

/** One account of an authenticator app. Time-based only: the institutions this is for use nothing else. */
export interface Entry {
  /** Empty when the app wrote none. */
  issuer: string;
  /** Empty when the app wrote none. */
  account: string;
  key: EntryKey;
}

/**
 * Key URI Format (github.com/google/google-authenticator/wiki/Key-Uri-Format). Everything beyond ASCII is
 * percent-encoded, and what is usual is left out, so that the QR code stays small and every app reads it.
 */
export function makeEntry(givenIssuer: string, givenAccount: string, key: Omit<EntryKey, 'uri'>): Entry {
  const [issuer, account] = [nameOf(givenIssuer), nameOf(givenAccount)];
  const { secret, digits, periodS, algorithm } = key;
  const label = [issuer, account].filter(Boolean).map(encodeURIComponent).join(':');
  const parameters = [
    `secret=${secret.reveal()}`,
    issuer && `issuer=${encodeURIComponent(issuer)}`,
    algorithm !== 'SHA1' && `algorithm=${algorithm}`,
    digits !== 6 && `digits=${digits}`,
    periodS !== 30 && `period=${periodS}`,
  ].filter(Boolean);
  return { issuer, account, key: { ...key, uri: new Secret(`otpauth://totp/${label}?${parameters.join('&')}`) } };
}

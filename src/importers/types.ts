import type { Entry } from '../entry.ts';

/** Formats by content; the name of a file says nothing. */
export type FormatId =
  | 'otpauth'
  | 'google-migration'
  | 'authenticator-extension'
  | 'aegis'
  | '2fas'
  | 'bitwarden'
  | 'freeotp'
  | 'freeotp-plus'
  | 'andotp'
  | 'stratum'
  | 'proton'
  | 'raivo'
  | '2fauth'
  | 'apple-passwords'
  | 'ente'
  | 'lastpass';

/** Why one entry of a file was left out. Carries no key. */
export interface Rejected {
  issuer: string;
  account: string;
  why: 'not-time-based' | 'algorithm' | 'digits' | 'period' | 'secret' | 'malformed' | 'deleted';
}

/** Which of several QR codes this is (Google Authenticator). */
export interface Part {
  /** From 0. */
  index: number;
  of: number;
  /** Zero in what the app writes today: sets cannot be told apart by it alone. */
  setId: number;
}

/** Why nothing can be read. */
export type Unreadable =
  | 'empty'
  /** More than 5 MiB, or more than 5,000 entries. */
  | 'too-large'
  /** Nothing we know. */
  | 'unknown'
  /** A known format whose content is cut off or not what it says. */
  | 'broken'
  /** A known container that cannot be opened here: `format` says whose, the words say what to do instead. */
  | 'unsupported'
  /** Opened, but there is no entry in it. */
  | 'no-entries';

/** What came of reading. Entries hold wrapped keys; nothing else holds any. */
export type Reading =
  | { at: 'read'; format: FormatId; entries: Entry[]; rejected: Rejected[]; part?: Part }
  /** A password opens it. `isWrong` after one that did not. */
  | { at: 'locked'; format: FormatId; isWrong: boolean }
  | { at: 'unreadable'; why: Unreadable; format?: FormatId };

/** What a key is used with when there is nothing but the key. */
export interface BareKey {
  issuer: string;
  account: string;
  digits: number;
  periodS: number;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

/** How long work is followed and stopped. */
export interface Work {
  signal?: AbortSignal;
  /** From 0 to 1. */
  onProgress?: (done: number) => void;
}

import type { Entry } from '../core/entry.ts';

/** We tell formats by content. The name of a file says nothing. */
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
  | 'lastpass'
  | 'keepass'
  /** A table of any other password manager, with a column of keys. */
  | 'csv';

/** Why one entry of a file was left out. Its names are cleaned and carry no key; they are empty where none is known. */
export interface Rejected {
  issuer: string;
  account: string;
  why:
    | 'not-time-based'
    /** An algorithm other than SHA1, SHA256 and SHA512. */
    | 'algorithm'
    | 'digits'
    | 'period'
    /** There is a key, and it is no Base32 text. */
    | 'secret'
    /** So short that a part of it is missing. */
    | 'short-key'
    /** No key, or nothing that can be understood. */
    | 'malformed'
    | 'deleted';
}

/** The kind of a file that is no export, by its first bytes. */
export type FileKind =
  /** Packed: what is inside may be an export. */
  | 'zip'
  | 'gzip'
  | '7z'
  | 'xz'
  | 'bzip2'
  | 'zstd'
  | 'rar'
  | 'tar'
  /** Encrypted by another program. */
  | 'keepass'
  | 'openpgp'
  | 'age'
  | 'openssl'
  | 'otpclient'
  /** Another kind of file, neither packed nor encrypted. */
  | 'sqlite'
  | 'pdf'
  | 'picture'
  | 'office'
  | 'java';

/** Which of several QR codes this is (Google Authenticator). */
export interface Part {
  /** From 0. */
  index: number;
  of: number;
  /** The app writes zero today, so this alone does not tell two sets apart. */
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
  /** A known export that cannot be opened here: `format` says whose, the words say what to do instead. */
  | 'unsupported'
  /** Packed files; `kind` says which. Unpack it first. */
  | 'packed'
  /** Encrypted by a program that is no authenticator app; `kind` says which. Decrypt it there first. */
  | 'encrypted'
  /** A file of another kind, not encrypted; `kind` says which. */
  | 'other-file'
  /** Opened, but there is no entry in it. */
  | 'no-entries';

/** What came of reading. Entries hold wrapped keys; nothing else holds any. */
export type Reading =
  | { at: 'read'; format: FormatId; entries: Entry[]; rejected: Rejected[]; part?: Part }
  /**
   * A password opens it. `isWrong` after one that did not. `isGuess`: the file has no mark of any app, and looks only as
   * such an export would; a password that does not open it may as well mean that it is something else.
   */
  | { at: 'locked'; format: FormatId; isWrong: boolean; isGuess?: true }
  | { at: 'unreadable'; why: Unreadable; format?: FormatId; kind?: FileKind };

/** The values for a key that comes alone. */
export interface BareKey {
  issuer: string;
  account: string;
  digits: number;
  periodS: number;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

/** How a caller stops the work and follows its progress. */
export interface Work {
  signal?: AbortSignal;
  /** From 0 to 1. */
  onProgress?: (done: number) => void;
}

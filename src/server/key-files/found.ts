import type { SecretBytes } from '../../core/secret-bytes.ts';

/** One key as it stands in a file. Only that it can be read is sure; `weigh` says whether it can be used. */
export interface FoundKey {
  /** Where it stands, from 1: a line of a text, a `KeyPackage` of a PSKC file. */
  row: number;
  /** Whose it is by what the file calls people; undefined where it names nobody. */
  user?: string | undefined;
  /** What the file calls the device: its serial number, the id of its key. */
  serials: readonly string[];
  /** The key, or why there is none. */
  key: SecretBytes | { why: Reason };
  isTimeBased: boolean;
  /** Absent where the file does not say. */
  algorithm?: string | undefined;
  digits?: number | undefined;
  periodS?: number | undefined;
  kind?: string | undefined;
  platform?: string | undefined;
  name?: string | undefined;
}

export const keyFileFormats = ['pskc', 'csv', 'otpauth'] as const;
export type KeyFileFormat = (typeof keyFileFormats)[number];

/** What was read. */
export interface KeyFile {
  format: KeyFileFormat;
  found: FoundKey[];
  /** What whoever imports it should know. */
  remarks: string[];
}

/** Why a row is not taken, and how we say it. The words hold nothing of the file. */
export const reasons = {
  not_time_based: 'no time-based key (TOTP)',
  no_key: 'no key that can be read',
  short_key: 'the key has less than 16 bytes (--short-keys takes 10)',
  long_key: 'the key has more than 128 bytes',
  algorithm: 'the algorithm is none of SHA1, SHA256 and SHA512',
  algorithm_unsaid: 'the file does not say the algorithm of a key of this length (--algorithm says it)',
  digits: 'the digits are not 6 to 8',
  other_digits: 'the pages of the institution ask for another number of digits (--digits)',
  period: 'the period is not 10 to 300 seconds',
  policy: 'its policy allows no one-time password now, or asks for more than we do',
  kind: 'the kind or the platform is none that we know',
  no_person: 'the file names no person (--people says whose it is)',
  not_listed: 'the list of --people does not have it',
  person: 'this can be nobody’s subject, or is a key (--people names subjects that look like one)',
  several_keys: 'the person has several keys in this file',
  of_several: 'several people have this key in this file',
  repeated: 'the same key stands in this file before',
} as const;

export type Reason = keyof typeof reasons;

/** What is wrong with a file as a whole. Says places and names of ours, nothing that stands in the file. */
export class FileProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FileProblem';
  }
}

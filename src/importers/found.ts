import type { Part, Rejected, Work } from './types.ts';

/**
 * One account as it stands in a file. Nothing is checked yet, so every member may be anything. It never leaves this
 * folder.
 */
export interface Found {
  issuer?: unknown;
  account?: unknown;
  /** `totp` in any case, or nothing at all, is time-based. */
  type?: unknown;
  /** Base32 text, or the key itself. */
  secret?: unknown;
  algorithm?: unknown;
  digits?: unknown;
  period?: unknown;
  /** The key stands at the end of its text. A short one was cut off. */
  isOpenEnd?: true;
  /** What the reader already knows to be wrong with it. */
  why?: Rejected['why'];
}

/** What a reader gets: the text and what it is as JSON, or the bytes when it is no text. */
export interface Source {
  text: string;
  json: unknown;
  bytes: Uint8Array<ArrayBuffer>;
  password: string | undefined;
  work: Work;
}

/** What a reader says. `locked`: it needs a password; `wrong`: it needs another; `guess`: if it is such a file at all. */
export type Outcome =
  Found[] | { found: Found[]; part: Part } | 'locked' | 'wrong' | 'guess' | 'wrong-guess' | 'broken' | 'unsupported';

import type { ReaderEvent } from '../flows/reading/reader-state.ts';
import { progressOf } from '../qr/parts.ts';
import type { Part } from '../qr/text.ts';

/** What the reader of keys gives to whatever works for it. */
export interface ReaderWork {
  /** Ends it. */
  signal: AbortSignal;
  send: (event: ReaderEvent) => void;
  /** Of texts in several codes, those that have been seen. */
  parts: Part[];
}

/** For work that goes on: tells each time when another part is seen. */
export const watchingParts = ({ parts, send }: ReaderWork) => ({
  parts,
  onPart: () => send({ type: 'sawPart', progress: progressOf(parts) }),
});

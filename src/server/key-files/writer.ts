import type { ExportedKey } from './export.ts';

/** A file as it is written: what stands before the keys, each of them, and what stands behind. */
export interface KeyFileWriter {
  head: string;
  of(key: ExportedKey): string;
  tail: string;
}

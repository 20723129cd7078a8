import type { Part } from './text.ts';

/** How many of the codes that hold a text together are known: of the text that was seen last. Undefined while there is none. */
export function progressOf(parts: readonly Part[]): { read: number; of: number } | undefined {
  const last = parts.at(-1);
  const read = parts.filter(({ parity, count }) => parity === last?.parity && count === last.count).length;
  return last && { read, of: last.count };
}

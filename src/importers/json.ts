import { plain } from '../text/typed.ts';

/** Readers for JSON of any shape. None throws, and none looks at more than one level. */

/** More accounts than anybody has; a file with more is meant to keep us busy. */
export const entryLimit = 5000;

/** The members of a JSON object; none for anything else. */
export const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** The items of a JSON array, one more than allowed at most; none for anything else. */
export const itemsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.slice(0, entryLimit + 1).map(membersOf) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A whole number, or the digits of one in a text, as other languages write it (`6.0`), with its unit; else NaN. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const digits = /^(\d{1,10})(\.0+)?\s*(s|sec|seconds?)?$/i.exec(plain(textOf(value).slice(0, 50)).trim())?.[1];
  return digits ? Number(digits) : NaN;
}

/** The value of JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

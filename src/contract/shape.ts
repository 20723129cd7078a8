import { mapValues } from '../core/map-values.ts';
import { MfaError } from './mfa-error.ts';

/** Reads one value, or throws `bad_answer`. */
export type Reader = (value: unknown) => unknown;

/**
 * The shape of an answer, as data small enough for a browser's first screen. Generated from the zod schemas
 * (`npm run generate`), so there is one source; zod itself stays out of the first download (docs/en/decisions).
 *
 * A function reads one value, `[shape]` is a list, `[shape, null]` may be null, `[shape, 0]` may be missing or null, an
 * object is an object whose further members are ignored.
 *
 * A newer back end may say what this reader does not know. So a word of an enumeration is any text here: whoever uses it
 * has to know what to do with another one, and the types say so (`types.ts`). `[shape, 'a|b']` is a list of things that
 * tell by their `kind` what they are, or of words (`''`): an item that cannot be read is left out, unless it is of a
 * kind that is known.
 */
export type Shape = Reader | List | { readonly [member: string]: Shape };
type List = readonly [item: Shape, kinds?: string | null | 0];

function fit<Value>(value: Value, isRight: boolean): Value {
  if (!isRight) throw new MfaError({ code: 'bad_answer' });
  return value;
}

export const text: Reader = (value) => fit(value, typeof value === 'string');
export const int: Reader = (value) => fit(value, Number.isSafeInteger(value));
export const flag: Reader = (value) => fit(value, typeof value === 'boolean');
export const time: Reader = (value) => fit(value, !Number.isNaN(Date.parse(text(value) as string)));

/** The value as its shape says. Throws `bad_answer` when it does not have it. */
export function readShape(shape: Shape, value: unknown): unknown {
  if (typeof shape === 'function') return shape(value);
  if (!isList(shape)) {
    fit(value, typeof value === 'object' && value !== null);
    return mapValues(shape, (member, name) => readShape(member, (value as Record<string, unknown>)[name]));
  }
  const [inner, kinds] = shape;
  if (kinds === null || kinds === 0)
    return value === null || (value === undefined && kinds === 0) ? value : readShape(inner, value);
  return (fit(value, Array.isArray(value)) as unknown[]).flatMap((item) => {
    try {
      return [readShape(inner, item)];
    } catch (error) {
      if (kinds?.split('|').includes((item as { kind?: string } | null)?.kind as string) ?? true) throw error;
      return [];
    }
  });
}

const isList = (shape: Shape): shape is List => Array.isArray(shape);

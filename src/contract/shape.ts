import { Secret } from '../secret.ts';
import { MfaError } from './mfa-error.ts';

/**
 * The shape of an answer, as data small enough for a browser's first screen. Generated from the zod schemas
 * (`npm run generate`), so there is one source; zod itself stays out of the first download (docs/en/decisions).
 *
 * A string is a kind (`text`, `int`, `flag`, `time`, `secret`, `any`) or an enumeration (`a|b`); `[shape]` is a list,
 * `[shape, null]` may be null, an object is an object whose further members are ignored.
 */
export type Shape = string | readonly [Shape] | readonly [Shape, null] | { readonly [member: string]: Shape };

const kinds: Record<string, (value: unknown) => unknown> = {
  text: (value) => typeof value === 'string',
  secret: (value) => typeof value === 'string' && value.length > 0,
  int: Number.isSafeInteger,
  flag: (value) => typeof value === 'boolean',
  any: () => true,
  time: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

/** The value with every secret wrapped. Throws `bad_answer` when it does not have the shape. */
export function readShape(shape: Shape, value: unknown): unknown {
  if (typeof shape === 'string') {
    const fits = kinds[shape] ?? ((text: unknown) => shape.split('|').includes(text as string));
    if (!fits(value)) throw new MfaError({ code: 'bad_answer' });
    return shape === 'secret' ? new Secret(value as string) : value;
  }
  if (isList(shape)) {
    if (shape.length > 1 && value === null) return null;
    if (shape.length > 1) return readShape(shape[0], value);
    if (!Array.isArray(value)) throw new MfaError({ code: 'bad_answer' });
    return value.map((item) => readShape(shape[0], item));
  }
  if (typeof value !== 'object' || value === null) throw new MfaError({ code: 'bad_answer' });
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, readShape(member, (value as Record<string, unknown>)[name])]),
  );
}

const isList = (shape: Shape): shape is readonly [Shape] | readonly [Shape, null] => Array.isArray(shape);

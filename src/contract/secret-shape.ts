import { Secret } from '../core/secret.ts';
import { MfaError } from './mfa-error.ts';
import { text, type Reader } from './shape.ts';

/** What no first screen reads. */

/** Wrapped the moment it is read. */
export const secret: Reader = (value) => {
  if (!text(value)) throw new MfaError({ code: 'bad_answer' });
  return new Secret(value as string);
};
export const any: Reader = (value) => value;

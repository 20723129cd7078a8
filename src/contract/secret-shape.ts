import { Secret } from '../core/secret.ts';
import { MfaError } from './mfa-error.ts';
import { text, type Reader } from './shape.ts';

/** Shapes with secrets, which no first screen reads. */

/** A text that is wrapped in `Secret` as it is read. */
export const secret: Reader = (value) => {
  if (!text(value)) throw new MfaError({ code: 'bad_answer' });
  return new Secret(value as string);
};
export const any: Reader = (value) => value;

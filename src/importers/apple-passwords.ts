import { readAddress } from './address.ts';
import { rowsOf } from './rows.ts';
import type { Outcome, Source } from './found.ts';

/**
 * The CSV of Apple Passwords and Safari (`Title,URL,Username,Password,Notes,OTPAuth`). It holds every password of a
 * person: only the last column is ever looked at.
 */
export function read({ text }: Source): Outcome {
  return rowsOf(text, (name) => name === 'otpauth').flatMap(({ otpauth = '' }) =>
    otpauth.trim() ? [readAddress(otpauth)] : [],
  );
}

import { msg, str } from '../localization/msg.ts';

/** A code as a person types it: full-width digits, blanks and hyphens are fine (the apps show `123 456`). */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/[\s\u200b\ufeff‐-―ー_.·-]+/g, '');

/** Why a typed text cannot be the code we ask for; nothing is sent and no attempt is lost. */
export type Slip = 'empty' | 'not-digits' | 'mail-code' | 'app-code' | 'too-short' | 'too-long';

/** Lengths of the two kinds of code, and which one is asked for. */
export interface CodeRule {
  asked: 'mail' | 'app';
  digits: number;
  /** Length of the other kind. */
  otherDigits: number;
}

export function slipIn(typed: string, { asked, digits, otherDigits }: CodeRule): Slip | undefined {
  const code = digitsOf(typed);
  if (code === '') return 'empty';
  if (!/^\d+$/.test(code)) return 'not-digits';
  if (code.length === digits) return undefined;
  if (code.length === otherDigits) return asked === 'app' ? 'mail-code' : 'app-code';
  return code.length < digits ? 'too-short' : 'too-long';
}

export function slipWords(slip: Slip, { digits, otherDigits }: CodeRule): string {
  switch (slip) {
    case 'empty':
      return msg(str`Type the ${digits} digits of the code.`);
    case 'not-digits':
      return msg(str`The code has digits only. Type the ${digits} digits.`);
    case 'mail-code':
      return msg(
        str`That looks like the ${otherDigits}-digit code from a mail. Here we need the ${digits} digits the app shows.`,
      );
    case 'app-code':
      return msg(
        str`That looks like the ${otherDigits}-digit code of an app. Here we need the ${digits} digits from the mail.`,
      );
    case 'too-short':
      return msg(str`Some digits are missing: the code has ${digits} digits.`);
    case 'too-long':
      return msg(str`These are too many digits: the code has ${digits} digits.`);
  }
}

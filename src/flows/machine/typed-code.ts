import { inOnePiece } from '../../text/typed.ts';

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
  const code = inOnePiece(typed);
  if (code === '') return 'empty';
  if (/\D/.test(code)) return 'not-digits';
  if (code.length === digits) return undefined;
  if (code.length === otherDigits) return asked === 'app' ? 'mail-code' : 'app-code';
  return code.length < digits ? 'too-short' : 'too-long';
}

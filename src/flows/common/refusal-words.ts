import { msg, str } from '../../localization/msg.ts';
import { attemptWords, problemWords } from './problem-words.ts';
import type { Refusal } from '../machine/refusal.ts';
import type { ProblemWords } from './service-words.ts';
import type { CodeRule, Slip } from '../machine/typed-code.ts';

/**
 * Why the service did not accept something, and what to do about it. A module of its own, since most people never need
 * it.
 */
export function refusalWords(refusal: Refusal): ProblemWords {
  switch (refusal.why) {
    case 'slip':
      return { text: slipWords(refusal.slip, refusal.rule), more: [] };
    case 'problem':
      return problemWords(refusal.problem);
    case 'clock':
      return {
        text: refusal.kind ? computerClockWords(refusal) : clockWords(refusal),
        more: [
          refusal.kind
            ? msg(
                'The key is right, only the time is not. In the settings of the computer, turn automatic date and time off and on again.',
              )
            : msg(
                'The key is right, only the time is not. In the settings of the phone, turn automatic date and time off and on again, and restart the app.',
              ),
          msg('Then type the new code.'),
          ...attemptWords(refusal.problem.attemptsLeft),
        ],
      };
  }
}

function clockWords({ slowS, exact }: { slowS: number; exact: boolean }): string {
  const seconds = Math.abs(slowS);
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) {
    return slowS > 0
      ? msg(str`The clock of the phone is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds slow.`)
      : msg(str`The clock of the phone is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds fast.`);
  }
  return slowS > 0
    ? msg(str`The clock of the phone is about ${minutes} minutes slow.`)
    : msg(str`The clock of the phone is about ${minutes} minutes fast.`);
}

function computerClockWords({ slowS, exact }: { slowS: number; exact: boolean }): string {
  const seconds = Math.abs(slowS);
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) {
    return slowS > 0
      ? msg(str`The clock of the computer is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds slow.`)
      : msg(str`The clock of the computer is ${exact ? seconds : Math.round(seconds / 10) * 10} seconds fast.`);
  }
  return slowS > 0
    ? msg(str`The clock of the computer is about ${minutes} minutes slow.`)
    : msg(str`The clock of the computer is about ${minutes} minutes fast.`);
}

function slipWords(slip: Slip, { digits, otherDigits }: CodeRule): string {
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
      return msg(str`That is too many digits: the code has ${digits} digits.`);
  }
}

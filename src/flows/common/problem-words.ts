import type { Problem } from '../../contract/problem-codes.ts';
import { msg, str } from '../../localization/msg.ts';
import { serviceWords, type ProblemWords } from './service-words.ts';

/** Every code has its words here; a new one does not compile without. */
export function problemWords(problem: Problem): ProblemWords {
  const { code, title, attemptsLeft } = problem;
  if (title) return serviceWords(problem);
  switch (code) {
    case 'step_up_required':
      return {
        text: msg('You have to confirm that it is you first.'),
        more: [msg('Try again and type the code we send you.')],
      };
    case 'not_found':
    case 'enrolment_expired':
      return {
        text: msg('This set-up was cancelled or took too long.'),
        more: [msg('Nothing has changed on your account. Start this step again.')],
      };
    case 'mail_required':
      return { text: msg('Set up your mail address first.'), more: [] };
    case 'already_enrolled':
      return {
        text: msg('An app is already set up for your account.'),
        more: [msg('Add another device by syncing it with the app you have.')],
      };
    case 'code_replayed':
      return {
        text: msg('That code has been used already.'),
        more: [msg('Wait until the app shows the next code, then type that one.')],
      };
    case 'last_device':
      return { text: msg('This is your last way to sign in, so it cannot be removed.'), more: [] };
    case 'code_expired':
      return { text: msg('That code is too old.'), more: [msg('Have a new code sent and type that one.')] };
    case 'invalid_code':
      return { text: msg('That is not the right code.'), more: attemptWords(attemptsLeft) };
    case 'wrong_length':
      return { text: msg('The code does not have the right number of digits.'), more: [] };
    case 'mail_domain_forbidden':
      return {
        text: msg('This address cannot be used.'),
        more: [msg('You can open that mailbox only with the one-time password itself. Use a private address.')],
      };
    case 'attempts_exhausted':
      return { text: msg('There were too many wrong codes, so no code is taken for a while.'), more: [] };
    case 'factor_disabled':
      return {
        text: msg('There were too many wrong codes, so codes of this kind are no longer taken.'),
        more: [
          msg(
            'Confirm in another way that it is you, and they are taken again. If there is no other way, ask the help desk.',
          ),
        ],
      };
    case 'pairing_of_another':
      return {
        text: msg('Another person opened that page.'),
        more: [msg('Sign in on both devices as the same person.')],
      };
    case 'pairing_taken':
      return {
        text: msg('Another device has used this code already.'),
        more: [msg('If it was not yours, stop on the other device. Start there again to get a new code.')],
      };
    case 'pairing_full':
      return {
        text: msg('The two devices cannot exchange anything more.'),
        more: [msg('Start again on both devices.')],
      };
    case 'rate_limited':
      return { text: msg('That was tried too often in a short time.'), more: [] };
    case 'mail_undeliverable':
      return {
        text: msg('The mail could not be sent.'),
        more: [msg('Check the address for a typing mistake and try again.')],
      };
    case 'offline':
    case 'timed_out':
    case 'unauthenticated':
    case 'forbidden_origin':
    case 'not_implemented':
    case 'invalid_input':
    case 'too_large':
    case 'unsupported_media_type':
    case 'idempotency_conflict':
    case 'bad_answer':
    case 'unavailable':
      return serviceWords(problem);
  }
}

export function attemptWords(attemptsLeft: number | undefined): string[] {
  if (attemptsLeft === undefined) return [];
  if (attemptsLeft === 0) return [msg('There were too many wrong codes, so no code is taken for a while.')];
  if (attemptsLeft === 1) return [msg('You can try once more.')];
  return [msg(str`You can try ${attemptsLeft} more times.`)];
}

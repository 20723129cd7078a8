import type { Problem } from '../../contract/problem-codes.ts';
import { msg, str } from '../../localization/msg.ts';

/** What a refusal means and what to do about it, in the reader's language. */
export interface ProblemWords {
  text: string;
  more: string[];
}

/** Refusals that have nothing to do with what a person entered: the service, the connection, the page. */
export function serviceWords({ code, title }: Problem): ProblemWords {
  if (title) return { text: msg(str`The service says: “${title}”`), more: [msg('Please ask the help desk.')] };
  switch (code) {
    case 'offline':
      return {
        text: msg('The service cannot be reached.'),
        more: [msg('Check your internet connection and try again. What you entered is still here.')],
      };
    case 'timed_out':
      return {
        text: msg('The service took too long to answer.'),
        more: [msg('Try again. What you entered is still here.')],
      };
    case 'unauthenticated':
      return { text: msg('You are not signed in.'), more: [msg('Sign in and try again.')] };
    case 'forbidden_origin':
      return {
        text: msg('This page is not allowed to use the service.'),
        more: [msg('Open the set-up from your institution’s own page, and tell the owner of this page.')],
      };
    case 'not_implemented':
      return { text: msg('The service does not offer this.'), more: [msg('Please ask the help desk.')] };
    default:
      return {
        text: msg('The service has a problem right now.'),
        more: [msg('Try again in a few minutes. If it stays like this, tell the help desk.')],
      };
  }
}

import { nameOf } from '../../text/name.ts';
import type { Session } from './port.ts';

/** What holds for every port: nothing that a host forgot to set leaves one open, and nobody is believed half. */

/** Throws for an option that is missing or too short, such as a variable of the environment that was not set. */
export function requireText(option: string, value: unknown, atLeast = 1): string {
  if (typeof value === 'string' && value.trim().length >= atLeast) return value;
  throw new RangeError(`${option} has to have at least ${atLeast === 1 ? 'one character' : `${atLeast} characters`}.`);
}

/** The host's clock may be a little ahead of ours. */
const toleranceMs = 30_000;

/** Longer ones are no account names, and would not fit the index that finds people. */
export const longestSubject = 255;

/** Something, without control characters and halves of surrogate pairs. */
export const isPlain = (text: string): boolean => text !== '' && !/[\p{Cc}\p{Cs}]/u.test(text);

/**
 * False for a session that nobody can have: without a person or an id, with control characters in them, or with a time
 * that is none or is still to come, for that would count as fresh until it has come and passed.
 */
export function isPlausible({ subject, id, provenAt, steppedUpAt }: Session, now: Date): boolean {
  const isPast = (time: Date | undefined) => time === undefined || time.getTime() <= now.getTime() + toleranceMs;
  return isPlain(subject) && subject.length <= longestSubject && isPlain(id) && isPast(provenAt) && isPast(steppedUpAt);
}

/** As the contract allows it. */
const longestLabel = 200;

/**
 * The session with a label that can be seen and turns no line: people may choose their names with the host, and whoever
 * is asked for an account reads there who asks.
 */
export const withPlainLabel = (session: Session): Session => ({
  ...session,
  label: nameOf(session.label.slice(0, longestLabel)) || nameOf(session.subject.slice(0, longestLabel)),
});

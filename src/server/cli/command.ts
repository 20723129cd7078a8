import { errorFacts } from '../log.ts';
import type { Sealing } from '../sealing.ts';
import type { Store } from '../store/database.ts';

/** What a command runs on. It throws in plain words. */
export interface Running {
  store: Store;
  sealing: Sealing;
  now: () => Date;
  say: (line: string) => void;
  /** Aborted by Ctrl+C: the command ends where nothing is half done. */
  signal: AbortSignal;
}

/** The value of an option that may be one of a few. */
export function oneOf<Choice extends string>(option: string, choices: readonly Choice[], value: string): Choice {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new RangeError(`--${option} has to be one of ${choices.join(', ')}.`);
  return choice;
}

/** What is said of an error. A database’s message quotes the parameters of the statement, so of that only its code is. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('query' in error)) return error.message;
  return `The database did not do it (${Object.values(errorFacts(error)).join(' ')}).`;
}

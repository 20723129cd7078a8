import type { Described } from '../openapi-document.ts';
import { signInProblems, type SignInProblem } from './problems.ts';
import { signInRows, type SignInOperation, type SignInRow } from './rows.ts';

/** The second contract as a list. */
export interface SignInDescribed extends Described, Pick<SignInRow, 'right'> {
  name: SignInOperation;
  problems: readonly SignInProblem[];
}

export const signInOperations: readonly SignInDescribed[] = (Object.keys(signInRows) as SignInOperation[]).map(
  (name) => {
    const { at, ...row }: SignInRow = signInRows[name];
    const [method, path] = at.split(' ') as [string, string];
    return { name, method, path, ...row };
  },
);

/** Refusals that any of them may answer. */
export const everywhereAtSignIn = (Object.keys(signInProblems) as SignInProblem[]).filter(
  (code) => 'everywhere' in signInProblems[code],
);

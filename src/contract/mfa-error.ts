import type { Problem } from './problem-codes.ts';

/** The one error this library throws: a `problem` from the closed union, the original as `cause`. */
export class MfaError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = 'MfaError';
    this.problem = problem;
  }
}

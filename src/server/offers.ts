import { operations } from '../contract/operations.ts';
import type { OperationName } from '../contract/types.ts';
import type { Institution } from './options.ts';

/**
 * Whether this institution offers an operation. We refuse the others with `not_implemented`, and the account lists what
 * is offered.
 */
export const offersOf = ({ policy }: Institution): OperationName[] =>
  operations.filter(({ offeredWith }) => !offeredWith || policy[offeredWith]).map(({ name }) => name);

import { operations } from '../contract/operations.ts';
import type { OperationName } from '../contract/types.ts';
import type { Institution } from './options.ts';

/** What this institution has; the rest is refused with `not_implemented`, and the account says so beforehand. */
export const offersOf = ({ policy }: Institution): OperationName[] =>
  operations.filter(({ offeredWith }) => !offeredWith || policy[offeredWith]).map(({ name }) => name);

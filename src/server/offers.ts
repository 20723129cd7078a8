import type { OperationName } from '../contract/routes.ts';
import { routes } from '../contract/routes.ts';
import type { Institution } from './options.ts';

const ofRecoveryCodes: readonly OperationName[] = ['beginRecoveryCodes', 'confirmRecoveryCodes'];

/** What this institution has; the rest is refused with `not_implemented`, and the account says so beforehand. */
export const offersOf = ({ policy }: Institution): OperationName[] =>
  (Object.keys(routes) as OperationName[]).filter((name) => policy.recoveryCodes || !ofRecoveryCodes.includes(name));

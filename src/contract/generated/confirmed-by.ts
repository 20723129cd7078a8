// Written by `npm run generate` from the table of operations.
import type { OperationName } from '../table.ts';

/** What completes an operation that begins something. */
export const confirmedBy: Partial<Record<OperationName, OperationName>> = {
  beginMail: 'confirmMail',
  beginApp: 'confirmApp',
  beginSync: 'confirmSync',
  beginReset: 'confirmReset',
  beginRecoveryCodes: 'confirmRecoveryCodes',
};

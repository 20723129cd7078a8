/** The contract: one row an operation, one file a theme. `src/server/routes` has a file of the same name for each. */
import { accountRows } from './operations/account.ts';
import { mailRows } from './operations/mail.ts';
import { appsRows } from './operations/apps.ts';
import { syncsRows } from './operations/syncs.ts';
import { devicesRows } from './operations/devices.ts';
import { checkRows } from './operations/check.ts';
import { resetRows } from './operations/reset.ts';
import { recoveryRows } from './operations/recovery.ts';
import { stepUpRows } from './operations/step-up.ts';
import { pairingsRows } from './operations/pairings.ts';
import { documentRows } from './operations/document.ts';

export const contract = {
  ...accountRows,
  ...mailRows,
  ...appsRows,
  ...syncsRows,
  ...devicesRows,
  ...checkRows,
  ...resetRows,
  ...recoveryRows,
  ...stepUpRows,
  ...pairingsRows,
  ...documentRows,
};

export type OperationName = keyof typeof contract;
export type RowOf<Op extends OperationName> = (typeof contract)[Op];

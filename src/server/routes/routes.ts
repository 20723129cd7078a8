import type { OperationName } from '../../contract/types.ts';
import type { Route, RouteOf } from '../context.ts';
import * as account from './account.ts';
import * as apps from './apps.ts';
import * as check from './check.ts';
import * as devices from './devices.ts';
import * as document from './document.ts';
import * as mail from './mail.ts';
import * as pairings from './pairings.ts';
import * as recovery from './recovery.ts';
import * as reset from './reset.ts';
import * as stepUp from './step-up.ts';
import * as syncs from './syncs.ts';

/** Every operation of the contract, of the kind that its row asks for. */
const implemented: { [Op in OperationName]: RouteOf<Op> } = {
  ...account,
  ...apps,
  ...check,
  ...devices,
  ...document,
  ...mail,
  ...pairings,
  ...recovery,
  ...reset,
  ...stepUp,
  ...syncs,
};

/** Callers know the kind of a route by the function that it has. */
export const routes: { [Op in OperationName]: Route<Op> } = implemented;

import type { OperationName } from '../../contract/routes.ts';
import type { Route } from '../context.ts';
import { getAccount } from './account.ts';
import { beginApp, cancelApp, confirmApp } from './apps.ts';
import { checkCode } from './check.ts';
import { removeDevice, renameDevice, restoreDevice } from './devices.ts';
import { beginMail, cancelMail, confirmMail, resendMail } from './mail.ts';
import { closePairing, joinPairing, openPairing, receivePairing, sendPairing } from './pairings.ts';
import { beginRecoveryCodes, confirmRecoveryCodes } from './recovery.ts';
import { beginReset, confirmReset } from './reset.ts';
import { beginStepUp, confirmStepUp } from './step-up.ts';
import { beginSync, cancelSync, confirmSync } from './syncs.ts';

/** Every operation of the contract; the document itself is answered by `bind`. */
export const implemented: { [Op in Exclude<OperationName, 'getOpenApi'>]: Route<Op> } = {
  getAccount,
  beginMail,
  resendMail,
  confirmMail,
  cancelMail,
  beginApp,
  confirmApp,
  cancelApp,
  beginSync,
  confirmSync,
  cancelSync,
  renameDevice,
  removeDevice,
  restoreDevice,
  checkCode,
  beginReset,
  confirmReset,
  beginRecoveryCodes,
  confirmRecoveryCodes,
  beginStepUp,
  confirmStepUp,
  openPairing,
  joinPairing,
  sendPairing,
  receivePairing,
  closePairing,
};

// Written by `npm run generate` from the table of operations.
import type { ReadyCall } from '../call.ts';
import { flag, int, text, time, type Shape } from '../shape.ts';
import type { OperationName } from '../table.ts';

export const shape0: Shape = { address: text, verifiedAt: time };
export const shape2: Shape = { id: text, kind: text, expiresAt: time, attemptsLeft: int, lockedUntil: [time, 0] };
export const shape3: Shape = {
  id: text,
  address: text,
  digits: int,
  expiresAt: time,
  resendAt: time,
  attemptsLeft: int,
  lockedUntil: [time, 0],
};
export const shape4: Shape = {
  id: text,
  kind: text,
  name: text,
  platform: [text, null],
  addedAt: time,
  lastUsedAt: [time, null],
  failedLately: int,
  needsSync: flag,
};
export const getAccount: ReadyCall = {
  method: 'GET',
  address: 'account',
  shape: {
    label: text,
    issuer: text,
    policy: {
      secretModel: text,
      app: { digits: int, periodS: int, algorithm: text },
      mail: { digits: int, codeLifeS: int, resendAfterS: int, requiredFirst: flag, forbiddenDomains: [text] },
      lastDeviceRemovable: flag,
      recoveryCodes: flag,
      recoveryCodeCount: [int, 0],
      restorableForS: [int, 0],
    },
    mail: [shape0, null],
    devices: [shape4, 'smartphone|browser'],
    removed: [[{ id: text, name: text, restorableUntil: time }], 0],
    recovery: [{ left: int, madeAt: time }, null],
    pending: { mail: [shape3, null], app: [shape2, null], sync: [shape2, null], reset: [shape3, 0] },
    stepUp: { methods: [text, ''], freshUntil: [time, null] },
    offers: [[text], 0],
  },
};
/** What a flow may call (`FlowOperation`) that leaves the account as it is. */
export const notChangingAccount: readonly OperationName[] = ['getAccount', 'beginStepUp', 'confirmStepUp'];

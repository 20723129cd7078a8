// Written by `npm run generate` from src/contract/schemas.ts.
import type { OperationName } from '../routes.ts';
import { any, secret } from '../secret-shape.ts';
import { flag, int, text, time, type Shape } from '../shape.ts';
import { shape0, shape3, shape4 } from './account.ts';

const shape1: Shape = { secret: secret, uri: secret, digits: int, periodS: int, algorithm: text };
const shape5: Shape = { device: shape4 };
export const answers: Record<Exclude<OperationName, 'getAccount'>, Shape> = {
  beginMail: shape3,
  resendMail: shape3,
  confirmMail: { mail: shape0 },
  cancelMail: {},
  beginApp: { id: text, kind: text, expiresAt: time, attemptsLeft: int, lockedUntil: [time, 0], key: shape1 },
  confirmApp: shape5,
  cancelApp: {},
  beginSync: { id: text, kind: text, expiresAt: time, attemptsLeft: int, lockedUntil: [time, 0], key: [shape1, null] },
  confirmSync: shape5,
  cancelSync: {},
  renameDevice: shape5,
  removeDevice: { stillValid: flag, restorableUntil: time },
  restoreDevice: shape5,
  checkCode: { deltaSteps: int, deviceId: [text, null] },
  beginReset: shape3,
  confirmReset: { removedDevices: int },
  beginRecoveryCodes: { id: text, codes: [secret], expiresAt: time },
  confirmRecoveryCodes: { recovery: { left: int, madeAt: time } },
  beginStepUp: {
    id: text,
    method: text,
    digits: int,
    expiresAt: time,
    address: [text, null],
    resendAt: [time, 0],
    attemptsLeft: int,
    lockedUntil: [time, 0],
  },
  confirmStepUp: { freshUntil: time },
  openPairing: { id: text, seat: secret, expiresAt: time },
  joinPairing: { seat: secret, expiresAt: time, openedBy: [text, 0] },
  sendPairing: {},
  receivePairing: { messages: [{ index: int, message: text }], isClosed: flag },
  closePairing: {},
  getOpenApi: any,
};

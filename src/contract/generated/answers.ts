// Written by `npm run generate` from src/contract/schemas.ts.
import type { OperationName } from '../routes.ts';
import type { Shape } from '../shape.ts';
import { shape1, shape4, shape5 } from './account.ts';

const shape0: Shape = { id: 'text', expiresAt: 'time' };
const shape3: Shape = {
  secret: 'secret',
  uri: 'secret',
  digits: 'int',
  periodS: 'int',
  algorithm: 'SHA1|SHA256|SHA512',
};
const shape6: Shape = { device: shape5 };
export const answers: Record<Exclude<OperationName, 'getAccount'>, Shape> = {
  beginMail: shape4,
  resendMail: shape4,
  confirmMail: { mail: shape1 },
  cancelMail: {},
  beginApp: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: shape3 },
  confirmApp: shape6,
  cancelApp: {},
  beginSync: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: [shape3, null] },
  confirmSync: shape6,
  cancelSync: {},
  renameDevice: shape6,
  removeDevice: { stillValid: 'flag', restorableUntil: 'time' },
  restoreDevice: shape6,
  checkCode: { deltaSteps: 'int', deviceId: ['text', null] },
  beginReset: shape4,
  confirmReset: { removedDevices: 'int' },
  beginRecoveryCodes: { id: 'text', codes: ['secret'], expiresAt: 'time' },
  confirmRecoveryCodes: { recovery: { left: 'int', madeAt: 'time' } },
  beginStepUp: {
    id: 'text',
    method: 'mail|app|recovery',
    digits: 'int',
    expiresAt: 'time',
    address: ['text', null],
    attemptsLeft: 'int',
  },
  confirmStepUp: { freshUntil: 'time' },
  openPairing: shape0,
  joinPairing: shape0,
  sendPairing: {},
  receivePairing: { messages: [{ index: 'int', message: 'text' }] },
  closePairing: {},
  getOpenApi: 'any',
};

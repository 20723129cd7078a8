// Written by `npm run generate` from src/contract/schemas.ts.
import type { OperationName } from '../routes.ts';
import type { Shape } from '../shape.ts';

const shape0: Shape = { id: 'text', expiresAt: 'time' };
const shape1: Shape = {
  secret: 'secret',
  uri: 'secret',
  digits: 'int',
  periodS: 'int',
  algorithm: 'SHA1|SHA256|SHA512',
};
const shape2: Shape = {
  id: 'text',
  address: 'text',
  digits: 'int',
  expiresAt: 'time',
  resendAt: 'time',
  attemptsLeft: 'int',
};
const shape3: Shape = {
  id: 'text',
  kind: 'smartphone|browser',
  name: 'text',
  platform: ['ios|android|windows|macos|linux|chromeos', null],
  addedAt: 'time',
  lastUsedAt: ['time', null],
  failedLately: 'int',
};
const shape4: Shape = { device: shape3 };
export const answers: Record<Exclude<OperationName, 'getAccount'>, Shape> = {
  beginMail: shape2,
  resendMail: shape2,
  confirmMail: { mail: { address: 'text', verifiedAt: 'time' } },
  cancelMail: {},
  beginApp: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: shape1 },
  confirmApp: shape4,
  cancelApp: {},
  beginSync: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: [shape1, null] },
  confirmSync: shape4,
  cancelSync: {},
  renameDevice: shape4,
  removeDevice: { stillValid: 'flag' },
  checkCode: { deltaSteps: 'int', deviceId: ['text', null] },
  beginReset: shape2,
  confirmReset: { removedDevices: 'int' },
  beginStepUp: {
    id: 'text',
    method: 'mail|app',
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

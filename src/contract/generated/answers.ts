// Written by `npm run generate` from src/contract/schemas.ts.
import type { OperationName } from '../routes.ts';
import type { Shape } from '../shape.ts';

const shape6: Shape = { id: 'text', expiresAt: 'time' };
const shape0: Shape = { address: 'text', verifiedAt: 'time' };
const shape3: Shape = { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int' };
const shape4: Shape = {
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
const shape1: Shape = {
  id: 'text',
  kind: 'smartphone|browser',
  name: 'text',
  platform: ['ios|android|windows|macos|linux|chromeos', null],
  addedAt: 'time',
  lastUsedAt: ['time', null],
  failedLately: 'int',
};
const shape5: Shape = { device: shape1 };

export const answers: Record<OperationName, Shape> = {
  getAccount: {
    label: 'text',
    issuer: 'text',
    policy: {
      secretModel: 'shared|per-device',
      app: { digits: 'int', periodS: 'int', algorithm: 'SHA1|SHA256|SHA512' },
      mail: { digits: 'int', codeLifeS: 'int', resendAfterS: 'int', requiredFirst: 'flag', forbiddenDomains: ['text'] },
      lastDeviceRemovable: 'flag',
    },
    mail: [shape0, null],
    devices: [shape1],
    pending: { mail: [shape2, null], app: [shape3, null], sync: [shape3, null] },
    stepUp: { methods: ['mail|app'], freshUntil: ['time', null] },
  },
  beginMail: shape2,
  resendMail: shape2,
  confirmMail: { mail: shape0 },
  cancelMail: {},
  beginApp: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: shape4 },
  confirmApp: shape5,
  cancelApp: {},
  beginSync: { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int', key: [shape4, null] },
  confirmSync: shape5,
  cancelSync: {},
  renameDevice: shape5,
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
  openPairing: shape6,
  joinPairing: shape6,
  sendPairing: {},
  receivePairing: { messages: [{ index: 'int', message: 'text' }] },
  closePairing: {},
  getOpenApi: 'any',
};

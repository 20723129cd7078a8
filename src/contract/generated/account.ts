// Written by `npm run generate` from src/contract/schemas.ts.
import type { Shape } from '../shape.ts';

export const shape0: Shape = { address: 'text', verifiedAt: 'time' };
export const shape1: Shape = { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int' };
export const shape3: Shape = {
  id: 'text',
  address: 'text',
  digits: 'int',
  expiresAt: 'time',
  resendAt: 'time',
  attemptsLeft: 'int',
};
export const shape4: Shape = {
  id: 'text',
  kind: 'smartphone|browser',
  name: 'text',
  platform: ['ios|android|windows|macos|linux|chromeos', null],
  addedAt: 'time',
  lastUsedAt: ['time', null],
  failedLately: 'int',
  needsSync: 'flag',
};
export const account: Shape = {
  label: 'text',
  issuer: 'text',
  policy: {
    secretModel: 'shared|per-device',
    app: { digits: 'int', periodS: 'int', algorithm: 'SHA1|SHA256|SHA512' },
    mail: { digits: 'int', codeLifeS: 'int', resendAfterS: 'int', requiredFirst: 'flag', forbiddenDomains: ['text'] },
    lastDeviceRemovable: 'flag',
    recoveryCodes: 'flag',
  },
  mail: [shape0, null],
  devices: [shape4],
  recovery: [{ left: 'int', madeAt: 'time' }, null],
  pending: { mail: [shape3, null], app: [shape1, null], sync: [shape1, null] },
  stepUp: { methods: ['mail|app|recovery'], freshUntil: ['time', null] },
};

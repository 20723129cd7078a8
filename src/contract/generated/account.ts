// Written by `npm run generate` from src/contract/schemas.ts.
import type { Shape } from '../shape.ts';

const shape0: Shape = { id: 'text', kind: 'smartphone|browser', expiresAt: 'time', attemptsLeft: 'int' };
export const account: Shape = {
  label: 'text',
  issuer: 'text',
  policy: {
    secretModel: 'shared|per-device',
    app: { digits: 'int', periodS: 'int', algorithm: 'SHA1|SHA256|SHA512' },
    mail: { digits: 'int', codeLifeS: 'int', resendAfterS: 'int', requiredFirst: 'flag', forbiddenDomains: ['text'] },
    lastDeviceRemovable: 'flag',
  },
  mail: [{ address: 'text', verifiedAt: 'time' }, null],
  devices: [
    {
      id: 'text',
      kind: 'smartphone|browser',
      name: 'text',
      platform: ['ios|android|windows|macos|linux|chromeos', null],
      addedAt: 'time',
      lastUsedAt: ['time', null],
      failedLately: 'int',
    },
  ],
  pending: {
    mail: [
      { id: 'text', address: 'text', digits: 'int', expiresAt: 'time', resendAt: 'time', attemptsLeft: 'int' },
      null,
    ],
    app: [shape0, null],
    sync: [shape0, null],
  },
  stepUp: { methods: ['mail|app'], freshUntil: ['time', null] },
};

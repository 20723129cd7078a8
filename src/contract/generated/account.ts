// Written by `npm run generate` from src/contract/schemas.ts.
import { flag, int, text, time, type Shape } from '../shape.ts';

export const shape0: Shape = { address: text, verifiedAt: time };
export const shape1: Shape = { id: text, kind: text, expiresAt: time, attemptsLeft: int };
export const shape3: Shape = {
  id: text,
  address: text,
  digits: int,
  expiresAt: time,
  resendAt: time,
  attemptsLeft: int,
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
export const account: Shape = {
  label: text,
  issuer: text,
  policy: {
    secretModel: text,
    app: { digits: int, periodS: int, algorithm: text },
    mail: { digits: int, codeLifeS: int, resendAfterS: int, requiredFirst: flag, forbiddenDomains: [text] },
    lastDeviceRemovable: flag,
    recoveryCodes: flag,
  },
  mail: [shape0, null],
  devices: [shape4, 'smartphone|browser'],
  recovery: [{ left: int, madeAt: time }, null],
  pending: { mail: [shape3, null], app: [shape1, null], sync: [shape1, null] },
  stepUp: { methods: [text, ''], freshUntil: [time, null] },
};

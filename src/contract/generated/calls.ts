// Written by `npm run generate` from the table of operations.
import type { Call } from '../call.ts';
import { any, secret } from '../secret-shape.ts';
import { flag, int, text, time, type Shape } from '../shape.ts';
import type { OperationName } from '../table.ts';
import { shape0, shape3, shape4 } from './account.ts';

const shape1: Shape = { secret: secret, uri: secret, digits: int, periodS: int, algorithm: text };
const shape5: Shape = { device: shape4 };
export const calls: Record<Exclude<OperationName, 'getAccount'>, Call> = {
  beginMail: ['POST mail', shape3],
  resendMail: ['POST mail/{id}/resend', shape3],
  confirmMail: ['POST mail/{id}/confirm', { mail: shape0 }],
  cancelMail: ['DELETE mail/{id}', {}],
  beginApp: [
    'POST apps',
    { id: text, kind: text, expiresAt: time, attemptsLeft: int, lockedUntil: [time, 0], key: shape1 },
  ],
  confirmApp: ['POST apps/{id}/confirm', shape5],
  cancelApp: ['DELETE apps/{id}', {}],
  beginSync: [
    'POST syncs',
    { id: text, kind: text, expiresAt: time, attemptsLeft: int, lockedUntil: [time, 0], key: [shape1, null] },
  ],
  confirmSync: ['POST syncs/{id}/confirm', shape5],
  cancelSync: ['DELETE syncs/{id}', {}],
  renameDevice: ['PATCH devices/{id}', shape5],
  removeDevice: ['DELETE devices/{id}', { stillValid: flag, restorableUntil: time }],
  restoreDevice: ['POST devices/{id}/restore', shape5],
  checkCode: ['POST check', { deltaSteps: int, deviceId: [text, null] }],
  beginReset: ['POST reset', shape3],
  confirmReset: ['POST reset/{id}/confirm', { removedDevices: int }],
  beginRecoveryCodes: ['POST recovery', { id: text, codes: [secret], expiresAt: time }],
  confirmRecoveryCodes: ['POST recovery/{id}/confirm', { recovery: { left: int, madeAt: time } }],
  beginStepUp: [
    'POST step-up',
    {
      id: text,
      method: text,
      digits: int,
      expiresAt: time,
      address: [text, null],
      resendAt: [time, 0],
      attemptsLeft: int,
      lockedUntil: [time, 0],
    },
    'proof',
  ],
  confirmStepUp: ['POST step-up/{id}/confirm', { freshUntil: time }, 'proof'],
  openPairing: ['POST pairings', { id: text, seat: secret, expiresAt: time }, 'mailbox'],
  joinPairing: ['POST pairings/join', { seat: secret, expiresAt: time, openedBy: [text, 0] }, 'mailbox'],
  sendPairing: ['POST pairings/send', {}, 'mailbox'],
  receivePairing: [
    'POST pairings/receive',
    { messages: [{ index: int, message: text }], isClosed: flag },
    'mailbox',
    30000,
  ],
  closePairing: ['POST pairings/close', {}, 'mailbox'],
  getOpenApi: ['GET openapi.json', any, 'nothing'],
};

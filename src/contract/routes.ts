/**
 * Where each operation lives, below the endpoint. Kept apart from the schemas so that a browser's first screen
 * pays for addresses only.
 */
export const routes = {
  getAccount: { method: 'GET', path: 'account' },
  beginMail: { method: 'POST', path: 'mail' },
  resendMail: { method: 'POST', path: 'mail/{id}/resend' },
  confirmMail: { method: 'POST', path: 'mail/{id}/confirm' },
  cancelMail: { method: 'DELETE', path: 'mail/{id}' },
  beginApp: { method: 'POST', path: 'apps' },
  confirmApp: { method: 'POST', path: 'apps/{id}/confirm' },
  cancelApp: { method: 'DELETE', path: 'apps/{id}' },
  beginSync: { method: 'POST', path: 'syncs' },
  confirmSync: { method: 'POST', path: 'syncs/{id}/confirm' },
  cancelSync: { method: 'DELETE', path: 'syncs/{id}' },
  renameDevice: { method: 'PATCH', path: 'devices/{id}' },
  removeDevice: { method: 'DELETE', path: 'devices/{id}' },
  restoreDevice: { method: 'POST', path: 'devices/{id}/restore' },
  checkCode: { method: 'POST', path: 'check' },
  beginReset: { method: 'POST', path: 'reset' },
  confirmReset: { method: 'POST', path: 'reset/{id}/confirm' },
  beginRecoveryCodes: { method: 'POST', path: 'recovery' },
  confirmRecoveryCodes: { method: 'POST', path: 'recovery/{id}/confirm' },
  beginStepUp: { method: 'POST', path: 'step-up' },
  confirmStepUp: { method: 'POST', path: 'step-up/{id}/confirm' },
  openPairing: { method: 'POST', path: 'pairings' },
  // The id is the code that people read to each other: kept in the body, out of addresses and what logs them.
  joinPairing: { method: 'POST', path: 'pairings/join' },
  sendPairing: { method: 'POST', path: 'pairings/send' },
  receivePairing: { method: 'POST', path: 'pairings/receive' },
  closePairing: { method: 'POST', path: 'pairings/close' },
  getOpenApi: { method: 'GET', path: 'openapi.json' },
} as const satisfies Record<string, { method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; path: string }>;

export type OperationName = keyof typeof routes;

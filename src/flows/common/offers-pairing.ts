import type { OperationName } from '../../contract/types.ts';
import { offers, type Offering } from './account.ts';

const needs: OperationName[] = [
  'openPairing',
  'joinPairing',
  'sendPairing',
  'receivePairing',
  'closePairing',
  // This operation proves the received key.
  'beginSync',
];

/** Whether a key can come from another device through the service: all of it, or none. */
export const offersPairing = (account: Offering): boolean => needs.every((operation) => offers(account, operation));

import type { OperationName } from '../../contract/types.ts';
import { offers, type Offering } from './account.ts';
import type { FlowId } from '../machine/flow-id.ts';

/** The operations that a flow cannot do without. */
const needs: Partial<Record<FlowId, OperationName>> = {
  mail: 'beginMail',
  reset: 'beginReset',
  'renew-key': 'beginApp',
  'change-device': 'beginSync',
  'recovery-codes': 'beginRecoveryCodes',
  'check-code': 'checkCode',
  'remove-device': 'removeDevice',
};

export function offersFlow(account: Offering, flow: FlowId): boolean {
  const operation = flow.startsWith('app') ? 'beginApp' : flow.startsWith('sync') ? 'beginSync' : needs[flow];
  return !operation || offers(account, operation);
}

/** The choices whose flow the service offers. */
export const offeredOnly = <Way extends { event: object }>(account: Offering, ways: readonly Way[]): Way[] =>
  ways.filter(({ event }) => !('flow' in event) || offersFlow(account, event.flow as FlowId));

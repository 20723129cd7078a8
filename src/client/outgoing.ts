import { getAccount } from '../contract/generated/account.ts';
import { MfaError } from '../contract/mfa-error.ts';
import type { OperationName } from '../contract/types.ts';
import type { Outgoing } from './transport.ts';

/**
 * How a call travels. Every first screen asks for the account; the other operations come with the first screen that
 * calls one. Throws `offline` when they do not arrive.
 */
export async function outgoing(operation: OperationName, input: object): Promise<Outgoing> {
  if (operation === 'getAccount') return getAccount;
  try {
    return (await import('./encode.ts')).encode(operation, input);
  } catch (cause) {
    throw new MfaError({ code: 'offline' }, { cause });
  }
}

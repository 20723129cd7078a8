import { account } from '../contract/generated/account.ts';
import { MfaError } from '../contract/mfa-error.ts';
import type { OperationName } from '../contract/routes.ts';
import type { Shape } from '../contract/shape.ts';

/** How an operation travels. */
export interface Wire {
  method: string;
  path: string;
  shape: Shape;
}

/** The account is asked for on every first screen; how the other operations travel comes with the first screen that asks for something. */
export async function wireOf(operation: OperationName): Promise<Wire> {
  if (operation === 'getAccount') return { method: 'GET', path: 'account', shape: account };
  try {
    return (await import('./wires.ts')).wires[operation];
  } catch (cause) {
    throw new MfaError({ code: 'offline' }, { cause });
  }
}

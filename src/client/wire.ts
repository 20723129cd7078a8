import { account } from '../contract/generated/account.ts';
import { MfaError } from '../contract/mfa-error.ts';
import type { OperationName } from '../contract/routes.ts';
import type { Shape } from '../contract/shape.ts';
import type { Input } from '../contract/types.ts';

/** An operation and its input as they travel, and the shape of what comes back. */
export interface Wire {
  method: string;
  /** Below the endpoint. */
  address: string;
  /** JSON; none for a reading or a deletion. */
  body?: string;
  shape: Shape;
  /** How long the back end may wait for news before it answers. Milliseconds. */
  waitsMs?: number;
}

/**
 * The account is asked for on every first screen; how the other operations travel comes with the first screen that
 * asks for something. Throws `offline` when that does not arrive.
 */
export async function wireFor<Op extends OperationName>(operation: Op, input: Input<Op>): Promise<Wire> {
  if (operation === 'getAccount') return { method: 'GET', address: 'account', shape: account };
  try {
    return (await import('./wires.ts')).wireOf(operation, input);
  } catch (cause) {
    throw new MfaError({ code: 'offline' }, { cause });
  }
}

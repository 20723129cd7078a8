import { answers } from '../contract/generated/answers.ts';
import { routes, type OperationName } from '../contract/routes.ts';
import type { Wire } from './wire.ts';

/** Longer than a back end lets `receivePairing` wait, whatever it makes of "about 20 seconds". */
const longPollMs = 30_000;

/** How any operation but the first travels: members of the input that the path names go there, the others into the body. */
export function wireOf(operation: Exclude<OperationName, 'getAccount'>, input: object): Wire {
  const { method, path } = routes[operation];
  const members: Record<string, unknown> = { ...input };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(members[name]);
    delete members[name];
    return encodeURIComponent(value);
  });
  const shape = answers[operation];
  const waitsMs = operation === 'receivePairing' ? longPollMs : 0;
  // A body with DELETE has no meaning (RFC 9110 §9.3.5), and what stands between drops or refuses it.
  if (method === 'GET' || method === 'DELETE') return { method, address, shape };
  return { method, address, shape, body: JSON.stringify(members), waitsMs };
}

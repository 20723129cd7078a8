import { calls } from '../contract/generated/calls.ts';
import type { Outgoing } from './transport.ts';

/** Members of the input that the path names travel there, the others in the body. */
export function encode(operation: keyof typeof calls, input: object): Outgoing {
  const [at, shape, changes = 'account', waitsMs = 0] = calls[operation];
  const [method, path] = at.split(' ') as [string, string];
  const members: Record<string, unknown> = { ...input };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(members[name]);
    delete members[name];
    return encodeURIComponent(value);
  });
  const touchesAccount = changes === 'account' || changes === 'proof';
  const outgoing = { method, address, shape, touchesAccount, waitsMs };
  // A body with DELETE has no meaning (RFC 9110 §9.3.5), and what stands between drops or refuses it.
  return method === 'GET' || method === 'DELETE' ? outgoing : { ...outgoing, body: JSON.stringify(members) };
}

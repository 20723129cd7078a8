import { answers } from '../contract/generated/answers.ts';
import { routes, type OperationName } from '../contract/routes.ts';
import type { Wire } from './wire.ts';

/** How any operation but the first travels: members of the input that the path names go there, the others into body or query. */
export function wireOf(operation: Exclude<OperationName, 'getAccount'>, input: object): Wire {
  const { method, path } = routes[operation];
  const members: Record<string, unknown> = { ...input };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(members[name]);
    delete members[name];
    return encodeURIComponent(value);
  });
  const shape = answers[operation];
  if (method !== 'GET') return { method, address, shape, body: JSON.stringify(members) };
  const query = new URLSearchParams(members as Record<string, string>).toString();
  return { method, address: query ? `${address}?${query}` : address, shape };
}

import { page } from '../core/page.ts';
import { createClient, type Client } from './client.ts';
import type { TransportOptions } from './transport.ts';

const clients: { options: TransportOptions; client: Client }[] = [];

/**
 * The client for these options; elements on one page that are configured alike get the same one.
 */
export function sharedClient({ endpoint, fetch, headers }: TransportOptions, base = page.baseURI): Client {
  const options = { endpoint: new URL(endpoint, base).href, fetch, headers };
  let known = clients.find(
    (entry) =>
      entry.options.endpoint === options.endpoint && entry.options.fetch === fetch && entry.options.headers === headers,
  );
  if (!known) clients.push((known = { options, client: createClient(options) }));
  return known.client;
}

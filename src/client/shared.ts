import { page } from '../page.ts';
import { createClient, type Client } from './client.ts';
import type { TransportOptions } from './transport.ts';

const clients: { options: TransportOptions; client: Client }[] = [];

/**
 * The client for these options; elements on one page that are configured alike get the same one.
 */
export function sharedClient(options: TransportOptions, base = page.baseURI): Client {
  const endpoint = new URL(options.endpoint, base).href;
  const { fetch, headers } = options;
  const known = clients.find(
    (entry) =>
      entry.options.endpoint === endpoint && entry.options.fetch === fetch && entry.options.headers === headers,
  );
  if (known) return known.client;
  const client = createClient({ endpoint, fetch, headers });
  clients.push({ options: { endpoint, fetch, headers }, client });
  return client;
}

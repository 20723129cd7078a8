import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

type Handler = (request: Request) => Response | Promise<Response>;

export interface Listener {
  /** Where the page is, for a person. */
  url: string;
  /** Until this is called every request is told to come back soon. */
  serve(handler: Handler): void;
  /** The address that a request came from; null for one that did not come through this server. */
  addressOf(request: Request): string | null;
  /** Accepts no more requests, gives those under way five seconds, then closes their connections. */
  stop(): Promise<void>;
}

const starting: Handler = () => new Response('Starting', { status: 503, headers: { 'retry-after': '1' } });

/**
 * Takes the port. This comes before the database is opened, because two processes on one embedded database destroy it,
 * and the port is what the second one stumbles over. Throws in plain words when it is taken.
 */
export async function listen({ host, port }: { host: string; port: number }): Promise<Listener> {
  let handler = starting;
  const addresses = new WeakMap<Request, string | undefined>();
  const server = createServer(
    getRequestListener((request, { incoming }) => {
      addresses.set(request, incoming.socket.remoteAddress);
      return handler(request);
    }),
  );
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is in use. Choose another one with PORT=… or stop the other program.`, {
      cause: error,
    });
  }
  const bound = (server.address() as AddressInfo).port;
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return {
    url: `http://${name}:${bound}/`,
    serve: (next) => {
      handler = next;
    },
    addressOf: (request) => addresses.get(request) ?? null,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const hangUp = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(hangUp);
    },
  };
}

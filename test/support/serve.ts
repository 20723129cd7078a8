import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createMfaHandler, createSealing, healthz, trustedHeaderSessions } from '../../src/server/index.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { policyOf, sealingKeys } from './world.ts';

/** A server process of the reference back end on a PostgreSQL: whoever the header names is signed in. Writes its port, then its log. */
const [, , url, patienceMs] = process.argv;
const store = await openPostgres({ url: url!, patienceMs: Number(patienceMs) });
const handle = createMfaHandler({
  store,
  sessions: trustedHeaderSessions({ onlyTheProxyCanReachThisServer: true, sessionHeader: 'x-session' }),
  mailer: { send: async () => undefined },
  sealing: createSealing(sealingKeys),
  institution: { issuer: 'Example University', policy: policyOf({ mail: { requiredFirst: false } }) },
});
const server = createServer(
  getRequestListener((request) => (new URL(request.url).pathname === '/healthz' ? healthz(store) : handle(request))),
);
server.listen(0, '127.0.0.1', () => console.log(String((server.address() as AddressInfo).port)));

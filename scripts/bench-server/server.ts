import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { eq, sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { answer } from '../../src/server/answer.ts';
import { readBody } from '../../src/server/body.ts';
import {
  cookieSessions,
  createMfaHandler,
  createSignInHandler,
  sealingFromEnv,
  silent,
} from '../../src/server/index.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { people, secrets } from '../../src/server/store/schema.ts';
import { profile } from '../../src/profiles/kyoto-u.ts';

/** One server process of the bench: the product, and beside it the least that the same stack can do for a request. */
const { DATABASE_URL = '', SESSION_SECRET = '' } = process.env;
const store = await openPostgres({ url: DATABASE_URL, connections: 16 });
const common = {
  store,
  mailer: { send: async () => undefined },
  sealing: sealingFromEnv(process.env),
  institution: { issuer: profile.name.en, policy: profile.policy },
  log: silent,
};
const selfService = createMfaHandler({ ...common, sessions: cookieSessions({ secret: SESSION_SECRET }) });
const signIn = createSignInHandler(common);

const update = store.database
  .update(secrets)
  .set({ lastStep: sql`${secrets.lastStep} + 1` })
  .where(eq(secrets.id, sql.placeholder('id')))
  .prepare('bench_update');
const read = store.database
  .select()
  .from(people)
  .where(eq(people.subject, sql.placeholder('subject')))
  .prepare('bench_read');

const app = new Hono();
app.post('/bare/update', async ({ req }) => {
  const { id } = await readBody(req.raw);
  await update.execute({ id });
  return answer(200, { result: true }, new Date());
});
app.get('/bare/read/:subject', async ({ req }) => {
  const [person] = await read.execute({ subject: req.param('subject') });
  return answer(200, { person }, new Date());
});
app.all('/api/mfa/*', ({ req }) => selfService(req.raw));
app.all('/api/sign-in/*', ({ req }) => signIn(req.raw));

const server = createServer(getRequestListener(app.fetch));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log((server.address() as AddressInfo).port);
// What this process has worked so far, microseconds: tells more than the clock where others use the machine.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!(user + system);
});
process.once('SIGTERM', () => process.exit(0));

// server.js
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { cookieSessions, createMfaHandler, sealingFromEnv } from 'mfa-elements/server';
import { openPglite } from 'mfa-elements/server/pglite';
import { profile } from 'mfa-elements/profiles/kyoto-u';

const { PORT = '8080', DATA_DIR = 'data', SESSION_SECRET } = process.env;

const sessions = cookieSessions({ secret: SESSION_SECRET });
const handle = createMfaHandler({
  store: await openPglite({ dataDir: DATA_DIR }),
  sessions,
  // For a trial: smtpMailer of mfa-elements/server/smtp sends real mail.
  mailer: { send: async ({ to, text }) => console.log(JSON.stringify({ to, text })) },
  sealing: sealingFromEnv(process.env),
  institution: { issuer: profile.name.en, policy: profile.policy },
});

async function answer(request) {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/api/mfa/')) return handle(request);
  // Your own sign-in goes here.
  if (pathname !== '/sign-in') return new Response('Not found', { status: 404 });
  const person = { subject: searchParams.get('user'), label: searchParams.get('user') };
  return new Response(null, {
    status: 303,
    headers: { location: '/', 'set-cookie': await sessions.issue(person, request) },
  });
}

const server = createServer(getRequestListener(answer));
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on port ${server.address().port}`));

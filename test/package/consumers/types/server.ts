import { createMfaHandler, sealingFromEnv, trustedHeaderSessions, type MfaHandlerOptions } from 'mfa-elements/server';
import { openPglite } from 'mfa-elements/server/pglite';
import { openPostgres } from 'mfa-elements/server/postgres';
import { smtpMailer } from 'mfa-elements/server/smtp';

const options: MfaHandlerOptions = {
  store: await openPglite({ dataDir: 'memory' }),
  sessions: trustedHeaderSessions({
    proxySecret: { header: 'X-Proxy-Secret', value: 'x'.repeat(32) },
    subjectHeader: 'X-Remote-User',
    sessionHeader: 'X-Session-Id',
  }),
  mailer: smtpMailer({ url: 'smtp://localhost', from: 'mfa@example.ac.jp' }),
  sealing: sealingFromEnv(process.env),
  institution: {
    issuer: 'Example University',
    policy: {
      secretModel: 'shared',
      app: { digits: 6, periodS: 30, algorithm: 'SHA1' },
      mail: { digits: 8, codeLifeS: 86_400, resendAfterS: 60, requiredFirst: true, forbiddenDomains: [] },
      lastDeviceRemovable: true,
      recoveryCodes: false,
    },
  },
};
export const handle: (request: Request) => Promise<Response> = createMfaHandler(options);
export const other = openPostgres({ url: 'postgres://localhost/mfa' });

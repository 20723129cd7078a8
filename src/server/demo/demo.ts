import { fileURLToPath } from 'node:url';
import { profile } from '../../profiles/kyoto-u.ts';
import { cookieSessions, createMfaHandler, healthz, housekeeping, sealingFromEnv, type Store } from '../index.ts';
import { smtpMailer } from '../smtp-mailer.ts';
import { createDemoApp } from './app.ts';
import { createClosers } from './closers.ts';
import type { Config } from './config.ts';
import { keysIn } from './keys.ts';
import { listen } from './listen.ts';
import { startLocalSmtp } from './local-smtp.ts';
import { createMailbox } from './mailbox.ts';
import { openStore } from './open-store.ts';

const cdnFolder = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));

/** Every few minutes; the timer alone keeps no process alive. */
function startHousekeeping(store: Store): () => void {
  const sweep = () =>
    void housekeeping(store, new Date()).catch(() => console.error('Housekeeping failed; it will be tried again.'));
  const timer = setInterval(sweep, 5 * 60_000).unref();
  return () => clearInterval(timer);
}

/** Starts everything and answers when it is ready. */
export async function startDemo(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  const listener = await listen(config);
  const opened = createClosers();
  const stopping = new AbortController();
  try {
    const keys = await keysIn(config.dataDir);
    const store = await openStore(config);
    opened.add(store.close);
    opened.add(startHousekeeping(store));
    const mailbox = config.smtpUrl ? null : createMailbox();
    const smtp = mailbox && (await startLocalSmtp(mailbox, config.smtpPort));
    if (smtp) opened.add(smtp.close);
    const mailer = smtpMailer({ url: config.smtpUrl ?? smtp?.url ?? '', from: config.mailFrom });
    opened.add(mailer.close);
    const sessions = cookieSessions({ secret: keys.session });
    const api = createMfaHandler({
      store,
      sessions,
      mailer,
      sealing: sealingFromEnv({ MFA_SEALING_KEYS: config.sealingKeys ?? keys.sealing }),
      institution: { issuer: profile.name.en, policy: { ...profile.policy, ...config.policy } },
      basePath: '/api/mfa',
      allowedOrigins: config.allowedOrigins,
      clientAddress: listener.addressOf,
      notices: { name: profile.name, devicesUrl: `${listener.url}/wizard`, timeZone: 'Asia/Tokyo' },
      stopping: stopping.signal,
    });
    const { hosts } = config;
    const health = () => healthz(store);
    listener.serve(createDemoApp({ api, health, sessions, mailbox, cdnFolder, hosts }).fetch);
  } catch (error) {
    await Promise.allSettled([listener.stop(), opened.close()]);
    throw error;
  }
  return {
    url: listener.url,
    stop() {
      stopping.abort();
      return listener.stop().finally(opened.close);
    },
  };
}

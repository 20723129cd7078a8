import { fromUtf8 } from '../bytes.ts';
import { errorFacts } from '../log.ts';
import type { MfaHandlerOptions, Services } from '../options.ts';
import { servicesOf } from '../services.ts';
import type { NoticeRow } from '../store/notices.ts';
import { notices } from '../store/store.ts';
import type { NoticeOptions } from './options.ts';
import { noticeText } from './text.ts';

/** Sent at once. Each has a connection to the mail server. */
const batch = 10;
/** Between two looks at the outbox. */
const pauseMs = 5_000;
/** From the change on; then nobody tries any more. */
const patienceMs = 24 * 60 * 60_000;

type Outcome = 'sent' | 'failed' | 'givenUp';

/**
 * Sends what is due, at least once: a row goes when the mail server has taken the message. A process that ends in between
 * leaves it to another one, whose message has the same id. Answers how many were sent.
 */
async function sendDue(services: Services): Promise<number> {
  const counts: Record<Outcome, number> = { sent: 0, failed: 0, givenUp: 0 };
  for (;;) {
    const due = await notices.takeDue(services.store.database, services.now(), batch);
    const outcomes = await Promise.all(due.map((row) => send(services, row)));
    for (const outcome of outcomes) counts[outcome]++;
    // Where all of them failed the mail server is away: the next look is soon enough.
    if (due.length < batch || !outcomes.includes('sent')) break;
  }
  if (counts.sent || counts.failed || counts.givenUp)
    services.log({ at: services.now().toISOString(), event: 'notices', ...counts });
  return counts.sent;
}

async function send(services: Services, row: NoticeRow): Promise<Outcome> {
  const { store, sealing, mailer, institution, now, log } = services;
  const options = typeof services.notices === 'string' ? {} : services.notices;
  try {
    const opened = await sealing.open(row, { personId: row.personId, purpose: 'mail-address', id: '' });
    await mailer.send({ to: fromUtf8(opened), ...noticeText(row, { issuer: institution.issuer, options }) });
  } catch (error) {
    const isOver = now().getTime() - row.at.getTime() > patienceMs;
    log({ at: now().toISOString(), event: 'mail-failed', purpose: 'notice', tries: row.tries, ...errorFacts(error) });
    if (isOver) await notices.endNotice(store.database, row.id);
    return isOver ? 'givenUp' : 'failed';
  }
  await notices.endNotice(store.database, row.id);
  return 'sent';
}

/**
 * One look at the outbox, for a process of its own beside handlers with `notices: 'elsewhere'`; the options are those of
 * a handler. Answers how many were sent.
 */
export const sendNotices = (
  options: Pick<MfaHandlerOptions, 'store' | 'mailer' | 'sealing' | 'institution' | 'log' | 'now'> & {
    notices?: NoticeOptions;
  },
): Promise<number> => sendDue(servicesOf({ ...options, sessions: async () => null }));

/** Looks again and again until the server stops. The timer alone keeps no process alive. */
export function startNotices(services: Services): void {
  if (services.notices === 'elsewhere') return;
  const isOff = services.notices === 'off';
  const look = async () => {
    if (services.stopping.aborted) return;
    try {
      await (isOff ? notices.endNoticesBefore(services.store.database, services.now()) : sendDue(services));
    } catch (error) {
      services.log({ at: services.now().toISOString(), event: 'failure', operation: 'notices', ...errorFacts(error) });
    }
    later();
  };
  const later = () => setTimeout(() => void look(), pauseMs).unref();
  later();
}

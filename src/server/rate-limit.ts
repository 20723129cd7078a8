import type { Caller, Context } from './context.ts';
import { fingerprint } from './bytes.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './store/database.ts';
import { countIn, uncount, windowAt, type Window } from './store/rates.ts';

const minuteMs = 60_000;

async function spend(
  database: Database,
  { key, now, lengthMs, cap }: { key: string; now: Date; lengthMs: number; cap: number },
): Promise<Window> {
  const window = windowAt(key, lengthMs, now);
  if ((await countIn(database, window)) > cap) {
    throw new Refusal('rate_limited', { retryAfterMs: Math.max(window.end.getTime() - now.getTime(), 1) });
  }
  return window;
}

/** Counts a changing request, on its own connection: a refused request counts as well. */
export async function spendRequest({ services, session, now }: Caller): Promise<void> {
  const key = await fingerprint('requests', session.subject);
  await spend(services.store.database, { key, now, lengthMs: minuteMs, cap: services.limits.requestsPerMinute });
}

/** Counts a message to be sent; the answer takes the count back when the mail server refused it. */
export async function spendMail({
  services,
  session,
  now,
  database,
}: Context): Promise<(database: Database) => Promise<void>> {
  const key = await fingerprint('mails', session.subject);
  const { mailsPerTenMinutes, mailsPerDay } = services.limits;
  const windows = [
    await spend(database, { key: `${key}.10m`, now, lengthMs: 10 * minuteMs, cap: mailsPerTenMinutes }),
    await spend(database, { key: `${key}.1d`, now, lengthMs: 24 * 60 * minuteMs, cap: mailsPerDay }),
  ];
  return async (later) => {
    for (const window of windows) await uncount(later, window);
  };
}

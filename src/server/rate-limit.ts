import type { Caller, Context, Visitor } from './context.ts';
import { fingerprint } from './bytes.ts';
import { networkOf } from './network.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './store/database.ts';
import type { Seat } from './store/pairings.ts';
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

/** Counts a mailbox to be opened. */
export async function spendPairing({ services, session, now, database }: Context): Promise<void> {
  const key = await fingerprint('pairings', session.subject);
  await spend(database, { key, now, lengthMs: 10 * minuteMs, cap: services.limits.pairingsPerTenMinutes });
}

/** Counts a request of one end of a mailbox, once it is known to be one: a stranger's would fill the table. */
export async function spendSeat(
  { services, now }: Visitor,
  database: Database,
  { id, own }: { id: string; own: Seat },
): Promise<void> {
  const key = await fingerprint('seat', `${id}\0${own}`);
  await spend(database, { key, now, lengthMs: minuteMs, cap: services.limits.pairingRequestsPerMinute });
}

/**
 * Counts an attempt to join before the code is looked at; the answer takes the count back when it was right. First by
 * address: who guesses from one is stopped before the others are.
 */
export async function spendJoin({ services, request, now }: Visitor): Promise<() => Promise<void>> {
  const { database } = services.store;
  const address = services.clientAddress(request);
  const { wrongJoinsPerAddress, wrongJoinsPerMinute } = services.limits;
  const windows: Window[] = [];
  if (address !== null) {
    const key = await fingerprint('joins', networkOf(address));
    windows.push(await spend(database, { key, now, lengthMs: minuteMs, cap: wrongJoinsPerAddress }));
  }
  windows.push(await spend(database, { key: 'joins', now, lengthMs: minuteMs, cap: wrongJoinsPerMinute }));
  return async () => {
    for (const window of windows) await uncount(database, window);
  };
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

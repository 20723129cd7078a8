import type { OperationName } from '../contract/types.ts';
import type { Caller, Context, Visitor } from './context.ts';
import { fingerprint } from './bytes.ts';
import { networksOf } from './network.ts';
import { noteRefusal } from './note-refusal.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './store/database.ts';
import type { Seat } from './store/pairings.ts';
import { countIn, countInAll, uncount, windowAt, type Window } from './store/rates.ts';

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

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

export interface Limit {
  key: string;
  lengthMs: number;
  cap: number;
}

interface Spent {
  windows: Window[];
  /** Undefined while every window has room. */
  refusal: Refusal | undefined;
  /** Whether one of the windows was full for the first time. */
  isFirst: boolean;
}

/** Counts in several windows with one statement, even if one of them is full. */
export async function spendAll(database: Database, now: Date, limits: readonly Limit[]): Promise<Spent> {
  const windows = limits.map(({ key, lengthMs }) => windowAt(`${key}.${lengthMs / minuteMs}m`, lengthMs, now));
  const counts = await countInAll(database, windows);
  const over = limits.map(({ cap }, at) => (counts.get(windows[at]!.key) ?? 0) - cap);
  const waits = windows.filter((_, at) => over[at]! > 0).map(({ end }) => end.getTime() - now.getTime());
  return {
    windows,
    refusal: waits.length ? new Refusal('rate_limited', { retryAfterMs: Math.max(...waits, 1) }) : undefined,
    isFirst: over.includes(1),
  };
}

/** How many sessions a person may use up before the others are refused as well. */
const sessionsOfAPerson = 4;

/**
 * Counts a changing request, on its own connection: a refused request counts as well. The session comes first, and what
 * it is refused counts for nobody else: somebody with a stolen session does not keep its owner out.
 */
export async function spendRequest(caller: Caller, operation: OperationName): Promise<void> {
  const { services, session, sessionHash, now } = caller;
  const { requestsPerMinute, requestsPerDay } = services.limits;
  const limitsOf = (key: string, times: number): Limit[] => [
    { key, lengthMs: minuteMs, cap: requestsPerMinute * times },
    { key, lengthMs: dayMs, cap: requestsPerDay * times },
  ];
  for (const limits of [
    limitsOf(`requests.${sessionHash}`, 1),
    limitsOf(await fingerprint('requests', session.subject), sessionsOfAPerson),
  ]) {
    const { refusal, isFirst } = await spendAll(services.store.database, now, limits);
    // Only once a window, so that refused requests do not fill the table.
    if (refusal && isFirst) await noteRefusal(caller, operation, refusal);
    if (refusal) throw refusal;
  }
}

/** Counts a mailbox to be opened, by session and by person, who may open twice as many. */
export async function spendPairing({ services, session, sessionHash, now, database }: Context): Promise<void> {
  const [cap, lengthMs] = [services.limits.pairingsPerTenMinutes, 10 * minuteMs];
  const { refusal } = await spendAll(database, now, [
    { key: `pairings.${sessionHash}`, lengthMs, cap },
    { key: await fingerprint('pairings', session.subject), lengthMs, cap: 2 * cap },
  ]);
  if (refusal) throw refusal;
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
 * Counts an attempt to join; the answer takes the count back when it was right. First by address, then by the networks
 * around it: whoever guesses from one is stopped before the others are.
 */
export async function spendJoin({ services, request, now }: Visitor): Promise<() => Promise<void>> {
  const { database } = services.store;
  const address = services.clientAddress(request);
  const { wrongJoinsPerAddress, wrongJoinsPerNetwork, wrongJoinsPerMinute } = services.limits;
  const windows: Window[] = [];
  const networks = address === null ? [] : networksOf(address);
  for (const [nth, network] of networks.entries()) {
    const key = await fingerprint('joins', network);
    const cap = nth === 0 ? wrongJoinsPerAddress : wrongJoinsPerNetwork;
    windows.push(await spend(database, { key, now, lengthMs: minuteMs, cap }));
  }
  windows.push(await spend(database, { key: 'joins', now, lengthMs: minuteMs, cap: wrongJoinsPerMinute }));
  return async () => {
    for (const window of windows) await uncount(database, window);
  };
}

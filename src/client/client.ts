import { MfaError } from '../contract/mfa-error.ts';
import type { OperationName } from '../contract/routes.ts';
import type { Account, Answer, Input } from '../contract/types.ts';
import { send, type TransportOptions } from './transport.ts';

/**
 * The contract as typed calls.
 *
 * Owns: retries after a lost connection (safe, since each call keeps one idempotency key), the one account answer
 * that all elements share, the reading of the server's clock.
 * Does not own: what to do about a refusal (flows), who is asked to prove themselves again (runner).
 */
export interface Client {
  /** Throws `MfaError`; rejects with the signal's reason when aborted. */
  call<Op extends OperationName>(operation: Op, input: Input<Op>, signal?: AbortSignal): Promise<Answer<Op>>;
  /** How far this device's clock is ahead of the server's, once known. Milliseconds. */
  readonly clockAheadMs: number | undefined;
  /** Calls `listener` after every change made through this client. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** Operations that change nothing on the account, beside the account itself. */
const readings: readonly OperationName[] = ['receivePairing', 'getOpenApi'];
const pausesMs = [300, 1500];
/** An account answer this young is shared; elements that start together make one request. */
const shareForMs = 5000;

export function createClient(
  options: TransportOptions & { pause?: (ms: number, signal: AbortSignal) => Promise<void> },
): Client {
  const pause = options.pause ?? wait;
  const listeners = new Set<() => void>();
  let clockAheadMs: number | undefined;
  let shared: { account: Promise<Account>; atMs: number } | undefined;
  const never = new AbortController().signal;

  async function insist<Op extends OperationName>(
    operation: Op,
    input: Input<Op>,
    signal: AbortSignal,
  ): Promise<Answer<Op>> {
    const key = crypto.randomUUID();
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(options, operation, input, { signal, key, onClock: (aheadMs) => (clockAheadMs = aheadMs) });
      } catch (error) {
        const pauseMs = pausesMs[attempt];
        if (pauseMs === undefined || !isPassing(error)) throw error;
        await pause(pauseMs, signal);
      }
    }
  }

  function getAccount(): Promise<Account> {
    if (shared && Date.now() - shared.atMs < shareForMs) return shared.account;
    const account = insist('getAccount', {}, never);
    const mine = (shared = { account, atMs: Date.now() });
    account.catch(() => {
      if (shared === mine) shared = undefined;
    });
    return account;
  }

  return {
    get clockAheadMs() {
      return clockAheadMs;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async call(operation, input, signal = never) {
      if (operation === 'getAccount') {
        const account = await getAccount();
        signal.throwIfAborted();
        return account as Answer<typeof operation>;
      }
      if (readings.includes(operation)) return insist(operation, input, signal);
      // A refusal, too, tells that what we know of the account may be out of date.
      const answer = await insist(operation, input, signal).finally(() => (shared = undefined));
      for (const listener of [...listeners]) listener();
      return answer;
    },
  };
}

/** Failures that a second attempt may get past: no connection, or a server that says "not now" without a time. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof MfaError)) return false;
  const { code, retryAfterMs } = error.problem;
  return code === 'offline' || (code === 'unavailable' && retryAfterMs === undefined);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
  });
}

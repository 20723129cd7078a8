import { MfaError } from '../contract/mfa-error.ts';
import type { Account, Answer, Input, OperationName } from '../contract/types.ts';
import { outgoing } from './outgoing.ts';
import { send, type TransportOptions } from './transport.ts';

/**
 * The contract as typed calls.
 *
 * Owns: retries after a lost connection (safe, since each call keeps one idempotency key), the one account answer
 * that all elements share, the reading of the server's clock.
 * Does not own: what to do about a refusal (flows), who is asked to prove themselves again (runner).
 */
export interface Client {
  /**
   * Throws `MfaError`; rejects with the signal's reason when aborted. `language`: of the reader (BCP 47), for what the
   * back end writes; elements that share a client may have one each.
   */
  call<Op extends OperationName>(
    operation: Op,
    input: Input<Op>,
    signal?: AbortSignal,
    language?: string,
  ): Promise<Answer<Op>>;
  /** How far this device's clock is ahead of the server's, once known. Milliseconds. */
  readonly clockAheadMs: number | undefined;
  /** Forgets the shared account answer, so that the next call asks anew, and tells the listeners. */
  refresh(): void;
  /** Calls `listener` after every change made through this client, and whenever it is told to refresh. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

const pausesMs = [300, 1500];
/** If the server asks for more patience than this, the person decides when to try again. */
const longestPauseMs = 5000;
/** An account answer this young is shared; elements that start together make one request. */
const shareForMs = 5000;

export function createClient(
  options: TransportOptions & { pause?: (ms: number, signal: AbortSignal) => Promise<void> },
): Client {
  const pause = options.pause ?? wait;
  const listeners = new Set<() => void>();
  let clockAheadMs: number | undefined;
  let shared: { account: Promise<Account>; atMs: number; language: string | undefined } | undefined;
  const never = new AbortController().signal;

  async function insist<Op extends OperationName>(
    operation: Op,
    input: Input<Op>,
    signal: AbortSignal,
    language: string | undefined,
  ): Promise<Answer<Op>> {
    const key = crypto.randomUUID();
    for (let attempt = 0; ; attempt++) {
      try {
        const onClock = (aheadMs: number): void => void (clockAheadMs = aheadMs);
        const call = await outgoing(operation, input);
        const answering = send(options, call, { signal, key, language, onClock });
        if (call.touchesAccount) {
          // After a refusal, too, our knowledge of the account may be out of date.
          await answering.finally(() => (shared = undefined));
          renew();
        }
        return (await answering) as Answer<Op>;
      } catch (error) {
        const pauseMs = pauseAfter(error, attempt);
        if (pauseMs === undefined) throw error;
        await pause(pauseMs, signal);
      }
    }
  }

  function getAccount(language: string | undefined): Promise<Account> {
    if (shared && (language ?? shared.language) === shared.language && Date.now() - shared.atMs < shareForMs)
      return shared.account;
    const account = insist('getAccount', {}, never, language);
    const mine = (shared = { account, atMs: Date.now(), language });
    account.catch(() => {
      if (shared === mine) shared = undefined;
    });
    return account;
  }

  function renew(): void {
    shared = undefined;
    for (const listener of [...listeners]) listener();
  }

  return {
    get clockAheadMs() {
      return clockAheadMs;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: renew,
    async call(operation, input, signal = never, language) {
      if (operation === 'getAccount') {
        const account = await getAccount(language);
        signal.throwIfAborted();
        return account as Answer<typeof operation>;
      }
      return insist(operation, input, signal, language);
    },
  };
}

/** How long to wait before the same request, under the same key, is worth another attempt. Milliseconds. */
function pauseAfter(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof MfaError)) return undefined;
  const { code, retryAfterMs = pausesMs[attempt]! } = error.problem;
  const isPassing = code === 'offline' || code === 'unavailable' || (code === 'timed_out' && attempt === 0);
  return isPassing && attempt < pausesMs.length && retryAfterMs <= longestPauseMs ? retryAfterMs : undefined;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => (clearTimeout(timer), reject(signal.reason as Error));
    const timer = setTimeout(() => (signal.removeEventListener('abort', stop), resolve()), ms);
    signal.addEventListener('abort', stop);
  });
}

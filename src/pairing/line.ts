import type { Clock } from './clock.ts';
import { faultOf, isTransient } from './mailbox.ts';

/** Between tries; doubled each time. */
const firstPauseMs = 300;
const longestPauseMs = 4_000;

/** The way to the service: tries again what fails for a while, and knows whether it does. */
export class Line {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #isOnline = true;
  /** Whether there is no time for another try. */
  isOver = false;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** Rejects with what is not worth another try, and when aborted. */
  async insist<Answer>(ask: (signal: AbortSignal) => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      signal.throwIfAborted();
      try {
        const answer = await ask(signal);
        this.#set(true);
        return answer;
      } catch (error) {
        const fault = faultOf(error);
        if (signal.aborted || this.isOver || !isTransient(fault)) throw error;
        this.#set(false);
        await this.#clock.wait(Math.max(fault.retryAfterMs ?? 0, pauseMs), signal);
      }
    }
  }

  #set(isOnline: boolean): void {
    if (this.#isOnline === isOnline) return;
    this.#isOnline = isOnline;
    this.#changed();
  }
}

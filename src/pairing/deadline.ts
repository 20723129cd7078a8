import type { Clock } from './clock.ts';

/** Longest life of a pairing, whatever the service or a wrong clock says. */
const lifeMs = 120_000;
/** How far this clock and the service may be apart about the end. */
const edgeMs = 5_000;

/**
 * The two minutes of a pairing: it counts from the first request until the service names the end.
 *
 * Owns: its timer, until `stop`.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #over: () => void;
  #timer = new AbortController();
  #atMs = Infinity;

  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
    this.#runFor(lifeMs);
  }

  /** The end by this clock. Where it makes no sense the clock is wrong, and it is two minutes from now. */
  set(expiresAt: string): number {
    const leftMs = Date.parse(expiresAt) - this.#clock.now();
    const ms = leftMs > 0 && leftMs <= lifeMs ? leftMs : lifeMs;
    this.#runFor(ms);
    return (this.#atMs = this.#clock.now() + ms);
  }

  get isNear(): boolean {
    return this.#clock.now() >= this.#atMs - edgeMs;
  }

  stop(): void {
    this.#timer.abort();
  }

  #runFor(ms: number): void {
    this.#timer.abort();
    const { signal } = (this.#timer = new AbortController());
    void this.#clock.wait(ms, signal).then(() => signal.aborted || this.#over());
  }
}

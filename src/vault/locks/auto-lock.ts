import { page as wholePage } from '../../core/page.ts';

/** Locks after this long without input, or this long in the background. */
const idleMs = 5 * 60_000;
const hiddenMs = 60_000;
/** Activity is announced to other tabs at most this often. */
const tellMs = 10_000;
/** A timer does not run while the machine sleeps, and does not catch up: so it looks at the clock this often. */
const lookMs = 1000;

/** What tells that the page may have stood still for a while. */
const returns: readonly [target: 'page' | 'window', event: string][] = [
  ['page', 'resume'],
  ['window', 'pageshow'],
  ['window', 'focus'],
];

export interface Watched {
  /** Called once for each time that runs out. */
  lock: () => void;
  /** Somebody is here. */
  used: () => void;
  page?: EventTarget & Pick<Document, 'visibilityState'>;
  window?: EventTarget;
  /** Wall clock, milliseconds since the epoch. */
  now?: () => number;
}

/**
 * Locks when nobody seems to be there. `renew` is for a sign of life from another tab.
 *
 * Owns: its timer and listeners, until `stop`.
 */
export class AutoLock {
  readonly #watched: Required<Watched>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAtMs = Infinity;
  /** Of how long each clock gives it: somebody may set the wall clock back, and the other one stops in sleep. */
  #dueAfterMs = Infinity;
  #toldMs = -Infinity;

  constructor(watched: Watched) {
    this.#watched = { page: wholePage, window, now: Date.now, ...watched };
    const { page } = this.#watched;
    page.addEventListener('pointerdown', this.#touched, { capture: true, passive: true });
    page.addEventListener('keydown', this.#touched, { capture: true, passive: true });
    page.addEventListener('visibilitychange', this.#seen);
    for (const [target, event] of returns) this.#watched[target].addEventListener(event, this.#look);
    this.renew();
  }

  stop(): void {
    const { page } = this.#watched;
    clearTimeout(this.#timer);
    page.removeEventListener('pointerdown', this.#touched, { capture: true });
    page.removeEventListener('keydown', this.#touched, { capture: true });
    page.removeEventListener('visibilitychange', this.#seen);
    for (const [target, event] of returns) this.#watched[target].removeEventListener(event, this.#look);
  }

  /** Whether the time has run out, by either clock. */
  get isOver(): boolean {
    return this.#watched.now() >= this.#dueAtMs || performance.now() >= this.#dueAfterMs;
  }

  /** Counts anew; a time that has run out while nobody looked has run out all the same. */
  renew(): void {
    if (this.#locksIfOver()) return;
    const lengthMs = this.#watched.page.visibilityState === 'hidden' ? hiddenMs : idleMs;
    this.#dueAtMs = this.#watched.now() + lengthMs;
    this.#dueAfterMs = performance.now() + lengthMs;
    this.#look();
  }

  #look = (): void => {
    clearTimeout(this.#timer);
    if (!this.#locksIfOver()) this.#timer = setTimeout(this.#look, lookMs);
  };

  #locksIfOver(): boolean {
    if (!this.isOver) return false;
    clearTimeout(this.#timer);
    [this.#dueAtMs, this.#dueAfterMs] = [Infinity, Infinity];
    this.#watched.lock();
    return true;
  }

  #seen = (): void => this.renew();

  #touched = (): void => {
    if (this.#locksIfOver()) return;
    this.renew();
    const nowMs = this.#watched.now();
    if (nowMs - this.#toldMs < tellMs) return;
    this.#toldMs = nowMs;
    this.#watched.used();
  };
}

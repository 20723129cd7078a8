/** Nobody has touched the page for so long; or has looked at it. */
const idleMs = 5 * 60_000;
const hiddenMs = 60_000;
/** So often the other tabs hear that somebody is here. */
const tellMs = 10_000;

interface Watched {
  /** Called once for each time that runs out. */
  lock: () => void;
  /** Somebody is here. */
  used: () => void;
  page?: EventTarget & Pick<Document, 'visibilityState'>;
}

/**
 * Locks when nobody seems to be there. `renew` is for a sign of life from another tab.
 *
 * Owns: its two timers and listeners, until `stop`.
 */
export class AutoLock {
  readonly #watched: Required<Watched>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldMs = -Infinity;

  constructor(watched: Watched) {
    this.#watched = { page: document, ...watched };
    const { page } = this.#watched;
    page.addEventListener('pointerdown', this.#touched, { capture: true, passive: true });
    page.addEventListener('keydown', this.#touched, { capture: true, passive: true });
    page.addEventListener('visibilitychange', this.#looked);
    this.renew();
  }

  stop(): void {
    const { page } = this.#watched;
    clearTimeout(this.#timer);
    page.removeEventListener('pointerdown', this.#touched, { capture: true });
    page.removeEventListener('keydown', this.#touched, { capture: true });
    page.removeEventListener('visibilitychange', this.#looked);
  }

  renew(): void {
    clearTimeout(this.#timer);
    const isHidden = this.#watched.page.visibilityState === 'hidden';
    this.#timer = setTimeout(this.#watched.lock, isHidden ? hiddenMs : idleMs);
  }

  #looked = (): void => this.renew();

  #touched = (): void => {
    this.renew();
    const nowMs = Date.now();
    if (nowMs - this.#toldMs < tellMs) return;
    this.#toldMs = nowMs;
    this.#watched.used();
  };
}

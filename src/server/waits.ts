/**
 * Requests that wait for news in this process: one for each key. A newer one ends the former, whose asker has given it
 * up, or wants to hold more connections than one.
 */
export class Waits {
  readonly #waiting = new Map<string, AbortController>();

  /** `signal` aborts when the next one with this key begins; call `end` when the answer is there. */
  begin(key: string): { signal: AbortSignal; end: () => void } {
    this.#waiting.get(key)?.abort();
    const own = new AbortController();
    this.#waiting.set(key, own);
    const end = () => {
      if (this.#waiting.get(key) === own) this.#waiting.delete(key);
    };
    return { signal: own.signal, end };
  }

  get size(): number {
    return this.#waiting.size;
  }
}

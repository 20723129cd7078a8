import type { Secret } from '../core/secret.ts';

/** A code that has been out of view for this long is news again, unless it was the last one told. */
const memoryMs = 3000;

/** Owns what a camera has just been heard saying, so that a code that stays in view is told once. */
export class JustTold {
  readonly #seenAtMs = new Map<string, number>();
  #last: string | undefined;

  /** Returns the texts that were not told in the last three seconds, and marks all of them as seen. */
  newOf(texts: readonly Secret[], nowMs = performance.now()): Secret[] {
    return texts.filter((secret) => {
      const text = secret.reveal();
      const isNew = text !== this.#last && nowMs - (this.#seenAtMs.get(text) ?? -Infinity) > memoryMs;
      this.#seenAtMs.set(text, nowMs);
      if (isNew) this.#last = text;
      return isNew;
    });
  }
}

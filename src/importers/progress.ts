import type { Work } from './types.ts';

/** For work in several steps: each reports its own 0 to 1. */
export const stepOf = ({ signal, onProgress }: Work, index: number, of: number): Work => ({
  ...(signal && { signal }),
  ...(onProgress && { onProgress: (done: number) => onProgress((index + done) / of) }),
});

/**
 * A derivation calls this thousands of times. It stops the derivation when nobody waits any more, and reports whole
 * percents only.
 */
export function watchOf({ signal, onProgress }: Work): (done: number) => void {
  let reported = -1;
  return (done) => {
    signal?.throwIfAborted();
    const percent = Math.floor(done * 100);
    if (percent > reported) onProgress?.(done);
    reported = percent;
  };
}

import type { Part } from './text.ts';

export interface Work {
  signal?: AbortSignal | undefined;
  /** Of texts in several codes what has been seen so far, in other pictures too; what is seen now is added. */
  parts?: Part[];
}

/** Safari has no `scheduler` before version 26.4, Firefox none before 142; delete the other ways then. */
interface Scheduler {
  postTask?<Result>(run: () => Result | Promise<Result>, options: { priority: 'background' }): Promise<Result>;
}
const { scheduler } = globalThis as { scheduler?: Scheduler };

/**
 * Runs behind all that the page has to do. What `run` hands over by `scheduler.yield` comes back in the background, too,
 * while outside it would come back before timers and answers from the network.
 */
export const inBackground = <Result>(run: () => Result | Promise<Result>): Promise<Result> =>
  scheduler?.postTask?.(run, { priority: 'background' }) ?? Promise.resolve(run());

/** Lets the page do what it has to, timers and answers included, and comes back when it is idle. */
export function turnOfThePage(): Promise<void> {
  if (scheduler?.postTask) return inBackground(() => undefined);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

export interface Work {
  signal?: AbortSignal | undefined;
}

/** Lets the page do what it has to, and comes back soon. */
export function turnOfThePage(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  // Safari has no `scheduler.yield` before version 26.4; delete the message then.
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

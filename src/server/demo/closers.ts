/** Owns what has to be closed again: the newest first, and the rest also when one of them refuses. */
export function createClosers() {
  const closers: (() => unknown)[] = [];
  return {
    add(close: () => unknown): void {
      closers.push(close);
    },
    async close(): Promise<void> {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.');
    },
  };
}

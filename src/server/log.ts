/** One event of the server's life. Facts are names, numbers and codes of ours: never a secret, a code, an address or a subject. */
export interface LogEntry {
  at: string;
  event: string;
  [fact: string]: string | number | boolean | undefined;
}

export type Log = (entry: LogEntry) => void;

/** JSON lines on standard output. */
export const jsonLines: Log = (entry) => console.log(JSON.stringify(entry));

export const silent: Log = () => undefined;

/**
 * What may be said about an unexpected error: its class and, for a database error, the SQLSTATE. Never its message:
 * a query's message quotes its parameters, a mail server's the address.
 */
export function errorFacts(error: unknown): { error: string; errorCode?: string } {
  const name = error instanceof Error ? error.name : typeof error;
  for (let cause = error, depth = 0; cause && depth < 4; cause = (cause as Error).cause, depth++) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code)) return { error: name, errorCode: code };
  }
  return { error: name };
}

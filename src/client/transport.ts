import { MfaError } from '../contract/mfa-error.ts';
import type { OperationName } from '../contract/routes.ts';
import { readShape } from '../contract/shape.ts';
import type { Answer, Input } from '../contract/types.ts';
import { wireOf } from './wire.ts';

export type HeadersSource = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

export interface TransportOptions {
  /** Base address of the contract; relative to the page. */
  endpoint: string;
  fetch?: typeof fetch | undefined;
  /** Sent with every request: a value, or a function asked each time (bearer tokens). */
  headers?: HeadersSource | undefined;
}

/** How far this device's clock is from the server's; positive when this device is ahead. Milliseconds, ±1 s. */
export type ClockReading = (aheadMs: number) => void;

const answerLimitBytes = 1_000_000;
const patienceMs = 15_000;

/** One request, no retries. Throws `MfaError`; rejects with the signal's reason when aborted by the caller. */
export async function send<Op extends OperationName>(
  options: TransportOptions,
  operation: Op,
  input: Input<Op>,
  { signal, key, onClock }: { signal: AbortSignal; key: string; onClock: ClockReading },
): Promise<Answer<Op>> {
  const { method, path, shape } = await wireOf(operation);
  const members: Record<string, unknown> = { ...input };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(members[name]);
    delete members[name];
    return encodeURIComponent(value);
  });
  const headers = new Headers(typeof options.headers === 'function' ? await options.headers() : options.headers);
  const init: RequestInit = {
    method,
    headers,
    credentials: 'include',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  };
  let query = '';
  if (method === 'GET') {
    query = new URLSearchParams(members as Record<string, string>).toString();
  } else {
    headers.set('content-type', 'application/json');
    headers.set('idempotency-key', key);
    init.body = JSON.stringify(members);
  }
  const sentAtMs = Date.now();
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(
      `${options.endpoint.replace(/\/$/, '')}/${address}${query && `?${query}`}`,
      init,
    );
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new MfaError({ code: (cause as Error).name === 'TimeoutError' ? 'timed_out' : 'offline' }, { cause });
  }
  readClock(response, sentAtMs, onClock);
  const body = parse(text);
  if (!response.ok) throw new MfaError((await import('./read-problem.ts')).readProblem(response.status, body));
  // Nothing at all may be the answer; a page of HTML, as a portal on the way sends it, is none.
  return readShape(shape, text === '' ? {} : body) as Answer<Op>;
}

function readClock(response: Response, sentAtMs: number, onClock: ClockReading): void {
  const serverMs = Date.parse(response.headers.get('date') ?? '');
  // `Date` has whole seconds, cut off: half a second is the best guess of the rest.
  if (!Number.isNaN(serverMs)) onClock((sentAtMs + Date.now()) / 2 - (serverMs + 500));
}

function parse(text: string): unknown {
  if (text.length > answerLimitBytes) throw new MfaError({ code: 'bad_answer' });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

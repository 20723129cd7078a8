import type { ReadyCall } from '../contract/call.ts';
import { MfaError } from '../contract/mfa-error.ts';
import { readShape } from '../contract/shape.ts';

export type HeadersSource = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

export interface TransportOptions {
  /** Base address of the contract; relative to the page. */
  endpoint: string;
  fetch?: typeof fetch | undefined;
  /** Sent with every request: a value, or a function asked each time (bearer tokens). */
  headers?: HeadersSource | undefined;
}

/** A call as it travels, and the shape of what comes back. */
export interface Outgoing extends ReadyCall {
  /** JSON. A GET and a DELETE have no body. */
  body?: string;
  /** Whether a right answer may have changed the account. */
  touchesAccount?: boolean;
  /** How long the back end may wait for news before it answers. Milliseconds. */
  waitsMs?: number;
}

/** How far this device's clock is from the server's; positive when this device is ahead. Milliseconds, ±1 s. */
export type ClockReading = (aheadMs: number) => void;

/** In characters. */
const longestAnswer = 1_000_000;
const patienceMs = 15_000;

interface Sending {
  signal: AbortSignal;
  /** The idempotency key of a change. */
  key: string;
  /** The language of what the back end writes, such as mails and names. Undefined: the browser's own. */
  language: string | undefined;
  onClock: ClockReading;
}

/**
 * One request, no retries.
 * Throws `MfaError`; rejects with the signal's reason when aborted by the caller.
 */
export async function send(
  { endpoint, fetch: ask = fetch, headers: given }: TransportOptions,
  { method, address, body, shape, waitsMs = 0 }: Outgoing,
  { signal, key, language, onClock }: Sending,
): Promise<unknown> {
  const headers = new Headers(typeof given === 'function' ? await given() : given);
  if (language) headers.set('accept-language', language);
  if (method !== 'GET') headers.set('idempotency-key', key);
  headers.delete('content-type');
  if (body) headers.set('content-type', 'application/json');
  const sentAtMs = Date.now();
  let response: Response;
  let text: string;
  try {
    response = await ask(`${endpoint.replace(/\/$/, '')}/${address}`, {
      method,
      headers,
      credentials: 'include',
      // We follow no redirect: a code or a token is for this address only, and whatever redirects an API is a sign-in
      // page.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs + waitsMs)]),
      ...(body && { body }),
    });
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new MfaError({ code: (cause as Error).name === 'TimeoutError' ? 'timed_out' : 'offline' }, { cause });
  }
  if (response.type === 'opaqueredirect') throw new MfaError({ code: 'unauthenticated' });
  // An answer that waited for news does not tell how long it travelled, so the clock is not read from it.
  if (!waitsMs) readClock(response, sentAtMs, onClock);
  // An empty body is valid; HTML from a captive portal is not.
  const answer = parse(text || '{}');
  if (!response.ok) throw new MfaError((await import('./read-problem.ts')).readProblem(response, answer));
  return readShape(shape, answer);
}

function readClock(response: Response, sentAtMs: number, onClock: ClockReading): void {
  const serverMs = Date.parse(response.headers.get('date') ?? '');
  // `Date` has whole seconds, cut off: half a second is the best guess of the rest.
  if (!Number.isNaN(serverMs)) onClock((sentAtMs + Date.now()) / 2 - (serverMs + 500));
}

/** Undefined for an answer that is no JSON or too long. JSON itself is never undefined. */
function parse(text: string): unknown {
  try {
    return text.length > longestAnswer ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

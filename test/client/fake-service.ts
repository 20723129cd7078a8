import { createClient, type Client } from '../../src/client/client.ts';
import type { TransportOptions } from '../../src/client/transport.ts';
import type { ProblemCode } from '../../src/contract/problem-codes.ts';

/** A request as the fake service saw it. */
export interface Seen {
  method: string;
  address: string;
  headers: Record<string, string>;
  /** Parsed; undefined without one. */
  body: unknown;
  credentials: string | undefined;
  signal: AbortSignal;
}

/** How the fake answers: a response, or an error that fetch rejects with. */
export type Reply = (seen: Seen) => Response | Error | Promise<Response | Error>;

export const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });
export const problem = (status: number, code: ProblemCode | (string & {}), rest: object = {}): Response =>
  json({ type: 'about:blank', title: '…', status, code, ...rest }, { status });
/** As `fetch` rejects without a connection. */
export const noConnection = (): Error => new TypeError('Failed to fetch');

/** A client whose requests are answered by `replies` in turn, the last one from then on; pauses pass at once. */
export function makeClient(replies: Reply[], options: Partial<TransportOptions> = {}) {
  const seen: Seen[] = [];
  const pauses: number[] = [];
  const fakeFetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { method, headers, body, credentials, signal } = init;
    const request: Seen = {
      method: method!,
      address,
      headers: Object.fromEntries(headers as Headers),
      body: body === undefined ? undefined : JSON.parse(body as string),
      credentials,
      signal: signal!,
    };
    seen.push(request);
    const reply = await replies[Math.min(seen.length, replies.length) - 1]!(request);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const client: Client = createClient({
    endpoint: 'https://mfa.example.org/api/',
    fetch: fakeFetch as typeof fetch,
    pause: async (ms, signal) => {
      pauses.push(ms);
      signal.throwIfAborted();
    },
    ...options,
  });
  return { client, seen, pauses };
}

/** A reply that comes when it is told to, or rejects when its request is aborted. */
export function laterReply() {
  let answer!: (response: Response) => void;
  let begin!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const reply: Reply = ({ signal }) =>
    new Promise((resolve) => {
      begin();
      answer = resolve;
      signal.addEventListener('abort', () => resolve(signal.reason as Error));
    });
  return { reply, begun, answer: (response: Response) => answer(response) };
}

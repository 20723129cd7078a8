import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One request as it goes over the wire. */
export interface Ask {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Measured {
  /** How many were answered, those before the count began included. */
  answered: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

const textOf = ({ method, path, headers, body = '' }: Ask): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`] : []),
    '',
    body,
  ].join('\r\n');

/** A connection that asks one thing after another. As little work as can be, for it shares the processors with the servers. */
class Connection {
  #rest = '';
  #answered: ((answer: string) => void) | undefined;

  constructor(readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      this.#rest += piece;
      const head = this.#rest.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#rest)?.[1]);
      if (Number.isNaN(length)) throw new Error(`An answer without a length: ${this.#rest.slice(0, 200)}`);
      if (this.#rest.length < head + 4 + length) return;
      const answer = this.#rest;
      this.#rest = '';
      this.#answered?.(answer);
    });
  }

  ask(text: string): Promise<string> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.socket.write(text);
    });
  }
}

/** `connections` callers side by side over these ports for so long, after a while in which nothing is counted. */
export async function measure(
  ports: readonly number[],
  next: () => Ask,
  {
    isRight,
    connections = 32,
    warmMs = 1_500,
    forMs = 5_000,
  }: {
    isRight: (answer: string) => boolean;
    connections?: number;
    warmMs?: number;
    forMs?: number;
  },
): Promise<Measured> {
  const from = performance.now() + warmMs;
  const until = from + forMs;
  const latencies: number[] = [];
  let answered = 0;
  const open = Array.from({ length: connections }, async (_, nth) => {
    const socket = connect(ports[nth % ports.length]!, '127.0.0.1');
    await once(socket, 'connect');
    const connection = new Connection(socket);
    for (;;) {
      const text = textOf(next());
      const began = performance.now();
      if (began >= until) break;
      const answer = await connection.ask(text);
      const ended = performance.now();
      if (!answer.startsWith('HTTP/1.1 200') || !isRight(answer)) throw new Error(`Not what was expected: ${answer}`);
      answered++;
      if (began >= from && ended <= until) latencies.push(ended - began);
    }
    socket.destroy();
  });
  await Promise.all(open);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)]!;
  return { answered, perSecond: (latencies.length / forMs) * 1000, p50Ms: at(0.5), p99Ms: at(0.99) };
}

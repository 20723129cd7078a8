import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

/**
 * A door in front of a PostgreSQL that counts how often somebody waits for it: each `Sync` and each simple query of the
 * protocol (PostgreSQL documentation, "Message Formats") is one way there and back.
 */
export interface Wire {
  url: string;
  count(): number;
  close(): void;
}

const asksForAnswer = new Set(['S', 'Q'].map((type) => type.charCodeAt(0)));

export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url.replace('@/', '@localhost/'));
  const folder = target.searchParams.get('host')!;
  const sockets = new Set<Socket>();
  let waits = 0;

  const server = createServer((outside) => {
    const inside = createConnection(`${folder}/.s.PGSQL.5432`);
    const count = counter(() => waits++);
    outside.on('data', count);
    outside.pipe(inside).pipe(outside);
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [outside, inside].forEach((each) => each.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `postgres://${target.username}@127.0.0.1:${port}${target.pathname}`,
    count: () => waits,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Reads the messages of one connection; the first one has no type. */
function counter(found: () => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      if (isStarted && asksForAnswer.has(rest[0]!)) found();
      isStarted = true;
      rest = rest.subarray(length);
    }
  };
}

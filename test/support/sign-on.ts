import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { pgliteBackend, postgresBackend } from './backends.ts';
import { makeService, type Service } from './service.ts';
import { makeWorld, type PolicyChanges, type World } from './world.ts';

/** A university whose sign-on asks our operations over HTTP, as it would: on a PostgreSQL, where one is installed. */
export interface University {
  world: World;
  /** Another service of it, which asks as well. */
  service: Service;
  /** Of the operations of the sign-in, without a slash at the end. */
  url: string;
  /** Of the sign-on. */
  key: string;
  /** Everybody’s address, agent and language as the sign-on told them, newest last. */
  asked: Record<string, unknown>[];
  close(): Promise<void>;
}

export async function openUniversity(rules: Pick<PolicyChanges, 'requiredFrom'> = {}): Promise<University> {
  const backend = (await postgresBackend()) ?? (await pgliteBackend());
  const store = await backend.fresh();
  const policy = { ...rules, secretModel: 'per-device' } as const;
  const world = makeWorld(store, { policy });
  const service = await makeService(store, world, { name: 'other', policy });
  const signOn = await makeService(store, world, { name: 'sign-on', policy });
  const asked: University['asked'] = [];
  const server = createServer(
    getRequestListener(async (request) => {
      asked.push((await request.clone().json()) as Record<string, unknown>);
      return signOn.handle(request);
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    world,
    service,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/sign-in`,
    key: signOn.key,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await backend.stop();
    },
  };
}

import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { createDemoApp } from '../../src/server/demo/app.ts';
import { cookieSessions } from '../../src/server/sessions/cookie.ts';

/** The portal on files of its own, so that they can change, with an API where nobody is signed in. */
export interface AppSite {
  url: string;
  /** The API’s paths that were asked for. */
  asked: string[];
  /** A new build: the module of the app does one thing more. */
  rebuild(code: string): Promise<void>;
  /** The page is answered as by a server in trouble: with a failure, or not at all. */
  become(mood: 'failing' | 'silent'): void;
  /** Nobody answers any more. */
  stop(): Promise<void>;
}

export async function startAppSite(): Promise<AppSite> {
  const cdnFolder = await mkdtemp(join(tmpdir(), 'mfa-elements-cdn-'));
  await cp('dist/cdn', cdnFolder, { recursive: true });
  const asked: string[] = [];
  const app = createDemoApp({
    api: async ({ url }) => {
      asked.push(new URL(url).pathname);
      return Response.json({ type: 'about:blank', title: '', status: 401, code: 'unauthenticated' }, { status: 401 });
    },
    health: async () => Response.json({ ok: true }),
    sessions: cookieSessions({ secret: 'a cookie secret of more than 32 characters' }),
    mailbox: null,
    cdnFolder,
  });
  let mood: 'well' | 'failing' | 'silent' = 'well';
  const underWay = new Set<Promise<unknown>>();
  const answer = (request: Request): Response | Promise<Response> => {
    if (mood === 'well' || new URL(request.url).pathname !== '/authenticator') {
      const made = Promise.resolve(app.fetch(request));
      underWay.add(made);
      return made.finally(() => underWay.delete(made));
    }
    return mood === 'failing' ? new Response('Bad gateway', { status: 502 }) : new Promise<Response>(() => undefined);
  };
  const server = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  let isStopped = false;
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    rebuild: (code) => appendFile(join(cdnFolder, 'authenticator.js'), `\n${code}`),
    become(next) {
      mood = next;
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // A browser that looks for a new worker may be gone before it has its answer.
      await Promise.allSettled(underWay);
      await rm(cdnFolder, { recursive: true });
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { createInterface } from 'node:readline';

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The file that an address below one of the folders names; a folder has its `index.html`. */
export function fileAt(folders: Record<string, string>, pathname: string): { body: Buffer; kind: string } | undefined {
  const prefix = Object.keys(folders).find((each) => pathname.startsWith(each));
  if (prefix === undefined) return undefined;
  const path = join(folders[prefix]!, normalize(`/${pathname.slice(prefix.length)}`));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
  return existsSync(file)
    ? { body: readFileSync(file), kind: kinds[extname(file)] ?? 'application/octet-stream' }
    : undefined;
}

export interface Front {
  /** Without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/**
 * One origin for the built consumers and the back end of `consumers/server/server.js`, which runs in a process of its
 * own, in its own project; what it prints as mail is at `/mailbox.json`, as in the demo.
 */
export async function startFront(folder: string, folders: Record<string, string>): Promise<Front> {
  const mails: { to: string; text: string }[] = [];
  const child = spawn(process.execPath, ['consumers/server/server.js'], {
    cwd: folder,
    env: {
      ...process.env,
      PORT: '0',
      SESSION_SECRET: 'a secret of the tests, long enough for a session',
      MFA_SEALING_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    void exited.then(([code]) => reject(new Error(`The back end ended with ${code} before it was ready.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /^Listening on port (\d+)$/.exec(line) ?? [];
      if (found) resolve(Number(found));
      else if (line.startsWith('{"to"')) mails.unshift(JSON.parse(line) as (typeof mails)[number]);
    });
  });
  const server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://front.test');
    if (pathname.startsWith('/api/mfa/') || pathname === '/sign-in') {
      // The name of the host stays: the back end compares the origin of a page with it.
      const { url: path, method, headers } = incoming;
      const onward = request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
      return;
    }
    if (pathname === '/mailbox.json') {
      response.end(JSON.stringify(mails.filter(({ to }) => to === searchParams.get('to'))));
      return;
    }
    const file = fileAt(folders, pathname);
    response.writeHead(file ? 200 : pathname === '/favicon.ico' ? 204 : 404, file && { 'content-type': file.kind });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      child.kill();
      await exited;
    },
  };
}

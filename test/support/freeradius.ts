import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

/** Where FreeRADIUS, `rlm_rest` and a client are installed, as Debian does. */
export const hasFreeradius =
  existsSync('/usr/lib/freeradius/rlm_rest.so') &&
  spawnSync('freeradius', ['-v']).status === 0 &&
  spawnSync('radclient', ['-v']).status === 0;

interface Answer {
  kind: 'Access-Accept' | 'Access-Reject' | 'Access-Challenge';
  says: string;
  state: string;
}

export interface Radius {
  /** One packet, as a VPN sends it: over the port for password and code, or the one for the code alone. */
  ask(attributes: Record<string, string>, to?: 'two rounds' | 'code alone'): Promise<Answer>;
  stop(): Promise<void>;
}

const secret = 'a secret of the client';

/** FreeRADIUS on `examples/freeradius`, as it is. Answers when it takes requests. */
export async function startFreeradius({ url, key }: { url: string; key: string }): Promise<Radius> {
  const ports = { 'two rounds': await freePort(), 'code alone': await freePort() };
  const child = spawn('freeradius', ['-f', '-l', 'stdout', '-d', '.'], {
    cwd: 'examples/freeradius',
    env: {
      ...process.env,
      MFA_URL: url,
      MFA_KEY: key,
      RADIUS_ADDRESS: '127.0.0.1',
      RADIUS_PORT: String(ports['two rounds']),
      RADIUS_CODE_PORT: String(ports['code alone']),
      RADIUS_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill());
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error(`FreeRADIUS ended before it was ready:\n${lines.join('\n')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('Ready to process requests')) resolve();
    });
  });
  return {
    async ask(attributes, to = 'two rounds') {
      const written = Object.entries({ ...attributes, 'Message-Authenticator': '0x00' }).map(
        // radclient takes octets and addresses without quotes.
        ([name, value]) => `${name} = ${/^0x|^127\./.test(value) ? value : JSON.stringify(value)}`,
      );
      // One try: a second packet would be another code.
      const args = ['-x', '-r', '1', '-t', '20', `127.0.0.1:${ports[to]}`, 'auth', secret];
      const stdout = await new Promise<string>((resolve) => {
        const asking = execFile('radclient', args, (_, text) => resolve(text));
        asking.stdin!.end(`${written.join('\n')}\n`);
      });
      const [, kind] = /Received (Access-\w+)/.exec(stdout) ?? [];
      if (!kind) throw new Error(`No answer:\n${stdout}`);
      const received = stdout.slice(stdout.indexOf('Received'));
      return {
        kind: kind as Answer['kind'],
        says: /Reply-Message = "(.*)"/.exec(received)?.[1] ?? '',
        state: /State = (0x\w+)/.exec(received)?.[1] ?? '',
      };
    },
    async stop() {
      child.kill();
      await exited;
    },
  };
}

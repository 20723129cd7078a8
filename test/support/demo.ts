import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface Demo {
  /** Without a slash at the end. */
  url: string;
  dataDir: string;
  /** How far its clock is ahead of ours from now on; for a demo with a movable clock. */
  setAhead(ms: number): Promise<void>;
  /** What it has said so far. */
  output(): string;
  /** `SIGTERM` asks it to stop, as a process manager does; `SIGKILL` is a crash. Answers the exit code. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** `dataDir`: a folder of the test's own, which it removes itself; for a second demo on the data of the first. */
export interface DemoOptions {
  env?: Record<string, string>;
  dataDir?: string;
  hasMovableClock?: boolean;
}

/** Starts the real demo in a process of its own, on a free port and an empty data folder, and waits for its address. */
export async function startDemo({ env = {}, dataDir, hasMovableClock = false }: DemoOptions = {}): Promise<Demo> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'mfa-elements-demo-')));
  const clock = hasMovableClock ? ['--import', './test/support/movable-clock.mjs'] : [];
  const child = spawn(process.execPath, [...clock, '--import', 'tsx', 'src/server/demo/main.ts'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe', hasMovableClock ? 'ipc' : 'ignore'],
  }) as ChildProcessByStdio<null, Readable, Readable>;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    child.kill(signal);
    const [code] = await exited;
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    return code;
  }

  async function setAhead(ms: number): Promise<void> {
    const done = once(child, 'message');
    child.send(ms);
    await done;
  }

  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /http:\/\/localhost:(\d+)\//.exec(line) ?? [];
      if (found) resolve(found);
    });
    void exited.then(([code]) => reject(new Error(`The demo ended with ${code} before it was ready. ${output}`)));
  });
  return {
    url: `http://localhost:${port}`,
    dataDir: folder,
    setAhead,
    output: () => output,
    end,
  };
}

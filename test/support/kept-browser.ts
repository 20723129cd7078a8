import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type BrowserContext } from 'playwright-core';
import { engineNamed, headlessShell } from '../../scripts/engines.mjs';

/** A browser on a folder of its own, which another run of it finds again. */
export interface KeptBrowser {
  context: BrowserContext;
  /** As a person closes it. */
  close(): Promise<void>;
  /** Every process of it at once, with no time for a last word. */
  kill(): Promise<void>;
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'mfa-elements-browser-'));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });

/**
 * Starts Chromium on `folder`, in a group of processes of its own so that all of it can be killed. The headless shell has
 * the same storage of pages in its folder, and nothing else of a profile.
 */
export async function startBrowser(folder: string, { whole = true } = {}): Promise<KeptBrowser> {
  const args = [
    ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    ...['--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
  ];
  const child = spawn((whole ? engineNamed('chromium') : headlessShell).path(), args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, found] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
    void exited.then(() => reject(new Error('Chromium ended before it could be used.')));
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  return {
    context: context!,
    async close() {
      const session = await browser.newBrowserCDPSession();
      // The answer may be lost with the browser.
      await session.send('Browser.close').catch(() => undefined);
      await exited;
    },
    async kill() {
      process.kill(-child.pid!, 'SIGKILL');
      await exited;
    },
  };
}

/** The files below `folder` that hold one of these byte strings, each with the name of what it holds. */
export function filesWith(folder: string, wanted: ReadonlyMap<string, Buffer>): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .flatMap((path) => {
      const content = readFileSync(path);
      return [...wanted].filter(([, bytes]) => content.includes(bytes)).map(([what]) => `${path}: ${what}`);
    });
}

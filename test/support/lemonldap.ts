import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

/** Where the portal and a server for it are installed, as Debian does. */
export const hasLemonldap =
  existsSync('/usr/share/lemonldap-ng/portal/templates/bootstrap/ext2fcheck.tpl') &&
  spawnSync('perl', ['-MLemonldap::NG::Portal::Main', '-MImage::Magick', '-MGD::SecurityImage', '-e1']).status === 0 &&
  spawnSync('plackup', ['--version']).status === 0;

/** The portal on `examples/lemonldap`, as it is. Answers when it takes requests. */
export async function startLemonldap(given: { url: string; key: string }) {
  const data = await mkdtemp(join(tmpdir(), 'mfa-portal-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['--no-default-middleware', '--host', '127.0.0.1', '--port', `${port}`];
  const child = spawn('plackup', [...args, 'portal.psgi'], {
    cwd: 'examples/lemonldap',
    env: {
      ...process.env,
      LLNG_DEFAULTCONFFILE: 'lemonldap-ng.ini',
      PORTAL_URL: url,
      PORTAL_DATA: data,
      MFA_WITH_KEY: given.url.replace('://', `://lemonldap:${given.key}@`),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill());
  /** What the portal logs. */
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error(`The portal ended before it was ready:\n${log.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (line.includes('Accepting connections')) resolve();
    });
  });
  return {
    url,
    log,
    async stop() {
      child.kill();
      await exited;
      await rm(data, { recursive: true });
    },
  };
}

/** Somebody's browser at the portal, with its cookies and without its scripts. */
export class PortalVisitor {
  readonly #cookies = new Map<string, string>();
  /** The page that is shown. */
  page = '';

  constructor(
    readonly portal: string,
    readonly language: 'en' | 'ja',
  ) {
    this.#cookies.set('llnglanguage', language);
  }

  /** Gives the fields of the page's form, with what it hides, and follows where that leads. */
  async submit(path: string, fields: Record<string, string>): Promise<void> {
    const hidden = [...this.page.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
      /name="([^"]*)"/.exec(input)![1]!,
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]);
    await this.#go(path, new URLSearchParams([...hidden, ...Object.entries(fields)]));
  }

  open = (path = '/'): Promise<void> => this.#go(path);

  /** Where the form of the page leads. */
  get action(): string {
    return /<form action="([^"]+)"/.exec(this.page)![1]!;
  }

  /** The keys of what the page says, for its scripts to put into words. */
  get says(): string[] {
    const marks = this.page.matchAll(/\btr(span|msg|placeholder)="([^",]+)/g);
    return [...marks].map(([, kind, key]) => (kind === 'msg' ? `PE${key}` : key!));
  }

  /** The words for these keys, as the page's scripts find them: the language's file, and what the page brings itself. */
  async words(): Promise<Record<string, string>> {
    const file = await fetch(`${this.portal}/static/languages/${this.language}.json`);
    const [, own] = /"trOver":(\{.*\}),/.exec(this.page)!;
    const { all, [this.language]: mine } = JSON.parse(own!) as Record<string, object>;
    return { ...((await file.json()) as Record<string, string>), ...all, ...mine };
  }

  async #go(path: string, body?: URLSearchParams): Promise<void> {
    const response = await fetch(new URL(path, this.portal), {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.#cookies.set(name!, value!);
    }
    this.page = await response.text();
    const onward = response.headers.get('location');
    if (onward !== null) await this.#go(onward);
  }
}

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL server of our own, in a temporary folder, on a socket only. */
export interface PostgresServer {
  version: string;
  url(database: string): string;
  /** An empty database; with a template, a copy of it. */
  createDatabase(name: string, template?: string): Promise<void>;
  /** `fast`: rolls back what is under way and hangs up. `immediate`: as after a crash. Answers when it takes connections. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  /** Every process of it stands still: connections stay open and nothing is answered. Answers how to let it go on. */
  freeze(): () => void;
  stop(): void;
}

/** Where `initdb` and `pg_ctl` are: the newest installed, or those on PATH; undefined when there are none. */
function findPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const installed = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...installed.map((version) => join(root, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

export async function startPostgres(): Promise<PostgresServer | undefined> {
  const programs = findPrograms();
  if (!programs) return undefined;
  // initdb refuses root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('id', ['postgres']).status !== 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'mfa-pg-'));
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    await chown(folder, id('-u'), id('-g'));
  }
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const commandOf = (program: string, args: string[]): [string, string[]] =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', join(programs, program), ...args]] : [join(programs, program), args];
  const run = (program: string, ...args: string[]) =>
    execFileSync(...commandOf(program, args), { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('initdb', '-D', data, '-U', 'mfa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const settings = `-k ${folder} -c listen_addresses='' -c fsync=off -c max_connections=60`;
  const start = ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings];
  run('pg_ctl', ...start, 'start');

  const url = (database: string) => `postgres://mfa@/${database}?host=${encodeURIComponent(folder)}`;
  let isStopped = false;
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    run('pg_ctl', '-D', data, '-w', '-s', '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  return {
    version: run('pg_ctl', '--version').trim().replace(/^\D+/, ''),
    url,
    stop,
    async restart(mode) {
      // Not synchronously: what the test talks to goes on meanwhile.
      await promisify(execFile)(...commandOf('pg_ctl', [...start, '-m', mode, 'restart']), { cwd: folder });
    },
    freeze() {
      const [postmaster] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      const children = spawnSync('ps', ['-o', 'pid=', '--ppid', postmaster!], { encoding: 'utf8' }).stdout;
      const pids = [postmaster!, ...children.split('\n')].map(Number).filter(Boolean);
      const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
        for (const pid of pids) process.kill(pid, name);
      };
      signal('SIGSTOP');
      return () => signal('SIGCONT');
    },
    async createDatabase(name, template) {
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
      await client.end();
    },
  };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL server of our own, in a temporary folder, on a socket only. */
export interface PostgresServer {
  version: string;
  url(database: string): string;
  /** An empty database; with a template, a copy of it. */
  createDatabase(name: string, template?: string): Promise<void>;
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
  const run = (program: string, ...args: string[]) => {
    const command = [join(programs, program), ...args];
    const [file, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    return execFileSync(file!, rest, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  run('initdb', '-D', data, '-U', 'mfa', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const settings = `-k ${folder} -c listen_addresses='' -c fsync=off -c max_connections=60`;
  run('pg_ctl', '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start');

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
    async createDatabase(name, template) {
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
      await client.end();
    },
  };
}

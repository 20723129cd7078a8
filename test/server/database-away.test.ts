import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { Output } from '../../src/contract/types.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { appCode } from '../support/oath.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
const title = postgres
  ? `the database goes away, on PostgreSQL ${postgres.version}`
  : 'the database goes away: not run, for no initdb is installed here';

/** Short, so that a silent database is noticed within the test's time: 1.5 times as long and two seconds. */
const patienceMs = 2_500;
const longestMs = patienceMs * 1.5 + 2_000;

describe(title, { skip: !postgres }, () => {
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
    postgres!.stop();
  });

  async function server(url: string): Promise<{ address: string; isAlive: () => boolean }> {
    const script = fileURLToPath(new URL('../support/serve.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, url, String(patienceMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const port = await new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).on('line', resolve);
    });
    return {
      address: `http://127.0.0.1:${port}`,
      isAlive: () => child.exitCode === null && child.signalCode === null,
    };
  }

  const database = postgres?.createDatabase('away');
  const url = postgres?.url('away') ?? '';
  const admin = new Client({ connectionString: postgres?.url('postgres') });
  admin.on('error', () => undefined);

  let turn = 0;
  let refused = 0;
  let answered = 0;
  let slowestMs = 0;
  const confirmed: { subject: string; deviceId: string }[] = [];

  async function attempt(address: string, subject: string, { method = 'POST', path = '', body = {}, key = '' }) {
    const sentMs = performance.now();
    const response = await fetch(`${address}/api/mfa/${path}`, {
      method,
      headers: {
        remote_user: subject,
        'x-session': 's',
        'content-type': 'application/json',
        ...(key && { 'idempotency-key': key }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as unknown;
    slowestMs = Math.max(slowestMs, performance.now() - sentMs);
    return { status: response.status, answer };
  }

  /** Asks the servers in turn, with the same key again while they are unavailable, as the element does. */
  async function ask<T>(addresses: string[], subject: string, request: Parameters<typeof attempt>[2]): Promise<T> {
    const key = randomUUID();
    for (;;) {
      const { status, answer } = await attempt(addresses[turn++ % addresses.length]!, subject, { ...request, key });
      if (status === 503) {
        refused++;
        await pause(20);
        continue;
      }
      assert.equal(status, 200, JSON.stringify(answer));
      answered++;
      return answer as T;
    }
  }

  /** Sets up one person after another, with a code that is used up, until it is told to stop. */
  async function enrolMany(addresses: string[], prefix: string, isOver: () => boolean): Promise<void> {
    for (let nth = 0; !isOver(); nth++) {
      const subject = `${prefix}-${nth}`;
      const { id, key } = await ask<Output<'beginApp'>>(addresses, subject, {
        path: 'apps',
        body: { kind: 'browser' },
      });
      const code = appCode(key, new Date());
      const path = `apps/${id}/confirm`;
      const { device } = await ask<Output<'confirmApp'>>(addresses, subject, { path, body: { code } });
      await ask(addresses, subject, { method: 'PATCH', path: `devices/${device.id}`, body: { name: subject } });
      confirmed.push({ subject, deviceId: device.id });
    }
  }

  /** Something in this table does not go with what it belongs to. */
  const halves = {
    'a confirmed device was lost or doubled': `SELECT 1 FROM people p LEFT JOIN devices d ON d.person_id = p.id
      WHERE p.subject = ANY($1) GROUP BY p.id HAVING count(d.id) <> 1`,
    'a device without a used code, or a used code without a device': `SELECT 1 FROM secrets s
      FULL JOIN devices d ON d.secret_id = s.id WHERE (s.last_step > 0) IS DISTINCT FROM (d.id IS NOT NULL) AND $1 <> '{}'`,
    'a set-up that is neither pending nor has its device': `SELECT 1 FROM enrolments e
      LEFT JOIN devices d ON d.person_id = e.person_id WHERE (e.state = 'confirmed') <> (d.id IS NOT NULL) AND $1 <> '{}'`,
    'the audit tells of another number of devices': `SELECT 1 FROM people p WHERE $1 <> '{}' AND
      (SELECT count(*) FROM devices d WHERE d.person_id = p.id) <>
      (SELECT count(*) FROM audit a WHERE a.person_id = p.id AND a.event = 'app-confirmed')`,
    'a kept answer without its change, or a change without its answer': `SELECT 1 FROM people p WHERE $1 <> '{}' AND
      (SELECT count(*) FROM idempotency i WHERE i.person_id = p.id AND i.operation = 'renameDevice' AND i.status = 200) <>
      (SELECT count(*) FROM audit a WHERE a.person_id = p.id AND a.event = 'device-renamed')`,
    'a claim that nobody finished': `SELECT 1 FROM idempotency WHERE status IS NULL AND $1 <> '{}'`,
  };

  test('20 restarts and 200 terminated connections under load: no process ends, nothing is half changed, all goes on', async (t) => {
    await database;
    const servers = await Promise.all([server(url), server(url)]);
    const addresses = servers.map(({ address }) => address);
    let isOver = false;
    const load = Array.from({ length: 8 }, (_, nth) => enrolMany(addresses, `p${nth}`, () => isOver));
    const goneOn = async (by: number) => {
      const [from, sinceMs] = [answered, performance.now()];
      while (answered < from + by) {
        assert.ok(performance.now() - sinceMs < 10_000, 'nothing was answered for ten seconds');
        await Promise.race([pause(5), ...load]);
      }
    };

    for (let nth = 0; nth < 20; nth++) {
      await goneOn(10);
      await postgres!.restart(nth % 2 ? 'immediate' : 'fast');
    }
    const byRestarts = refused;
    await admin.connect();
    let terminated = 0;
    while (terminated < 200) {
      const { rowCount } = await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = 'away' ORDER BY state LIKE 'idle in%' DESC, random() LIMIT 2`);
      terminated += rowCount ?? 0;
      await goneOn(2);
    }
    await admin.end();
    isOver = true;
    await Promise.all(load);

    assert.deepEqual(
      servers.map(({ isAlive }) => isAlive()),
      [true, true],
    );
    assert.ok(byRestarts > 20 && refused > byRestarts + 20, 'the load was there when the database went');
    for (let nth = 0; nth < 30; nth++) {
      const { status } = await attempt(addresses[nth % 2]!, 'p0-0', { method: 'GET', path: 'account' });
      assert.equal(status, 200, 'no connection was lost to the pool');
    }
    const reader = new Client({ connectionString: url });
    await reader.connect();
    const subjects = confirmed.map(({ subject }) => subject);
    for (const [what, query] of Object.entries(halves)) {
      assert.equal((await reader.query(query, [subjects])).rowCount, 0, what);
    }
    await reader.end();
    t.diagnostic(`${confirmed.length} people, ${answered} answers, ${refused} times unavailable`);
  });

  test('a silent database: what is under way and what comes is unavailable within the stated time, then all goes on', async (t) => {
    const { address, isAlive } = await server(url);
    // More than the pool has connections.
    const everybody = Array.from({ length: 25 }, (_, nth) => `s${nth}`);
    const begin = (subject: string) => attempt(address, subject, { path: 'apps', body: { kind: 'browser' } });
    const read = (subject: string) => attempt(address, subject, { method: 'GET', path: 'account' });
    // All at once, so that every connection is there, and idle.
    for (const { status } of await Promise.all(everybody.map(begin))) assert.equal(status, 200);
    slowestMs = 0;
    const goOn = postgres!.freeze();
    try {
      const answers = await Promise.all([
        ...everybody.map(read),
        ...everybody.map(begin),
        pause(500).then(() => begin('late')),
      ]);
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([503]));
      assert.ok(slowestMs < longestMs + 1_000, `it took ${slowestMs} ms`);
      t.diagnostic(`unavailable after ${Math.round(slowestMs)} ms at most`);
      const sentMs = performance.now();
      assert.equal((await fetch(`${address}/healthz`)).status, 503);
      assert.ok(performance.now() - sentMs < 3_500);
    } finally {
      goOn();
    }
    assert.equal((await fetch(`${address}/healthz`)).status, 200);
    for (const subject of everybody) assert.equal((await begin(subject)).status, 200);
    assert.ok(isAlive());
  });

  test('a connection that breaks while the tables are brought up to date rejects, and ends no process', async () => {
    await postgres!.createDatabase('migrating');
    const holder = new Client({ connectionString: postgres!.url('migrating') });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [0x6d666131]);
    const opened = openPostgres({ url: postgres!.url('migrating') });
    opened.catch(() => undefined);
    let waiting: number | undefined;
    while (waiting === undefined) {
      const { rows } = await holder.query<{ pid: number }>('SELECT pid FROM pg_locks WHERE NOT granted');
      waiting = rows[0]?.pid;
    }
    // Without a word, as when a network breaks. PostgreSQL then ends every other connection, too, and recovers.
    process.kill(waiting, 'SIGKILL');
    await assert.rejects(opened);
    await holder.end().catch(() => undefined);
    await postgres!.restart('fast');
    await (await openPostgres({ url: postgres!.url('migrating') })).close();
  });
});

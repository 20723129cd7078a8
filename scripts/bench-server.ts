/**
 * How many codes are checked a second, and how many accounts read, beside a bare handler of the same stack on the same
 * PostgreSQL, in one run: `npm run bench:server`. `DATABASE_URL` names an empty database; else one is started here.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { randomBytes } from 'node:crypto';
import { cookieSessions, makeServiceKey, sealingFromEnv } from '../src/server/index.ts';
import { openPostgres } from '../src/server/store/postgres.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { measure, type Ask, type Measured } from './bench-server/load.ts';
import { enrol, type Enrolled } from './bench-server/people.ts';

const forMs = Number(process.env['BENCH_MS'] ?? 5_000);
/** A code opens once: each run of checks needs people of its own, as many as it can check. */
const peopleForChecks = Number(process.env['BENCH_PEOPLE'] ?? 30_000);

const own = process.env['DATABASE_URL'] ? undefined : await startPostgres();
if (own) await own.createDatabase('bench');
const url = process.env['DATABASE_URL'] ?? own?.url('bench');
if (!url) throw new Error('No initdb is installed here: name an empty PostgreSQL by DATABASE_URL.');
const env = {
  ...process.env,
  DATABASE_URL: url,
  SESSION_SECRET: randomBytes(32).toString('hex'),
  MFA_SEALING_KEYS: `bench:${randomBytes(32).toString('base64')}`,
};

const store = await openPostgres({ url, connections: 4 });
const enrolled = await enrol(store, sealingFromEnv(env), 2 * peopleForChecks);
const expiresAt = new Date(Date.now() + 60 * 60_000);
const { key } = await makeServiceKey(store, { name: 'bench', rights: ['verify'], expiresAt });
await store.database.execute('ANALYZE');
const sessions = cookieSessions({ secret: env.SESSION_SECRET });
const readers = await Promise.all(
  enrolled.slice(0, 500).map(async ({ subject }) => ({
    subject,
    cookie: (await sessions.issue({ subject, label: subject })).split(';')[0]!,
  })),
);

const running: ChildProcess[] = [];
async function serve(): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench-server/server.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  running.push(child);
  const [port] = (await once(child.stdout!, 'data')) as [Buffer];
  return Number(port.toString());
}

const inTurn = <Item>(items: readonly Item[]): (() => Item) => {
  let nth = 0;
  return () => items[nth++ % items.length]!;
};

function checksOf(these: readonly Enrolled[]): () => Ask {
  const headers = { Authorization: `Bearer ${key}` };
  const address = { firstFactor: true, address: '2001:db8::7', agent: 'Mozilla/5.0 (X11; Linux x86_64)' };
  let nth = 0;
  return () => {
    const person = these[nth++];
    if (!person) throw new Error('More checks than people: raise BENCH_PEOPLE.');
    const body = JSON.stringify({ subject: person.subject, code: person.code(new Date()), ...address });
    return { method: 'POST', path: '/api/sign-in/verify', headers, body };
  };
}

/** What the servers have worked so far, microseconds. */
async function worked(): Promise<number> {
  const answers = running.map(async (child) => {
    child.send('cpu');
    return ((await once(child, 'message')) as [number])[0];
  });
  return (await Promise.all(answers)).reduce((sum, one) => sum + one, 0);
}

interface Row extends Measured {
  what: string;
  processes: number;
  /** Of the servers for one request, microseconds. */
  cpuUs: number;
}

const rows: Row[] = [];
async function run(what: string, ports: number[], next: () => Ask, expected: string): Promise<Row> {
  const before = await worked();
  const measured = await measure(ports, next, { forMs, isRight: (answer) => answer.includes(expected) });
  const cpuUs = ((await worked()) - before) / measured.answered;
  const row = { what, processes: ports.length, cpuUs, ...measured };
  rows.push(row);
  return row;
}

try {
  const ports = [await serve(), await serve()];
  const updates = inTurn(enrolled.map(({ secretId }) => ({ id: secretId })));
  const bareUpdate = (): Ask => ({
    method: 'POST',
    path: '/bare/update',
    headers: {},
    body: JSON.stringify(updates()),
  });
  const reader = inTurn(readers);
  const account = (): Ask => ({ method: 'GET', path: '/api/mfa/account', headers: { Cookie: reader().cookie } });
  const bareRead = (): Ask => ({ method: 'GET', path: `/bare/read/${reader().subject}`, headers: {} });

  // Half of the people for each; first those whose steps the bare updates have not touched yet.
  const one = await run(
    'check a code',
    ports.slice(0, 1),
    checksOf(enrolled.slice(0, peopleForChecks)),
    '"result":true',
  );
  const two = await run('check a code', ports, checksOf(enrolled.slice(peopleForChecks)), '"result":true');
  const bareOne = await run('bare: one indexed update', ports.slice(0, 1), bareUpdate, '"result":true');
  const bareTwo = await run('bare: one indexed update', ports, bareUpdate, '"result":true');
  const read = await run('read an account', ports.slice(0, 1), account, '"devices":[{');
  const bare = await run('bare: one row read', ports.slice(0, 1), bareRead, '"subject"');

  const number = (value: number, digits = 0) => value.toFixed(digits).padStart(8);
  console.log(
    `PostgreSQL ${own?.version ?? 'of DATABASE_URL'}, 32 connections, ${availableParallelism()} processors for all of it, ${forMs} ms each`,
  );
  console.log('what                      processes    each s   p50 ms   p99 ms   CPU µs');
  for (const { what, processes, perSecond, p50Ms, p99Ms, cpuUs } of rows) {
    const cells = [number(perSecond), number(p50Ms, 1), number(p99Ms, 1), number(cpuUs)];
    console.log(`${what.padEnd(26)}${String(processes).padStart(9)}  ${cells.join(' ')}`);
  }
  const share = (a: number, b: number) => (a / b).toFixed(2);
  const rate = (a: Row, b: Row) => share(a.perSecond, b.perSecond);
  console.log(
    `codes by updates, one process: ${rate(one, bareOne)}, two: ${rate(two, bareTwo)}; by CPU ${share(bareOne.cpuUs, one.cpuUs)}`,
  );
  console.log(`two processes by one: codes ${rate(two, one)}, updates ${rate(bareTwo, bareOne)}`);
  console.log(`accounts by rows: ${rate(read, bare)}; by CPU ${share(bare.cpuUs, read.cpuUs)}`);
} finally {
  for (const child of running) child.kill();
  await store.close();
  own?.stop();
}

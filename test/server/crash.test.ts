import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { keysCommand } from '../../src/server/cli/keys.ts';
import { createSealing } from '../../src/server/sealing.ts';
import { audit, devices, enrolments, people, secrets } from '../../src/server/store/schema.ts';
import { openPglite } from '../../src/server/store/pglite.ts';
import { snapshotFile } from '../support/backends.ts';
import { makeWorld, sealingKeys } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'mfa-crash-'));
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const snapshot = snapshotFile();
const script = fileURLToPath(new URL('../support/enrol-until-killed.ts', import.meta.url));

const cli = fileURLToPath(new URL('../../src/server/cli/main.ts', import.meta.url));

/** Runs the enrolling process until it has written `lines` lines, then kills it the hard way; answers all it wrote. */
async function enrolAndKill(dataDir: string, prefix: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, prefix, snapshot], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const exited = once(child, 'exit');
  const written: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    written.push(line);
    if (written.length === lines) child.kill('SIGKILL');
  }
  const [code] = await exited;
  assert.equal(code, null, 'the process was killed, it did not end by itself');
  return written.slice(1);
}

test('a process killed amid enrolments loses no confirmed device and leaves none half confirmed', async () => {
  const dataDir = join(folder, 'killed');
  const acknowledged: { subject: string; deviceId: string }[] = [];
  for (const [round, lines] of [6, 11].entries()) {
    const written = await enrolAndKill(dataDir, `round${round}`, lines);
    acknowledged.push(...written.map((line) => JSON.parse(line) as { subject: string; deviceId: string }));
  }
  const store = await openPglite({ dataDir, snapshot });
  const world = makeWorld(store);
  for (const { subject, deviceId } of acknowledged) {
    const account = await (await world.signIn(subject)).ask('getAccount', {});
    assert.deepEqual(
      account.devices.map(({ id }) => id),
      [deviceId],
    );
    assert.equal(account.pending.app, null);
  }
  const rows = await store.database
    .select({ deviceId: devices.id, state: enrolments.state, lastStep: secrets.lastStep })
    .from(people)
    .innerJoin(enrolments, eq(enrolments.personId, people.id))
    .leftJoin(devices, eq(devices.personId, people.id))
    .leftJoin(secrets, eq(secrets.id, devices.secretId));
  assert.ok(rows.length >= acknowledged.length && acknowledged.length >= 15);
  for (const { deviceId, state, lastStep } of rows) {
    assert.equal(deviceId !== null, state === 'confirmed', 'a device, its enrolment and its used code come together');
    assert.equal(deviceId !== null, lastStep !== null && lastStep > 0);
  }
  await store.close();
});

test('an import of keys that is killed leaves each person whole or untouched, and the same command goes on', async () => {
  const dataDir = join(folder, 'import');
  const database = join(dataDir, 'database');
  await (await openPglite({ dataDir: database, snapshot })).close();
  const file = join(folder, 'keys.csv');
  const key = (nth: number) =>
    `GEZDGNBVGY3TQOJQGEZDGNBVGY3${String.fromCharCode(65 + (nth % 26), 65 + Math.floor(nth / 26))}`;
  const subjects = Array.from({ length: 40 }, (_, nth) => `person-${nth}`);
  writeFileSync(file, `subject,key\n${subjects.map((subject, nth) => `${subject},${key(nth)}AAA`).join('\n')}\n`);
  const child = spawn(process.execPath, ['--import', 'tsx', cli, 'keys', 'import', file, '--apply'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, MFA_SEALING_KEYS: `k1:${sealingKeys.keys.k1}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const exited = once(child, 'exit');
  let told = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.includes('  new: ') && ++told === 8) child.kill('SIGKILL');
  }
  await exited;

  const store = await openPglite({ dataDir: database, snapshot });
  const count = () => Promise.all([people, secrets, devices, audit].map((table) => store.database.$count(table)));
  const [persons, ...others] = await count();
  assert.ok(persons! >= told && persons! < subjects.length, `${told} told, ${persons} in`);
  assert.deepEqual(others, [persons, persons, persons]);
  const said: string[] = [];
  await keysCommand(['import', file, '--apply'], {
    store,
    sealing: createSealing(sealingKeys),
    now: () => new Date(),
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  });
  const rest = subjects.length - persons!;
  assert.match(said.at(-1)!, new RegExp(`^Done: ${rest} new, ${persons} the same already`));
  assert.deepEqual(await count(), [40, 40, 40, 40]);
  await store.close();
});

test('a second process on the same folder is refused in plain words, and the first goes on', async () => {
  const dataDir = join(folder, 'shared');
  const store = await openPglite({ dataDir, snapshot });
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, 'second', snapshot], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.add(child);
  let words = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (words += text));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(words, new RegExp(`in use by process ${process.pid}`));
  assert.match(words, /Two processes on one folder would destroy it/);
  await assert.rejects(openPglite({ dataDir, snapshot }), /in use/, 'nor twice in one process');
  assert.equal(await store.database.$count(people), 0);
  await store.close();
  await (await openPglite({ dataDir, snapshot })).close();
});

test('a lock whose owner is gone is taken over, also when the next process got the same pid or a first start was cut short', async () => {
  const dataDir = join(folder, 'stale');
  for (const owner of [String(2 ** 22 + 1), String(process.pid), `${process.pid} ${hostname()}`]) {
    writeFileSync(`${dataDir}.lock`, owner);
    mkdirSync(`${dataDir}.unfinished`, { recursive: true });
    const store = await openPglite({ dataDir, snapshot });
    assert.equal(readFileSync(`${dataDir}.lock`, 'utf8'), `${process.pid} ${hostname()}`);
    await store.close();
  }
});

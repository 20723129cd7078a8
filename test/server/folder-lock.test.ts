import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockFolder } from '../../src/server/store/folder-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'mfa-lock-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** As if nobody had touched the file for so long. */
function age(file: string, { s }: { s: number }): void {
  const then = new Date(Date.now() - s * 1000);
  utimesSync(file, then, then);
}

test('a lock of another host is respected though the pid is ours, and is taken over once it has not been touched for a minute', async () => {
  const folder = join(root, 'volume');
  writeFileSync(`${folder}.lock`, `${process.pid} elsewhere`);
  age(`${folder}.lock`, { s: 50 });
  await assert.rejects(lockFolder(folder), /in use by process \d+ on host elsewhere.*start again in a minute/);
  age(`${folder}.lock`, { s: 61 });
  const release = await lockFolder(folder);
  assert.equal(readFileSync(`${folder}.lock`, 'utf8'), `${process.pid} ${hostname()}`);
  await release();
  assert.ok(!existsSync(`${folder}.lock`));
});

test('the owner touches its lock, so that nobody elsewhere believes it gone', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  const file = join(root, 'beating.lock');
  const release = await lockFolder(join(root, 'beating'));
  age(file, { s: 300 });
  const old = statSync(file).mtimeMs;
  mock.timers.tick(10_000);
  while ((await stat(file)).mtimeMs === old);
  assert.ok(Date.now() - statSync(file).mtimeMs < 60_000);
  await release();
});

test('a lock that another host has taken over is neither touched nor removed by its former owner', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  const file = join(root, 'lost.lock');
  const release = await lockFolder(join(root, 'lost'));
  writeFileSync(file, `${process.pid} elsewhere`);
  mock.timers.tick(10_000);
  await release();
  assert.equal(readFileSync(file, 'utf8'), `${process.pid} elsewhere`);
});

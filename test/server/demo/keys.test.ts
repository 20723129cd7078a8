import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { afterEach, beforeEach } from 'node:test';
import { readConfig } from '../../../src/server/demo/config.ts';
import { keysIn } from '../../../src/server/demo/keys.ts';
import { sealingFromEnv } from '../../../src/server/sealing.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-elements-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('keys are made once, for this user only, in the form the back end takes', async () => {
  const keys = await keysIn(join(folder, 'data'));
  assert.deepEqual(await keysIn(join(folder, 'data')), keys);
  assert.equal((await stat(join(folder, 'data/keys.json'))).mode & 0o777, 0o600);
  assert.ok(sealingFromEnv({ MFA_SEALING_KEYS: keys.sealing }));
});

test('several that start at once end up with the same keys and leave nothing behind', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => keysIn(folder)));
  assert.equal(new Set(all.map(({ session }) => session)).size, 1);
  assert.deepEqual(await readdir(folder), ['keys.json']);
});

test('a spoiled key file is not replaced, because the database could not be read any more', async () => {
  await writeFile(join(folder, 'keys.json'), '{');
  await assert.rejects(keysIn(folder), /does not hold the keys/);
});

test('an empty environment gives a demo for this machine only', () => {
  const { port, host, dataDir, databaseUrl, smtpUrl } = readConfig({ PORT: '', DATABASE_URL: '' });
  assert.deepEqual(
    { port, host, dataDir, databaseUrl, smtpUrl },
    {
      port: 5173,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: undefined,
      smtpUrl: undefined,
    },
  );
});

test('an unusable port is named in plain words', () => {
  for (const PORT of ['http', '-1', '70000', '1.5']) assert.throws(() => readConfig({ PORT }), /PORT does not have/);
});

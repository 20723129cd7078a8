import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { groupsOf } from '../../scripts/groups.mjs';

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts'));

test('each test file is in one group, and the longest group stands first', () => {
  const groups = groupsOf(files);
  assert.deepEqual(groups.flatMap((group) => group.files).sort(), files.sort());
  assert.equal(new Set(groups.map(({ name }) => name)).size, groups.length);
  const seconds = groups.map((group) => group.seconds);
  assert.deepEqual(
    seconds,
    seconds.toSorted((one, other) => other - one),
  );
});

test('tests of functions share a process by folder; what has a world of its own does not', () => {
  const groupOf = (path: string) => groupsOf(files).find((group) => group.files.includes(path))!;
  assert.deepEqual(groupOf('test/core/otp.test.ts').files, groupOf('test/core/secret.test.ts').files);
  for (const path of ['test/server/stores.test.ts', 'test/flows/conformance.test.ts', 'test/e2e/two-servers.test.ts'])
    assert.deepEqual(groupOf(path).files, [path]);
});

test('who is on the stage shares it, also with tests that are made of suites', () => {
  const [group, ...others] = groupsOf(['test/e2e/reset.test.ts', 'test/e2e/promises.test.ts']);
  assert.deepEqual([group!.files.length, others.length], [2, 0]);
});

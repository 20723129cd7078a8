import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

type Versions = Record<string, string>;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'peerDependencies' | 'devDependencies' | 'overrides',
  Versions
>;
const not = (versions: Versions, form: RegExp): string[] =>
  Object.entries(versions).flatMap(([name, version]) => (form.test(version) ? [] : [`${name} ${version}`]));

test('what only this repository installs has an exact version', () => {
  const exact = /^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/;
  assert.deepEqual(not({ ...manifest.devDependencies, ...manifest.overrides }, exact), []);
});

test('what the projects of others install has a range, so that they need it once', () => {
  assert.deepEqual(not({ ...manifest.dependencies, ...manifest.peerDependencies }, /^(\^|>=)\d/), []);
});

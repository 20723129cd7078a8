// Which of the test files for Node share a process. To start one, its demo and its browser takes longer than many of them
// take to run; and whoever begins with the longest does not end with one of them while a processor stands idle.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Tests of functions without a world around them, by folder; a hook at the top of a file holds for all of them. Not those
 * that walk all flows and change what is translated.
 */
const ofFunctions =
  /^test\/(apps|client|contract|core|elements-pure|flows\/(?!conformance|newer)|importers\/(?!fuzz)|pairing|profiles|qr|runner|text)/;
/**
 * On the demo and the browser of test/support/stage.ts, or made of suites that are. They have no `before` of their own: the
 * tests of the files ahead of them have begun by then.
 */
const onStage = /from '\.\.\/support\/stage\.ts'|import '\.\/suites\//;
const isOnStage = (path) => path.startsWith('test/e2e/') && onStage.test(readFileSync(path, 'utf8'));

/** About how many seconds of a processor the long ones take, and the jobs beside them; a build with what waits for it. */
const known = {
  'element tests': 250,
  'build of the stories': 140,
  'build for npm': 100,
  stories: 80,
  lint: 50,
  types: 30,
  'generated files are fresh': 20,
  format: 20,
  'test/e2e/app.test.ts': 60,
  'test/e2e/app-kept.test.ts': 35,
  'test/e2e/pairing.test.ts': 50,
  'test/e2e/screens.test.ts': 45,
  'test/e2e/vault-files.test.ts': 60,
  'test/e2e/ways.test.ts': 50,
  'test/e2e/wizard.test.ts': 40,
  'test/docs/docs.test.ts': 8,
  'test/docs/follow.test.ts': 100,
  'test/flows/conformance-transfers.test.ts': 45,
  'test/flows/conformance.test.ts': 40,
  'test/flows/newer.test.ts': 25,
  'test/importers/formats.test.ts': 8,
  'test/importers/fuzz.test.ts': 25,
  'test/package/package.test.ts': 45,
  'test/qr/bent.test.ts': 10,
  'test/qr/encode.test.ts': 8,
  'test/scripts/new.test.ts': 60,
  'test/server/crash.test.ts': 12,
  'test/server/database-away.test.ts': 12,
  'test/server/demo/stop.test.ts': 8,
  'test/server/freeradius.test.ts': 8,
  'test/server/lemonldap.test.ts': 10,
  'test/server/stores.test.ts': 35,
};
export const secondsOf = (name) => known[name] ?? (name.startsWith('test/e2e/') ? 18 : 1);

const longestFirst = (one, other) => other.seconds - one.seconds;
/** As long as a stage is kept. */
const stageSeconds = 120;

/** Each group has a name, its files, and how long it takes about. The longest stands first. */
export function groupsOf(paths) {
  const single = (path) => ({ name: path, files: [path], seconds: secondsOf(path) });
  const [staged, others] = [paths.filter(isOnStage), paths.filter((path) => !isOnStage(path))];
  const groups = others.filter((path) => !ofFunctions.test(path)).map(single);
  for (const folder of new Set(others.filter((path) => ofFunctions.test(path)).map(dirname)))
    groups.push(join(others.filter((path) => ofFunctions.test(path) && dirname(path) === folder).map(single), folder));

  const sorted = staged.map(single).sort(longestFirst);
  const stages = Array.from({ length: Math.ceil(sum(sorted) / stageSeconds) }, () => []);
  for (const each of sorted) stages.toSorted((one, other) => sum(one) - sum(other))[0].push(each);
  for (const each of stages)
    groups.push(join(each, `test/e2e: ${each.map(({ name }) => basename(name, '.test.ts')).join(', ')}`));
  return groups.sort(longestFirst);
}

const sum = (groups) => groups.reduce((all, { seconds }) => all + seconds, 0);
const join = (groups, name) => ({
  name: groups.length === 1 ? groups[0].name : name,
  files: groups.flatMap(({ files }) => files),
  seconds: sum(groups),
});

// `npm test [-- words]`: every runner in turn, all of them even when one fails; the last line counts over all.
// With words, only the test files whose path holds one of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks, runCheck } from './check.mjs';

const words = process.argv.slice(2);
const testFiles = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && (words.length === 0 || words.some((word) => path.includes(word))))
  .sort();
const isElement = (path) => path.startsWith('test/elements/');
const isEndToEnd = (path) => path.startsWith('test/e2e/');
const isPackage = (path) => path.startsWith('test/package/');
const isOfStories = (path) => path.startsWith('test/storybook/');
/** These look at the built files. */
const needsBuild = (path) => isEndToEnd(path) || isPackage(path) || path.endsWith('/bundles.test.ts');

const scratch = mkdtempSync(join(tmpdir(), 'mfa-elements-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

function add({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function title(text) {
  console.log(`\n── ${text} ──`);
}

/** Runs a program that leaves its counts in a file; one that dies or leaves none has failed once more. */
function run(name, command, args, countsFile) {
  title(name);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, COUNTS_FILE: countsFile } });
  let counts;
  try {
    counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    console.log(`✖ ${name} ended without a result (status ${status})`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  add(counts);
}

function runNodeTests(name, files) {
  if (files.length === 0) return;
  const countsFile = join(scratch, `${name.replaceAll(' ', '-')}.json`);
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/count-reporter.mjs', `--test-reporter-destination=${countsFile}`],
  ].flat();
  run(
    name,
    process.execPath,
    ['--import', 'tsx', '--test', '--test-concurrency=2', ...reporters, ...files],
    countsFile,
  );
}

function runElementTests(files) {
  if (files.length === 0) return;
  run('element tests', 'node_modules/.bin/wtr', ['--files', ...files], join(scratch, 'elements.json'));
}

function runChecks(list) {
  for (const check of list)
    add(runCheck(check) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
}

try {
  if (words.length === 0) {
    title('checks');
    runChecks(checks);
  }
  if (testFiles.some(needsBuild)) {
    title('build');
    runChecks([{ name: 'build', command: ['node_modules/.bin/vite', 'build', '--logLevel', 'warn'] }]);
  }
  if (testFiles.some(isPackage)) {
    runChecks([{ name: 'build for npm', command: [process.execPath, '--import', 'tsx', 'scripts/build/npm.ts'] }]);
  }
  if (testFiles.some(isOfStories)) {
    title('stories');
    const output = ['--output-dir', 'dist/storybook', '--loglevel', 'error'];
    runChecks([{ name: 'build of the stories', command: ['node_modules/.bin/storybook', 'build', ...output] }]);
  }
  runNodeTests(
    'node tests',
    testFiles.filter((path) => ![isElement, isEndToEnd, isPackage, isOfStories].some((isOther) => isOther(path))),
  );
  runElementTests(testFiles.filter(isElement));
  runNodeTests('end-to-end tests', testFiles.filter(isEndToEnd));
  runNodeTests('package tests', testFiles.filter(isPackage));
  runNodeTests('stories', testFiles.filter(isOfStories));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (total.passed + total.failed === 0) {
  console.log(`No test file matches: ${words.join(' ')}`);
  total.failed = 1;
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped, each with its reason in the title.`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

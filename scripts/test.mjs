// `npm test [-- words]`: every runner, all of them even when one fails; the last line counts over all.
// With words, only the test files whose path holds one of them.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checks } from './check.mjs';
import { groupsOf, secondsOf } from './groups.mjs';
import { runJobs } from './jobs.mjs';

const words = process.argv.slice(2);
const testFiles = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && (words.length === 0 || words.some((word) => path.includes(word))))
  .sort();
const isElement = (path) => /^test\/(elements|screens|flow-table|page)\//.test(path);
const isPackage = (path) => path.startsWith('test/package/');
const isOfStories = (path) => path.startsWith('test/storybook/');
/** These look at the built files. */
const needsBuild = (path) => /^test\/(e2e|package)\//.test(path) || path.endsWith('/bundles.test.ts');

const scratch = mkdtempSync(join(tmpdir(), 'mfa-elements-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const node = process.execPath;
const builds = { page: 'build', npm: 'build for npm', stories: 'build of the stories' };

/** A runner that leaves its counts in a file, for which it is told a place. */
const counting = (job, env = {}) => ({ ...job, env: { ...env, COUNTS_FILE: countsFileOf(job) } });
const countsFileOf = ({ name }) => join(scratch, `${name.replaceAll(/[ /]/g, '-')}.json`);

function nodeTests(name, file, after = []) {
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/count-reporter.mjs', `--test-reporter-destination=${countsFileOf({ name })}`],
  ].flat();
  // Walks of flows make much and keep little: more room for what is young saves an eighth of their time.
  const command = [node, '--max-semi-space-size=64', '--import', 'tsx', ...reporters, file];
  return counting({ name, command, after });
}

/** Several files in one process: a file that imports them, and fails when one of them cannot be loaded. */
function entryOf({ files }) {
  if (files.length === 1) return files[0];
  const entry = join(scratch, `${basename(files[0])}-and-others.mjs`);
  writeFileSync(entry, files.map((file) => `import ${JSON.stringify(pathToFileURL(resolve(file)).href)};\n`).join(''));
  return entry;
}
const afterOf = (files) => [
  ...(files.some(needsBuild) ? [builds.page] : []),
  ...(files.some(isPackage) ? [builds.npm] : []),
];

const elementFiles = testFiles.filter(isElement);
const nodeGroups = groupsOf(testFiles.filter((path) => !isElement(path) && !isOfStories(path)));
const jobs = [
  ...(testFiles.some(isOfStories)
    ? [
        {
          name: builds.stories,
          command: ['node_modules/.bin/storybook', 'build', '--output-dir', 'dist/storybook', '--loglevel', 'error'],
        },
        nodeTests('stories', testFiles.find(isOfStories), [builds.stories]),
      ]
    : []),
  ...(testFiles.some(isPackage)
    ? [{ name: builds.npm, command: [node, '--import', 'tsx', 'scripts/build/npm.ts'], after: [builds.page] }]
    : []),
  ...(words.length === 0 ? checks : []),
  ...nodeGroups.map((group) => nodeTests(group.name, entryOf(group), afterOf(group.files))),
];
// Beside other jobs one engine after another, so that it keeps one processor busy as each of them does.
if (elementFiles.length > 0)
  jobs.push(
    counting(
      { name: 'element tests', command: ['node_modules/.bin/wtr', '--files', ...elementFiles] },
      jobs.length > 0 ? { BROWSERS_AT_ONCE: '1' } : {},
    ),
  );
const seconds = new Map(nodeGroups.map((group) => [group.name, group.seconds]));
const durationOf = ({ name }) => seconds.get(name) ?? secondsOf(name);
jobs.sort((one, other) => durationOf(other) - durationOf(one));
if (testFiles.some(needsBuild))
  jobs.unshift({ name: builds.page, command: ['node_modules/.bin/vite', 'build', '--logLevel', 'warn'] });

/** One that dies or leaves no counts has failed once more. */
function countsOf(job, status) {
  if (!job.env) return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  let counts;
  try {
    counts = JSON.parse(readFileSync(countsFileOf(job), 'utf8'));
  } catch {
    console.log(`✖ ${job.name} ended without a result (status ${status})`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

try {
  await runJobs(jobs, (job, status) => {
    for (const [name, count] of Object.entries(countsOf(job, status))) total[name] += count;
  });
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

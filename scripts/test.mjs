// `npm test [-- words]`: every runner, all of them even when one fails; the last line counts over all.
// With words, only the test files whose path holds one of them.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './check.mjs';
import { runJobs } from './jobs.mjs';

const words = process.argv.slice(2);
const testFiles = readdirSync('test', { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && (words.length === 0 || words.some((word) => path.includes(word))))
  .sort();
const isElement = (path) => /^test\/(elements|screens|flow-table|page)\//.test(path);
const isEndToEnd = (path) => path.startsWith('test/e2e/');
const isPackage = (path) => path.startsWith('test/package/');
const isOfStories = (path) => path.startsWith('test/storybook/');
const isOther = (path) => ![isElement, isEndToEnd, isPackage, isOfStories].some((is) => is(path));
/** These look at the built files. */
const needsBuild = (path) => isEndToEnd(path) || isPackage(path) || path.endsWith('/bundles.test.ts');

const scratch = mkdtempSync(join(tmpdir(), 'mfa-elements-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const node = process.execPath;
const all = Math.max(2, availableParallelism());
const builds = { page: 'build', npm: 'build for npm', stories: 'build of the stories' };

/** A runner that leaves its counts in a file, for which it is told a place. */
const counting = (job) => ({ ...job, env: { COUNTS_FILE: countsFileOf(job) } });
const countsFileOf = ({ name }) => join(scratch, `${name.replaceAll(' ', '-')}.json`);

function nodeTests(name, files, { width = all, flags = [], ...rest } = {}) {
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/count-reporter.mjs', `--test-reporter-destination=${countsFileOf({ name })}`],
  ].flat();
  const command = [node, ...flags, '--import', 'tsx', '--test', `--test-concurrency=${width}`, ...reporters, ...files];
  return files.length > 0 ? [counting({ name, command, width, ...rest })] : [];
}

const elementFiles = testFiles.filter(isElement);
/** What takes one processor stands first, two by two; what takes all of them comes after it. */
const jobs = [
  ...(testFiles.some(needsBuild)
    ? [{ name: builds.page, command: ['node_modules/.bin/vite', 'build', '--logLevel', 'warn'] }]
    : []),
  ...(testFiles.some(isPackage)
    ? [{ name: builds.npm, command: [node, '--import', 'tsx', 'scripts/build/npm.ts'], after: [builds.page] }]
    : []),
  ...(testFiles.some(isOfStories)
    ? [
        {
          name: builds.stories,
          command: ['node_modules/.bin/storybook', 'build', '--output-dir', 'dist/storybook', '--loglevel', 'error'],
        },
      ]
    : []),
  ...nodeTests('package tests', testFiles.filter(isPackage), { width: 1, after: [builds.page, builds.npm] }),
  ...(words.length === 0 ? checks : []),
  // Walks of flows make much and keep little: more room for what is young saves an eighth of their time.
  ...nodeTests('node tests', testFiles.filter(isOther), {
    after: [builds.page],
    flags: ['--max-semi-space-size=64'],
  }),
  ...(elementFiles.length > 0
    ? [counting({ name: 'element tests', command: ['node_modules/.bin/wtr', '--files', ...elementFiles], width: all })]
    : []),
  ...nodeTests('end-to-end tests', testFiles.filter(isEndToEnd), { after: [builds.page] }),
  ...nodeTests('stories', testFiles.filter(isOfStories), { after: [builds.stories] }),
];

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

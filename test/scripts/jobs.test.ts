import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

/** Runs a list of jobs in a process of its own, and answers what it printed. */
function printed(jobs: object[]): string {
  const lines = `import { runJobs } from './scripts/jobs.mjs';
    await runJobs(${JSON.stringify(jobs)}, ({ name }, status) => console.log(\`ended \${name} \${status}\`));`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', lines], { encoding: 'utf8' });
}
const job = (name: string, lines: string, more: object = {}) => ({
  name,
  command: [process.execPath, '--eval', lines],
  ...more,
});
const endsIn = (text: string): string[] => [...text.matchAll(/^ended (\S+ \S+)$/gm)].map(([, end]) => end!);

test('what jobs print stands together, and one that fails keeps none of the others from running', () => {
  const text = printed([
    job('slow', `console.log('a'); setTimeout(() => console.log('b'), 400)`),
    job('failing', `console.log('c'); process.exitCode = 3`),
    job('last', `console.log('d')`),
  ]);
  assert.match(text, /── slow ──\na\nb\n✔ slow/);
  assert.match(text, /── failing ──\nc\n✖ failing/);
  assert.deepEqual(endsIn(text).sort(), ['failing 3', 'last 0', 'slow 0']);
});

test('a job waits for those that it comes after, and a wide one for room', () => {
  const ends = endsIn(
    printed([
      job('build', 'setTimeout(() => {}, 300)'),
      job('tests', '', { after: ['build', 'a job that is not in the list'] }),
      job('wide', '', { width: 1000 }),
    ]),
  );
  assert.deepEqual(ends, ['build 0', 'tests 0', 'wide 0']);
});

test('a program that is not there has failed', () => {
  assert.match(printed([{ name: 'none', command: ['./no-such-program'] }, job('other', '')]), /ended none -2/);
});

// `npm run check`: everything that can be said about the sources without running them. Each check has a name and
// counts as one in `npm test`.
import { pathToFileURL } from 'node:url';
import { runJobs } from './jobs.mjs';

const bin = (name) => `node_modules/.bin/${name}`;

/** The longest first: two run side by side. */
export const checks = [
  { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'generated files are fresh',
    command: [process.execPath, '--import', 'tsx', 'scripts/generate.ts', '--check'],
  },
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'types of the server', command: [bin('tsc'), '-p', 'tsconfig.server.json'] },
  { name: 'types of the layers without a DOM', command: [bin('tsc'), '-p', 'tsconfig.pure.json'] },
];

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  // No short circuit: one run names every failing check.
  await runJobs(checks, (_, status) => {
    if (status !== 0) process.exitCode = 1;
  });

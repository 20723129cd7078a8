// `npm run check`: everything that can be said about the sources without running them. Each check has a name and
// counts as one in `npm test`.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const bin = (name) => `node_modules/.bin/${name}`;

export const checks = [
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the layers without a DOM', command: [bin('tsc'), '-p', 'tsconfig.pure.json'] },
  { name: 'types of the server', command: [bin('tsc'), '-p', 'tsconfig.server.json'] },
  { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'generated files are fresh',
    command: [process.execPath, '--import', 'tsx', 'scripts/generate.ts', '--check'],
  },
];

/** Runs one check and says how it went; its own output appears as it comes. */
export function runCheck({ name, command: [program, ...args] }) {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  const ok = status === 0;
  console.log(`${ok ? '✔' : '✖'} ${name}`);
  return ok;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  // No short circuit: one run names every failing check.
  const failed = checks.filter((check) => !runCheck(check));
  process.exitCode = failed.length > 0 ? 1 : 0;
}

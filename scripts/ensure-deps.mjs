// Makes `npm start` and `npm test` work on a fresh clone. Runs before node_modules exists: Node built-ins only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`mfa-elements needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

const root = new URL('../', import.meta.url);

/** What a lock file lists; null when there is none, as before the first installation or after an interrupted one. */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(new URL(lockFile, root), 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * npm writes the inner lock last. Contents are compared rather than times, because switching branches touches the
 * outer one. Optional packages may be missing: they belong to other platforms.
 */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return (
    present !== null &&
    Object.entries(wanted).every(
      ([path, entry]) => path === '' || entry.optional || present[path]?.integrity === entry.integrity,
    )
  );
}

if (!isInstalled()) {
  console.log('Installing the dependencies (npm ci) …');
  // The path is given by npm itself; its own level keeps errors visible when the outer command is silent.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = npm;
  const { status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

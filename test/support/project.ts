import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { after, before } from 'node:test';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What docs/en/npm.md tells to install beside the package: for the back end on PGlite, and for frameworks. */
const peers = [
  ...['@electric-sql/pglite', '@hono/node-server', 'drizzle-orm', 'hono', 'jose', 'otpauth'],
  ...['@lit/react', 'react', '@types/react', 'preact', 'svelte', 'vue'],
];
/** What the consumers need besides. */
const tools = ['@types/react-dom', '@vitejs/plugin-vue', 'react-dom'];

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

let folder: string;
let packed: Packed;
let arrived: string[];

async function prepare(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'mfa-elements-package-'));
  // Built already: by scripts/test.mjs.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  [packed] = JSON.parse(stdout) as [Packed];
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...flags, project.tarball], { cwd: folder });
  arrived = Object.keys((JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as Lock).packages);
  await cp('test/package/consumers', join(folder, 'consumers'), { recursive: true });
  await Promise.all([...peers.map((name) => link(name, folder)), ...tools.map((name) => link(name, consumers()))]);
}
// A hook waits for no other, so whoever builds on this one does.
const ready = prepare();
before(() => ready);
after(() => rm(folder, { recursive: true, force: true }));

interface Lock {
  packages: Record<string, object>;
}
const consumers = () => join(folder, 'consumers');

/** The same package that this repository uses: one installation less. */
async function link(name: string, root: string): Promise<void> {
  const path = join(root, 'node_modules', name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(resolve('node_modules', name), path);
}

/**
 * An empty project with the packed package, as `npm install` makes it. What the package needs comes by that
 * installation and is found nowhere else; only the documented peers are put beside it, and what the consumers are
 * made of is out of its sight.
 */
export const project = {
  ready,
  get folder() {
    return folder;
  },
  /** The consumers of test/package/consumers, copied into it. */
  get consumers() {
    return consumers();
  },
  get packed() {
    return packed;
  },
  get tarball() {
    return join(folder, packed.filename);
  },
  /** Every package that came with ours. */
  get arrived() {
    return arrived.flatMap((path) => (path ? [path.replace(/^.*node_modules\//, '')] : [])).sort();
  },
};

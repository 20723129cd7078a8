import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { build } from 'esbuild';
import { project } from '../../support/project.ts';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
/** The file names that fit `./dist/npm/profiles/*.js`. */
const fitting = (folder: string) =>
  readdirSync(join('dist/npm', folder)).flatMap((file) => /^([\w.-]+)\.js$/.exec(file)?.[1] ?? []);
const entries = Object.keys(exports)
  .filter((entry) => !entry.endsWith('.json') && entry !== './cdn/*')
  // Nobody has told to install their packages here.
  .filter((entry) => !['./server/postgres', './server/smtp'].includes(entry))
  .flatMap((entry) => {
    if (!entry.includes('*')) return [entry];
    const folder = entry === './types/*' ? 'frameworks/types' : 'profiles';
    return fitting(folder).map((name) => entry.replace('*', name));
  });

/** Runs lines of a module in the project, in a Node of its own. */
const inNode = (lines: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', lines], { cwd: project.folder, encoding: 'utf8' });

for (const entry of entries) {
  test(`${entry} can be imported in Node, where there is no document`, () => {
    inNode(`await import('mfa-elements${entry.slice(1)}')`);
  });
}

test('in Node, too, an entry that defines defines, and one that does not does not', () => {
  const tags = (entry: string) =>
    inNode(`await import('mfa-elements/${entry}'); console.log(typeof customElements.get('mfa-device-list'))`).trim();
  assert.equal(tags('define/device-list'), 'function');
  assert.equal(tags('device-list'), 'undefined');
});

/** What a bundler makes of these lines, in one piece. */
async function bundled(lines: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: lines, resolveDir: project.folder },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    // It says of each import that nothing of it is used, which is what we want to see.
    logLevel: 'error',
    external: ['react'],
  });
  return outputFiles[0]!.text;
}

test('a bundler leaves out a class that nobody uses, and keeps a definition that nobody names', async () => {
  const unused = ['setup-wizard', 'client', 'contract', 'importers', 'vault', 'react', 'profiles/kyoto-u'];
  for (const entry of unused) assert.equal((await bundled(`import 'mfa-elements/${entry}'`)).trim(), '', entry);
  for (const entry of ['define', 'define/device-list'])
    assert.match(await bundled(`import 'mfa-elements/${entry}'`), /"mfa-device-list"/, entry);
});

test('who takes one element, as a tag or as a component, gets no other', async () => {
  for (const lines of [
    "import 'mfa-elements/define/device-list'",
    "import { MfaDeviceList } from 'mfa-elements/react'; console.log(MfaDeviceList)",
  ]) {
    const code = await bundled(lines);
    assert.match(code, /"mfa-device-list"/);
    assert.doesNotMatch(code, /"mfa-(setup-wizard|sync-pair|authenticator)"/);
  }
});

test('the script of docs/en/embed.md prints what a page needs for files of another host', () => {
  const options = { cwd: project.folder, encoding: 'utf8' } as const;
  const [map, preload, script, policy] = execFileSync(process.execPath, ['consumers/plain/head.js'], options).split(
    '\n',
  );
  const base = 'https://cdn.example.ac.jp/mfa-elements/';
  assert.match(map!, new RegExp(`^<script type="importmap">{"integrity":{"${base}.*}}</script>$`));
  assert.match(
    preload!,
    new RegExp(`^<link rel="modulepreload" href="${base}chunks/[0-9a-f]{8}/core\\.js" integrity="sha384-`),
  );
  assert.match(script!, new RegExp(`^<script type="module" src="${base}setup-wizard\\.js" integrity="sha384-`));
  assert.match(policy!, /^script-src https:\/\/cdn\.example\.ac\.jp 'sha256-.{44}'$/);
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { importsOf } from '../../support/imports.ts';
import { project } from '../../support/project.ts';

interface Manifest {
  exports: Record<string, string | { types: string; default: string }>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const paths = () => project.packed.files.map(({ path }) => path);
const inPackage = (path: string) => join(project.folder, 'node_modules/mfa-elements', path);

test('the package holds what is built and described, and nothing that only we need', (t) => {
  const { size, unpackedSize, files } = project.packed;
  t.diagnostic(`${files.length} files, ${size} bytes packed, ${unpackedSize} bytes unpacked`);
  assert.ok(size < 1_500_000);
  assert.deepEqual([...new Set(paths().map((path) => path.replace(/^(dist\/\w+)\/.*/, '$1')))].sort(), [
    'CHANGELOG.ja.md',
    'CHANGELOG.md',
    'LICENSE',
    'README.ja.md',
    'README.md',
    'SECURITY.md',
    'custom-elements.json',
    'dist/cdn',
    'dist/npm',
    'llms.txt',
    'openapi-sign-in.json',
    'openapi.json',
    'package.json',
    'vscode.html-custom-data.json',
    'web-types.json',
  ]);
  assert.deepEqual(
    paths().filter((path) => /server\/demo|drizzle\.config|_snapshot|\.test\./.test(path)),
    [],
  );
});

test('each module has its types, and a map that holds the source or none; the migrations of the database are there', () => {
  const all = new Set(paths());
  // Of the library that comes along no types are needed.
  const modules = paths().filter((path) => /^dist\/npm\/(?!core\/hpke\.).*\.js$/.test(path));
  assert.ok(modules.length > 100);
  assert.deepEqual(
    modules.filter((path) => !all.has(path.replace(/js$/, 'd.ts'))),
    [],
  );
  const mapOf = (path: string): string => {
    const { sourcesContent } = JSON.parse(readFileSync(inPackage(`${path}.map`), 'utf8')) as { sourcesContent?: [] };
    return sourcesContent ? 'whole' : 'without its source';
  };
  const maps = modules.map((path) => {
    const isNamed = /\n\/\/# sourceMappingURL=/.test(readFileSync(inPackage(path), 'utf8'));
    if (all.has(`${path}.map`) !== isNamed) return `${path}: named ${isNamed}, there ${!isNamed}`;
    return isNamed ? mapOf(path) : 'none';
  });
  assert.deepEqual(new Set(maps), new Set(['whole', 'none']));
  for (const file of ['0000_tables.sql', 'meta/_journal.json'])
    assert.ok(all.has(`dist/npm/server/store/migrations/${file}`), file);
});

test('checks for developers of the library stay out of it', () => {
  const module = readFileSync(inPackage('dist/npm/localization/msg.js'), 'utf8');
  assert.doesNotMatch(module, /development:|Outside of withLocale/);
});

test('every import of ours in a module or its types names a file that is there, by its ending .js', () => {
  const wrong = paths()
    .filter((path) => /^dist\/npm\/.*\.(js|d\.ts)$/.test(path))
    .flatMap((path) => importsOf(path, readFileSync(inPackage(path), 'utf8')))
    .filter(({ to }) => to !== null && !(to.endsWith('.js') && existsSync(inPackage(to))));
  assert.deepEqual(wrong, []);
});

test('what package.json exports is there, types first', () => {
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (entry.includes('*')) continue;
    for (const path of typeof target === 'string' ? [target] : Object.values(target))
      assert.ok(existsSync(inPackage(path)), path);
    if (typeof target !== 'string') assert.deepEqual(Object.keys(target), ['types', 'default']);
  }
});

test('each element has an entry that defines it and one that does not, and they are all there are', () => {
  const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
    modules: { declarations: { tagName: string }[] }[];
  };
  const names = modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName.slice('mfa-'.length)));
  const entries = Object.keys(manifest.exports);
  for (const name of names) assert.ok(entries.includes(`./${name}`), name);
  assert.deepEqual(
    entries.filter((entry) => entry.startsWith('./define/')).sort(),
    names.map((name) => `./define/${name}`).sort(),
  );
});

test('the library that comes along has its licence, and asks for nothing', () => {
  assert.match(readFileSync(inPackage('dist/npm/core/hpke.LICENSE.txt'), 'utf8'), /^MIT License/);
  const path = 'dist/npm/core/hpke.js';
  assert.deepEqual(importsOf(path, readFileSync(inPackage(path), 'utf8')), []);
});

test('npm installs what a browser needs, and nothing of a server or a framework', () => {
  assert.deepEqual(project.arrived, [
    '@lit-labs/ssr-dom-shim',
    '@lit/reactive-element',
    '@noble/ciphers',
    '@noble/hashes',
    '@types/trusted-types',
    'idb',
    'lit',
    'lit-element',
    'lit-html',
    'mfa-elements',
    'qr',
    'zod',
  ]);
});

test('publint has nothing to say', async () => {
  const bytes = readFileSync(project.tarball);
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('the types are right for bundlers and for Node, wherever an ES module can be loaded', async () => {
  const types = ['react', 'preact', 'vue', 'svelte'].map((name) => `./types/${name}`);
  const profiles = ['kyoto-u', 'neutral', 'schema'].map((name) => `./profiles/${name}`);
  const archive = createPackageFromTarballData(new Uint8Array(readFileSync(project.tarball)));
  const result = await checkPackage(archive, { includeEntrypoints: [...types, ...profiles] });
  assert.equal(result.types && result.types.kind, 'included');
  const problems = 'problems' in result ? result.problems : [];
  assert.deepEqual(
    problems.filter(
      (problem) =>
        // CommonJS gets an ES module, as Node 20.19 allows; and TypeScript's resolution from before `exports` finds none.
        problem.kind !== 'CJSResolvesToESM' && !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    ),
    [],
  );
});

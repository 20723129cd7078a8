import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import test, { before } from 'node:test';
import ts from 'typescript';
import { project } from '../../support/project.ts';

/** As strict as it goes; `skipLibCheck` would hide what is wrong in our own declarations. */
const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  types: [],
};

/** What the compiler says about these files, by file; under `elsewhere` what it says about declarations. */
function complaints(files: string[], options: ts.CompilerOptions = {}): Record<string, string[]> {
  const paths = files.map((file) => join(project.consumers, 'types', file));
  const program = ts.createProgram(paths, { ...strict, ...options });
  const found: Record<string, string[]> = {};
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = files[paths.indexOf(file?.fileName ?? '')] ?? 'elsewhere';
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    (found[name] ??= []).push(name === 'elsewhere' ? `${file?.fileName}: ${text}` : text);
  }
  return found;
}

const frameworks = { 'React 19': 'react.tsx', Preact: 'preact.tsx', Vue: 'vue.ts', Svelte: 'svelte.ts' };
/** One program: most of the work is reading what they all share. */
let together: Record<string, string[]>;
before(async () => {
  await project.ready;
  together = complaints(['strict.ts', ...Object.values(frameworks)]);
});

test('every entry for a browser has types that hold for the strictest compiler', () => {
  assert.deepEqual([together['strict.ts'], together['elsewhere']], [undefined, undefined]);
});

for (const [name, file] of Object.entries(frameworks)) {
  test(`${name} knows the tags, their attributes, properties and events, and refuses what is not theirs`, () => {
    assert.equal(together[file], undefined);
  });
}

test('Node resolves the same types as a bundler', () => {
  const node = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  assert.deepEqual(complaints(['strict.ts'], { ...node, skipLibCheck: true }), {});
});

// Drizzle declares databases of every kind, and needs all of them for the check of its own declarations.
test('the back end has types', () => {
  const typeRoots = [resolve('node_modules/@types')];
  assert.deepEqual(complaints(['server.ts'], { skipLibCheck: true, types: ['node'], typeRoots }), {});
});

test('with React 18 a tag takes attributes only, and a component everything', () => {
  const react = resolve('node_modules/types-react-18');
  const paths = { react: [react], 'react/jsx-runtime': [join(react, 'jsx-runtime.d.ts')] };
  assert.deepEqual(complaints(['react-18.tsx'], { paths, skipLibCheck: true }), {});
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { importsOf, sourceFiles, type Import } from '../support/imports.ts';
import { floorObjection, objection, packageObjection, roomOf } from './layers.ts';

const imports = sourceFiles('src').flatMap((path) => importsOf(path));
const isServer = (path: string) => path.startsWith('src/server/');

/** `file:line specifier`, with the reason when there is one. */
const report = ({ from, line, specifier }: Import, why = '') =>
  `${from}:${line} imports ${specifier}${why && `: ${why}`}`;

function complaints(judge: (each: Import) => string | null): string[] {
  return imports.flatMap((each) => {
    const why = judge(each);
    return why === null ? [] : [report(each, why)];
  });
}

test('every import of ours points to a lower row, never sideways and never up', () => {
  assert.deepEqual(
    complaints(({ from, to, typeOnly }) => to && objection(roomOf(from), roomOf(to), typeOnly)),
    [],
  );
});

test('every import of a flow points to a lower floor, and every flow stands in a folder', () => {
  assert.deepEqual(
    complaints(({ from, to }) => to && floorObjection(from, to)),
    [],
  );
  assert.deepEqual(
    sourceFiles('src/flows').filter((path) => !/^src\/flows\/[^/]+\//.test(path)),
    [],
  );
});

test('every import of ours names a file that exists, with its ending', () => {
  assert.deepEqual(
    complaints(({ to }) => (to === null || existsSync(to) ? null : 'no such file')),
    [],
  );
});

test('a package is known only in the rooms that own it', () => {
  assert.deepEqual(
    complaints(({ from, to, specifier, typeOnly }) => {
      return to === null && !typeOnly ? packageObjection(roomOf(from), specifier) : null;
    }),
    [],
  );
});

test("browser code takes zod only as `import * as z from 'zod/mini'`", () => {
  assert.deepEqual(
    complaints(({ from, specifier, typeOnly, namespace }) => {
      const isFine = !/^zod(\/|$)/.test(specifier) || typeOnly || (specifier === 'zod/mini' && namespace);
      return isServer(from) || isFine ? null : 'every other form costs a browser 20 to 76 kB';
    }),
    [],
  );
});

test('no file needs itself: imports make no circle, those of types included', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (to) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const finished = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    else if (!finished.has(file)) {
      for (const target of next.get(file) ?? []) walk(target, [...path, file]);
      finished.add(file);
    }
  };
  for (const file of next.keys()) walk(file, []);
  assert.deepEqual(circles, []);
});

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { viewSets } from '../../scripts/generate/docs/tables.ts';

const sets = viewSets();
const usual = sets.get('simpleViews')!;
const kinds = new Set([...sets.values()].flatMap((names) => [...names]));

/** The name of the views in the row that fetches a flow's file; none where the row has no views. */
const rows = new Map(
  ['usual', 'other', 'interruptions'].flatMap((table) => {
    const text = readFileSync(`src/flow-table/${table}.ts`, 'utf8');
    return [...text.matchAll(/\{\s+words: (?:(?!words: )[^])*?import\('\.\.\/flows\/(\S+\.flow\.ts)'\)/g)].map(
      ([row, file]): [string, string | undefined] => [file!, /\bviews: (\w+)/.exec(row)?.[1]],
    );
  }),
);

test('the row of each flow names views that draw every kind of screen in its file', () => {
  const files = readdirSync('src/flows', { recursive: true, encoding: 'utf8' }).filter((name) => rows.has(name));
  assert.ok(files.length >= 28, String(files.length));
  const blank = files.flatMap((file) => {
    const shown = [...readFileSync(`src/flows/${file}`, 'utf8').matchAll(/\bkind: '([\w-]+)'/g)].map(
      ([, kind]) => kind!,
    );
    const drawn = sets.get(rows.get(file) ?? '');
    return shown
      .filter((kind) => kinds.has(kind) && !usual.has(kind) && !drawn?.has(kind))
      .map((kind) => `${file} shows “${kind}”: add views that draw it to its row in src/flow-table`);
  });
  assert.deepEqual(blank, []);
});

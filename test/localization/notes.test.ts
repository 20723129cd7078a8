import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { missingNotes, needsNote } from '../../scripts/generate/notes.ts';
import { notes } from '../../src/localization/notes.ts';
import { sourceFiles } from '../support/imports.ts';

test('a text that is short, or speaks of something else on the screen, needs a note', () => {
  for (const text of [
    'Light',
    'Camera {0}',
    'Lock now',
    'It is there',
    'The new one',
    'This did not work',
    'No, they differ',
  ])
    assert.ok(needsNote(text), text);
  for (const text of [
    'Copy the key',
    'This browser keeps no data for this page',
    'No camera was found.',
    'Both devices wait',
  ])
    assert.ok(!needsNote(text), text);
  assert.deepEqual(missingNotes(['Light', 'Copy the key', 'Dark']), [
    'a translator needs a note on “Dark”: src/localization/notes.ts',
  ]);
});

test('a text has one note, on one screen', () => {
  const texts = Object.values(notes).flatMap((on) => Object.keys(on));
  assert.deepEqual(
    texts.filter((text, at) => texts.indexOf(text) !== at),
    [],
  );
});

test('the notes stand in the XLIFF file, and in nothing that is downloaded', () => {
  const xliff = readFileSync('src/localization/xliff/ja.xlf', 'utf8');
  const written = [...xliff.matchAll(/<note from="lit-localize">([^<]*)<\/note>/g)].map(([, note]) => note);
  const all = Object.entries(notes).flatMap(([screen, on]) => Object.values(on).map((note) => `${screen}. ${note}`));
  assert.deepEqual(new Set(written), new Set(all));
  assert.ok(written.length >= all.length);
  assert.deepEqual(
    sourceFiles('src').filter((path) => /from '.*\/notes\.ts'/.test(readFileSync(path, 'utf8'))),
    [],
  );
});

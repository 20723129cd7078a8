import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { importsOf } from '../support/imports.ts';

const folder = 'dist/cdn';
const bundles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.js'))
  .map((path) => ({ path, code: readFileSync(`${folder}/${path}`, 'utf8') }));

/** What must not be found in a file that a browser downloads, and why. */
const forbidden: [pattern: RegExp, why: string][] = [
  [/\bhono\b|HonoRequest/i, 'the server in the browser'],
  [/pglite|drizzle|nodemailer/i, 'the server in the browser'],
  [/["'`]node:[a-z]|\brequire\(/, 'Node in the browser'],
  // zod/mini says ZodMiniString, and $ZodString in the core that both share.
  [/["'`]Zod(String|Object|Number)["'`]/, 'classic zod: 20 to 76 kB'],
  [/Invalid input: expected/, 'the words of zod: the browser has its own'],
  [/\beval\(|new Function\b|Function\(["'`]/, 'code from text, which a strict page refuses'],
  [/Outside of withLocale/, 'a check for developers, which costs people a screen'],
  [/data:(image|font|application|text)/, 'a data address, which a strict page refuses'],
  [/rel=["'`]?modulepreload|vite:preloadError/, "a helper that writes into the host's head"],
  // Vite leaves standard decorators as they are: no engine parses them, and the build says nothing (oxc-project/oxc#9170).
  [
    /(^|[;{}\s])@[\w$]+(\([^)]*\))?\s*(static|accessor|class)\b|\baccessor [\w$#]+\s*[=;]/m,
    'a decorator that nobody lowered',
  ],
  [/https?:\/\/(?!www\.w3\.org\/)[^"'`\s]*\.(js|wasm|css|woff2?)\b/, 'a file of another host'],
];

test('the build made files to look at', () => {
  assert.ok(bundles.length > 0);
});

for (const [pattern, why] of forbidden) {
  test(`no built file holds ${why} (${pattern.source.slice(0, 24)}…)`, () => {
    assert.deepEqual(
      bundles.flatMap(({ path, code }) => {
        const hit = pattern.exec(code);
        return hit ? [`${path}: …${code.slice(Math.max(0, hit.index - 30), hit.index + 40)}…`] : [];
      }),
      [],
    );
  });
}

test('built files carry no comments of the sources', () => {
  assert.deepEqual(
    bundles.filter(({ code }) => /\/\*[*!]|\n\s*\/\/ /.test(code)).map(({ path }) => path),
    [],
  );
});

test('every import in a built file is relative, so the folder works below any path of any origin', () => {
  const imports = bundles.flatMap(({ path, code }) => importsOf(`${folder}/${path}`, code));
  assert.deepEqual(
    imports.filter(({ to }) => to === null),
    [],
  );
});

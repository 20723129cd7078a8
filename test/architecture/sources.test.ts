import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { sourceFiles } from '../support/imports.ts';

/** Each file that takes a secret out of its wrapper. Adding one is a decision, so it is written down here. */
const revealing = new Set([
  // Makes codes.
  'src/core/otp.ts',
  // Finds out which time step a refused code belongs to.
  'src/page/find-delta.ts',
  // Show the key to its owner: as a QR code, as text, as a link, on the clipboard.
  'src/screens/parts/copy-button.ts',
  'src/screens/parts/qr-code.ts',
  'src/screens/kinds/show-key.ts',
  // Saves it as a file for an app that imports one; saves and prints recovery codes.
  'src/page/save-file.ts',
  'src/screens/kinds/save-codes.ts',
  // Put the code that this browser's own app has made into the request that proves it.
  'src/flows/own-app/app-here.flow.ts',
  'src/flows/pairing/proof.ts',
  'src/flows/transfer/own-app.ts',
  // Writes it out by Key URI Format, which is wrapped again.
  'src/core/entry.ts',
  // Hands what was read to the importers.
  'src/page/read-keys.ts',
  // Seals an account, and makes its id.
  'src/vault/records/account.ts',
  // Derive a key from a passphrase.
  'src/vault/locks/locks.ts',
  'src/vault/locks/changes.ts',
  // Hand the code of the other device to the pairing, and the seat at the mailbox to the back end.
  'src/page/open-pairing.ts',
  // Writes out the entry that is sealed for the other device.
  'src/pairing/parcel.ts',
  // Finds entries that are the same.
  'src/importers/institution.ts',
  // Joins the parts of a text that stands in several QR codes.
  'src/qr/text.ts',
  // Knows again what the camera has just told.
  'src/page/just-told.ts',
  // The server: opens a file of keys, looks whether its keys can be used, seals them, and writes such a file.
  'src/server/key-files/pskc-lock.ts',
  'src/server/key-files/table.ts',
  'src/server/key-files/weigh.ts',
  'src/server/key-files/import.ts',
  'src/server/key-files/pskc-write.ts',
  'src/server/key-files/write.ts',
]);

const files = sourceFiles('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const browserFiles = files.filter(({ path }) => !path.startsWith('src/server/'));

/** The lines of browser source that hold `pattern`, as `file:line`. */
function linesWith(pattern: RegExp): string[] {
  return browserFiles.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

test('secrets are revealed in the listed files only, and each listed file reveals one', () => {
  const found = files.filter(({ path, text }) => !path.startsWith('src/core/secret') && /\.reveal\(/.test(text));
  assert.deepEqual(new Set(found.map(({ path }) => path)), revealing);
});

test('browser code writes nothing to the console but that two versions of it are on a page', () => {
  const files = linesWith(/\bconsole\.\w/).map((line) => line.replace(/:\d+$/, ''));
  assert.deepEqual(files, ['src/screens/define/define.ts']);
});

test('browser code has no inline style, which a strict page refuses', () => {
  assert.deepEqual(linesWith(/\sstyle=|directives\/style-map|setAttribute\(\s*['"]style/), []);
});

test('browser code has no picture or font in a data address, which a strict page refuses', () => {
  assert.deepEqual(linesWith(/data:(image|font|text|application)|url\(\s*['"]?data:/), []);
});

test('browser code writes no markup from text', () => {
  assert.deepEqual(
    linesWith(/\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|unsafe-html|unsafe-svg|document\.write/),
    [],
  );
});

/** By whose part of Lit it is. What is not there would fail on the page only, and only in what is built. */
const leftOutOfLit: Record<string, RegExp> = {
  properties:
    /\b(reflect|useDefault|converter|noAccessor|hasChanged):|\btoAttribute\b|\bset \w+\(|\btype: (Number|Object|Array)\b/,
  controllers: /\bhostUpdated?\b|\bremoveController\b/,
  updates: /\b(firstUpdated|shouldUpdate|scheduleUpdate|performUpdate|renderOptions|renderBefore|shadowRootOptions)\b/,
  directives: /lit(-html)?\/(async-)?directive|\bnoChange\b/,
  'style sheets': /\bunsafeCSS\b|css`[^`]*\$\{(?!\w*Px\})/,
  'templates in SVG and MathML': /\b(svg|mathml)`|\b(svg|mathml)\b[^;]*from 'lit'/,
  comments: /<!--/,
  'values in raw text': /<(script|style|textarea|title)\b(?:[^>]|=>)*>[^<]*\$\{/,
  'values in place of a name': /<\$\{|<\w[\w-]* \$\{/,
  'options of listeners': /@\w+=\$\{\{/,
};

for (const [what, pattern] of Object.entries(leftOutOfLit)) {
  test(`of Lit’s ${what} elements ask for nothing that the build leaves out (scripts/build/lit-cuts.ts)`, () => {
    const own = browserFiles.filter(({ path }) => /^src\/(elements|screens|theme)\//.test(path));
    assert.ok(own.length > 20);
    assert.deepEqual(
      own.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
      [],
    );
  });
}

test('a file over 300 lines says at its head why it is one file', () => {
  const isLong = (text: string) => text.split('\n').length > 301;
  const written = files.filter(({ path }) => !path.includes('/generated/'));
  const silent = written.filter(({ text }) => isLong(text) && !text.includes(' * Over 300 lines: '));
  assert.deepEqual(
    silent.map(({ path }) => path),
    [],
  );
});

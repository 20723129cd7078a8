/** Writes every file that is made from another one. With `--check` it writes nothing and fails when one is stale. */
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as prettier from 'prettier';
import { openApiDocument } from '../src/contract/openapi.ts';
import { signInDocument } from '../src/contract/sign-in/openapi.ts';
import { callModules } from './generate/calls.ts';
import { contractDocs } from './generate/contract-docs.ts';
import { docsPages } from './generate/docs/pages.ts';
import { editorFiles } from './generate/editors.ts';
import { frameworkTypes } from './generate/framework-types.ts';
import { languageDocs, shareOf } from './generate/language-docs.ts';
import { locales } from './generate/locales.ts';
import { readManifest } from './generate/manifest.ts';

const isCheck = process.argv.includes('--check');
const { faults, files: words, progress } = await locales();
const { text: manifest, elements } = readManifest();
const pages = docsPages();
const files = new Map<string, string>([
  ...pages.files,
  ...callModules(),
  ...contractDocs(),
  ...words,
  ...languageDocs(progress),
  ['custom-elements.json', manifest],
  ...editorFiles(elements),
  frameworkTypes(elements),
  ['openapi.json', JSON.stringify(openApiDocument())],
  ['openapi-sign-in.json', JSON.stringify(signInDocument())],
]);

const stale: string[] = [];
for (const [path, text] of files) {
  // Pages that people write keep their form.
  const formatted =
    path.endsWith('.xlf') || pages.files.has(path)
      ? text
      : await prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
  if ((await readFile(path, 'utf8').catch(() => '')) === formatted) continue;
  stale.push(path);
  if (isCheck) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, formatted);
}

for (const language of progress) if (language.isDraft) console.log(`${language.locale}: a draft, ${shareOf(language)}`);
for (const fault of [...faults, ...pages.faults]) console.error(fault);
if (isCheck) for (const path of stale) console.error(`${path} is not up to date: run npm run generate and commit it.`);
if (faults.length || pages.faults.length || (isCheck && stale.length)) process.exitCode = 1;
if (!isCheck) console.log(stale.length ? `written: ${stale.join(', ')}` : 'nothing to write');

import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import ts from 'typescript';
import { alwaysThere, chunkOf } from './word-chunks.ts';

/**
 * Which chunks of words a flow needs, from what it imports. Each table is a module of its own, so that a page downloads
 * the rows of the flows at hand only.
 */
const tables = [
  { name: 'usual', isIn: (id: string) => ['choose', 'mail', 'app-smartphone'].includes(id) },
  { name: 'interruption', isIn: (id: string) => ['sign-in', 'step-up', 'trouble'].includes(id) },
  { name: 'other', isIn: () => true },
] as const;

/** What an element brings along: a module each, beside the table of all others. */
const ownOf = ['devices', 'sync', 'authenticator'];

/** `idsByFile`: the words that stand in each source file. */
export function flowWords(idsByFile: Map<string, Set<string>>): Map<string, string> {
  const own = new Map<string, string>();
  const rows = new Map<string, string[]>(['guide', ...tables.map(({ name }) => name)].map((name) => [name, []]));
  for (const path of flowFiles()) {
    const id = basename(path, '.flow.ts');
    const isGuide = id.endsWith('.guide');
    const table = isGuide ? 'guide' : tables.find(({ isIn }) => isIn(id))!.name;
    const words = neededBy(path, idsByFile);
    if (ownOf.includes(id))
      own.set(
        `src/flow-table/generated/own-${id}.ts`,
        [
          banner,
          chunkNameImport,
          '',
          `export const words = ${JSON.stringify(words)} as const satisfies readonly ChunkName[];`,
        ].join('\n'),
      );
    rows.get(table)!.push(`'${id.replace('.guide', '')}': ${JSON.stringify(words)},`);
  }
  return new Map([
    ...own,
    ...[...rows].map(([name, lines]): [string, string] => [
      `src/flow-table/generated/${name}-words.ts`,
      [
        banner,
        chunkNameImport,
        '',
        `export const ${name}Words = {${lines.join('\n')}} as const satisfies Record<string, readonly ChunkName[]>;`,
      ].join('\n'),
    ]),
  ]);
}

const banner = '// Written by `npm run generate` from what the flows import.';
const chunkNameImport = "import type { ChunkName } from '../../localization/load.ts';";

const flowFiles = (): string[] =>
  readdirSync('src/flows', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.flow.ts'))
    .map((name) => posix.join('src/flows', name.replaceAll('\\', '/')))
    .sort();

/** A chunk whose words come with another one is left out. */
function neededBy(flow: string, idsByFile: Map<string, Set<string>>): string[] {
  const needed = new Map<string, Set<string>>();
  for (const file of closure(flow)) {
    const ids = idsByFile.get(file);
    if (!ids) continue;
    const chunk = chunkOf(file);
    needed.set(chunk, new Set([...(needed.get(chunk) ?? []), ...ids]));
  }
  const chunkIds = (chunk: string) =>
    new Set([...idsByFile].flatMap(([file, ids]) => (chunkOf(file) === chunk ? [...ids] : [])));
  for (const [chunk, ids] of [...needed].sort(([, one], [, other]) => one.size - other.size)) {
    // The words for refusals have come by the time of a refusal, no sooner.
    const others = [...needed.keys()].filter((other) => other !== chunk && other !== 'refusals').map(chunkIds);
    if (!alwaysThere.has(chunk) && [...ids].every((id) => others.some((there) => there.has(id)))) needed.delete(chunk);
  }
  return [...needed.keys()].filter((chunk) => !alwaysThere.has(chunk)).sort();
}

/** Everything that comes along with a file; what it fetches later does not. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    const specifier = statement.moduleSpecifier;
    if (isType || !specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) continue;
    closure(posix.join(posix.dirname(file), specifier.text), seen);
  }
  return seen;
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { quotedFrom, type Document } from './documents.ts';

interface Source {
  text: string;
  /** Where the text comes from, for complaints. */
  origin: string;
}

/**
 * The ```ts and ```tsx blocks of a page as files. A block whose first line names a file (`// src/flows/example.flow.ts`) is part
 * of that file, together with the page's other blocks of that name; any other block is a file at the root of its own. What
 * is quoted from a file is compiled there.
 */
function sourcesOf({ path, blocks }: Document): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const { text, line, language } of blocks) {
    if (language !== 'ts' && language !== 'tsx') continue;
    if (quotedFrom(text)) continue;
    const named = /^\/\/ ([\w./-]+\.ts)\n/.exec(text)?.[1];
    const name = named ?? `${path.replace(/\W/g, '-')}-${line}.${language}`;
    const before = sources.get(name);
    sources.set(name, { text: (before?.text ?? '') + text, origin: before?.origin ?? `${path}:${line}` });
  }
  return sources;
}

/** The entries of the package, by the sources that they are made from. */
function entries(): Record<string, string[]> {
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    exports: Record<string, string | { types: string }>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === 'string'
        ? []
        : [[name + entry.slice(1), [target.types.replace(/^\.\/dist\/npm\/(.*)\.d\.ts$/, './src/$1.ts')]]],
    ),
  );
}

const read = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: { compilerOptions: object } };
  const compilerOptions = { ...config.compilerOptions, paths: entries(), jsx: 'react-jsx' };
  return ts.convertCompilerOptionsFromJson(compilerOptions, '.').options;
};

/** What the compiler says about the TypeScript of these pages, as if it stood in a clone and the package were there. */
export function complaintsOfCompiler(documents: Document[]): string[] {
  // One program for all pages; pages in two languages may hold the same file, so equal ones are compiled once.
  const sources = new Map<string, Source>();
  const clashes: string[] = [];
  for (const document of documents) {
    for (const [name, source] of sourcesOf(document)) {
      const path = resolve(name);
      const other = sources.get(path);
      if (other && other.text !== source.text) clashes.push(`${source.origin} and ${other.origin} differ: ${name}`);
      sources.set(path, source);
    }
  }
  const options = read();
  const host = ts.createCompilerHost(options);
  const [exists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (path) => sources.has(resolve(path)) || exists(path);
  host.readFile = (path) => sources.get(resolve(path))?.text ?? readFile(path);
  const isFolder = host.directoryExists!.bind(host);
  host.directoryExists = (path) =>
    [...sources.keys()].some((source) => source.startsWith(`${resolve(path)}/`)) || isFolder(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target, ...rest) => {
    const source = sources.get(resolve(path));
    return source ? ts.createSourceFile(path, source.text, target) : getSourceFile(path, target, ...rest);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const complaints = [...sources].flatMap(([path, { origin }]) => {
    const file = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${origin}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
  return [...clashes, ...complaints];
}

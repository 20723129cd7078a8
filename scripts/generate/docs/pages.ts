import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { table } from '../markdown.ts';
import { fillQuotes } from './quotes.ts';
import { japanese } from './japanese.ts';
import { tables, type Cell, type Language, type Table } from './tables.ts';

/** The files, and what keeps them from being right. */
export interface Pages {
  faults: string[];
  files: Map<string, string>;
}

const marked = /(<!-- table: ([\w ]+) -->\n).*?(<!-- end -->)/gs;

/**
 * Every page of the docs with its tables and quotations filled from the sources. A page marks a table by
 * `<!-- table: effects -->` and `<!-- end -->`.
 */
export function docsPages(): Pages {
  const faults = new Set<string>();
  const used = new Set<string>();

  function say(words: string, name: string, language: Language): string {
    if (!words) {
      faults.add(`docs, table “${name}”: something has no doc comment that says what it is`);
      return '';
    }
    if (language === 'ja') used.add(words);
    return ((language === 'ja' && japanese[words]) || words).replaceAll('|', '\\|');
  }

  function draw({ columns, rows }: Table, name: string, language: Language): string {
    const cell = (each: Cell): string => {
      if (typeof each === 'string') return each;
      return 'words' in each ? say(each.words, name, language) : each[language];
    };
    return table(
      columns.map((words) => words[language]),
      rows.map((row) => row.map(cell)),
    );
  }

  function fill(path: string, language: Language): string {
    return fillQuotes(readFileSync(path, 'utf8')).replace(marked, (_, begin: string, name: string, end: string) => {
      const make = tables[name];
      if (!make) throw new Error(`${path}: there is no table “${name}”`);
      return `${begin}\n${draw(make(), name, language)}\n\n${end}`;
    });
  }

  const pages = (['en', 'ja'] as const).flatMap((language) =>
    readdirSync(posix.join('docs', language), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => posix.join('docs', language, name.replaceAll('\\', '/')))
      .filter((path) => /^(<!-- table: |\/\/ from )/m.test(readFileSync(path, 'utf8')))
      .map((path): [string, string] => [path, fill(path, language)]),
  );
  for (const words of Object.keys(japanese))
    if (!used.has(words)) faults.add(`docs: no comment says “${words}” any more: scripts/generate/docs/japanese.ts`);
  return { faults: [...faults], files: new Map(pages) };
}

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fillQuotes } from './quotes.ts';
import { japanese } from './japanese.ts';
import { tables, type Cell, type Language, type Table } from './tables.ts';

/** The files, and what keeps them from being right. */
export interface Pages {
  faults: string[];
  files: Map<string, string>;
}

const marked = /(<!-- table: ([\w ]+) -->\n).*?(<!-- end -->)/gs;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/**
 * Every page of the docs with its tables and quotations filled from the sources. A page marks a table by
 * `<!-- table: effects -->` and `<!-- end -->`.
 */
export function docsPages(): Pages {
  const faults = new Set<string>();
  const used = new Set<string>();

  function say(words: string, table: string, language: Language): string {
    if (!words) {
      faults.add(`docs, table “${table}”: something has no doc comment that says what it is`);
      return '';
    }
    if (language === 'ja') used.add(words);
    return ((language === 'ja' && japanese[words]) || words).replaceAll('|', '\\|');
  }

  function draw({ columns, rows }: Table, table: string, language: Language): string {
    const cell = (each: Cell): string => (typeof each === 'string' ? each : say(each.words, table, language));
    return [
      line(columns.map((words) => words[language])),
      line(columns.map(() => '---')),
      ...rows.map((row) => line(row.map(cell))),
    ].join('\n');
  }

  function fill(path: string, language: Language): string {
    return fillQuotes(readFileSync(path, 'utf8')).replace(marked, (_, begin: string, table: string, end: string) => {
      const make = tables[table];
      if (!make) throw new Error(`${path}: there is no table “${table}”`);
      return `${begin}\n${draw(make(), table, language)}\n\n${end}`;
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

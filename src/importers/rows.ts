import { entryLimit } from './json.ts';

/** The name under which we keep a cell that holds an address, whatever its column is called. */
export const addressColumn = '';

/** The first line in lower case, as columns; the delimiter is the one it uses. */
export function headerOf(text: string): { delimiter: string; columns: string[] } {
  const line = text.slice(0, 2000).split(/[\r\n]/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((character) => line.includes(character)) ?? ',';
  return {
    delimiter,
    columns: line.split(delimiter).map((name) => name.replace(/^["\s]+|["\s]+$/g, '').toLowerCase()),
  };
}

/**
 * The wanted columns of comma-separated text (RFC 4180), without its header, by lower-case name. What stands in any
 * other column, passwords for example, is passed over and never taken out of the text.
 */
export function rowsOf(text: string, isWanted: (name: string) => boolean): Record<string, string>[] {
  const { delimiter, columns } = headerOf(text);
  const rows: Record<string, string>[] = [];
  let at = 0;
  while (at < text.length && rows.length <= entryLimit + 1) {
    const row: Record<string, string> = {};
    for (let column = 0, isRowEnd = false; !isRowEnd; column++) {
      const name = columns[column] ?? '';
      const isQuoted = text[at] === '"';
      const start = isQuoted ? ++at : at;
      if (isQuoted) {
        while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
      } else {
        while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      }
      const cell = (): string => text.slice(start, at).replaceAll('""', '"');
      if (isWanted(name)) row[name] = cell();
      else if (/^\s{0,9}otpauth:/i.test(text.slice(start, Math.min(at, start + 20)))) row[addressColumn] = cell();
      // After a closing quote only the delimiter should follow; what else there is, is passed over.
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      isRowEnd = text[at] !== delimiter;
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      at++;
    }
    rows.push(row);
  }
  return rows.slice(1);
}

import { entryLimit } from './json.ts';

/** Lines that are not blank, one more than allowed at most. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  const lineEnd = /[\r\n]|$/g;
  for (let start = 0; start < text.length && lines.length <= entryLimit; start = lineEnd.lastIndex + 1) {
    lineEnd.lastIndex = start;
    const end = lineEnd.exec(text)?.index ?? text.length;
    lineEnd.lastIndex = end;
    const line = text.slice(start, end).trim();
    if (line) lines.push(line);
  }
  return lines;
}

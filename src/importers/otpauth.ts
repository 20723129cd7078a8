import { isAddress, readAddress } from './address.ts';
import type { Found, Outcome, Source } from './found.ts';
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

export const isMigration = (line: string): boolean => /^otpauth-migration:/i.test(line);

/** One address per line; the Authenticator extension's text file, ente's, Aegis' and many others. */
export async function read({ text }: Source): Promise<Outcome> {
  const found: Found[] = [];
  for (const line of linesOf(text)) {
    if (isMigration(line)) {
      const { readMigration } = await import('./google-migration.ts');
      found.push(...(readMigration(line)?.found ?? [{ why: 'malformed' as const }]));
    } else found.push(isAddress(line) ? readAddress(line) : { why: 'malformed' });
  }
  return found;
}

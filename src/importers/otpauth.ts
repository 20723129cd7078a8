import { isAddress, readAddress } from './address.ts';
import type { Found, Outcome, Source } from './found.ts';
import { linesOf } from './lines.ts';

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

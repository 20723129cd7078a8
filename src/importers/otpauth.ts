import { readAddress } from './address.ts';
import type { Found, Outcome, Source } from './found.ts';
import { addressesIn } from './pasted.ts';

export const isMigration = (line: string): boolean => /^otpauth-migration:/i.test(line);

/** Addresses in any text; the Authenticator extension's text file, ente's, Aegis' and many others have one a line. */
export async function read({ text }: Source): Promise<Outcome> {
  const { addresses, leftOver } = addressesIn(text);
  const found: Found[] = [];
  for (const lines of addresses) {
    if (isMigration(lines[0]!)) {
      const { readMigration } = await import('./google-migration.ts');
      found.push(...(readMigration(lines)?.found ?? [{ why: 'malformed' as const }]));
    } else found.push(readAddress(lines.join('')));
  }
  for (let line = 0; line < leftOver; line++) found.push({ why: 'malformed' });
  return found;
}

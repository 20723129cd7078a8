import { isAddress, readAddress } from './address.ts';
import type { Found, Outcome, Source } from './found.ts';
import { isKeyColumn } from './key-column.ts';
import { addressColumn, rowsOf } from './rows.ts';

const isIssuer = (name: string): boolean => /^(title|name|issuer|service|website)$/.test(name);
const isAccount = (name: string): boolean => /^(account|user ?name|login|login_username|user|email)$/.test(name);

/** One column with addresses, or keys alone, of any table of passwords. Nothing else in it is looked at. */
export function read({ text }: Source): Outcome {
  const isWanted = (name: string) => isKeyColumn(name) || isIssuer(name) || isAccount(name);
  return rowsOf(text, isWanted).flatMap((row): Found[] => {
    const named = (isIt: (name: string) => boolean) =>
      Object.keys(row).flatMap((name) => (isIt(name) && row[name]?.trim()) || [])[0];
    const key = row[addressColumn] ?? named(isKeyColumn);
    if (!key) return [];
    const found = isAddress(key) ? readAddress(key) : { secret: key };
    return [{ ...found, issuer: found.issuer || named(isIssuer), account: found.account || named(isAccount) }];
  });
}

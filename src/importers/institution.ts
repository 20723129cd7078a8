import type { Entry } from '../core/entry.ts';
import { fold } from '../text/fold.ts';

/**
 * Whether an account belongs to an institution: by its issuer, or by the issuer that an app left in front of the
 * account name.
 */
export function isOf(issuers: readonly string[]): (named: { issuer: string; account: string }) => boolean {
  const names = issuers.map(fold).filter(Boolean);
  return ({ issuer, account }) => {
    const name = fold(issuer);
    return name ? names.includes(name) : names.some((known) => fold(account).startsWith(`${known}:`));
  };
}

/** `mine` has each key of the institution once, `others` counts what belongs to somebody else. */
export function pickInstitution(entries: Entry[], issuers: readonly string[]): { mine: Entry[]; others: number } {
  const isMine = isOf(issuers);
  const mine = new Map<string, Entry>();
  let others = 0;
  for (const entry of entries) {
    const key = entry.key.secret.reveal();
    if (!isMine(entry)) others++;
    else if (!mine.has(key)) mine.set(key, entry);
  }
  return { mine: [...mine.values()], others };
}

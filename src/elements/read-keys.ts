import type { Account } from '../contract/types.ts';
import type { KeyReading } from '../flows/effects.ts';
import { readKeys } from '../importers/index.ts';
import { pickInstitution } from '../importers/institution.ts';
import { canMakeCodes } from '../entry.ts';
import type { Profile } from '../profiles/schema.ts';
import type { KeysAsked, Work } from '../runner/ports.ts';
import type { Secret } from '../secret.ts';
import type { SecretBytes } from '../secret-bytes.ts';

/**
 * What a QR code, a text or a file holds of this institution. Everybody else's entries are dropped here, before any
 * flow or screen could hold them; a key typed alone is taken to be the institution's.
 */
export async function readKeysOf(
  profile: Profile,
  account: Account | undefined,
  { source, password, isAll }: KeysAsked,
  work: Work,
): Promise<KeyReading> {
  // What a back end says of itself goes before the profile.
  const issuers = account ? [account.issuer, ...profile.issuers] : profile.issuers;
  const { policy } = account ?? profile;
  // Of a key typed alone nothing is known but the rules.
  const { app } = policy;
  const bareKey = canMakeCodes(app) && { issuer: issuers[0]!, account: '', ...app };
  const reading = await readKeys(source.reveal(), {
    ...work,
    ...(bareKey && { bareKey }),
    ...(password && { password: password.reveal() }),
  });
  if (reading.at === 'unreadable') return { ...reading, format: reading.format ?? null };
  if (reading.at === 'locked') return reading;
  const { entries, rejected, part } = reading;
  if (isAll)
    return { at: 'read', mine: entries, single: null, others: rejected.length, part: await partOf(part, source) };
  const { mine, others } = pickInstitution(entries, issuers);
  const isSingle = mine.length === 0 && entries.length === 1 && rejected.length === 0 && (part?.of ?? 1) === 1;
  return {
    at: 'read',
    mine,
    single: isSingle ? entries[0]! : null,
    others: others + rejected.length,
    part: await partOf(part, source),
  };
}

const partOf = async (part: { index: number; of: number } | undefined, source: Secret | SecretBytes) =>
  part ? { index: part.index, of: part.of, mark: await markOf(source) } : null;

/** The same for the same text or file only. */
async function markOf(source: Secret | SecretBytes): Promise<string> {
  const content = source.reveal();
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join();
}

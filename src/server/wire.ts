import { maskAddress } from '../contract/mail-address.ts';
import type { Output, WrittenPolicy } from '../contract/types.ts';
import { fromUtf8 } from './bytes.ts';
import type { Tries } from './guess.ts';
import type { Services } from './options.ts';
import type { ChallengeRow } from './store/challenges.ts';
import type { DeviceRow } from './store/devices.ts';
import type { EnrolmentRow } from './store/enrolments.ts';
import type { MailRow } from './store/mails.ts';
import { base32, keyUri, type TotpKey } from './totp.ts';

/** Rows as the contract writes them. */
type WireDevice = Output<'getAccount'>['devices'][number];
type WirePending = NonNullable<Output<'getAccount'>['pending']['app']>;
type WireRecovery = NonNullable<Output<'getAccount'>['recovery']>;
type WireKey = Output<'beginApp'>['key'];

const instant = (time: Date): string => time.toISOString();

export const wireDevice = (row: DeviceRow, failedLately: number): WireDevice => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  platform: row.platform,
  addedAt: instant(row.addedAt),
  lastUsedAt: row.lastUsedAt && instant(row.lastUsedAt),
  failedLately,
  needsSync: row.secretId === null,
});

export const wireRecovery = ({ left, madeAt }: { left: number; madeAt: Date }): WireRecovery => ({
  left,
  madeAt: instant(madeAt),
});

export const wirePending = (row: EnrolmentRow, tries: Tries): WirePending => ({
  id: row.id,
  kind: row.kind,
  expiresAt: instant(row.expiresAt),
  ...tries,
});

export function wireKey(key: TotpKey, { issuer, label }: { issuer: string; label: string }): WireKey {
  const { digits, periodS, algorithm } = key;
  return {
    secret: base32(key.secret) as WireKey['secret'],
    uri: keyUri({ issuer, label, key }) as WireKey['uri'],
    digits,
    periodS,
    algorithm,
  };
}

export const wireMailedCode = (row: ChallengeRow, address: string, tries: Tries): Output<'beginMail'> => ({
  id: row.id,
  address: maskAddress(address),
  digits: row.digits,
  expiresAt: instant(row.expiresAt),
  resendAt: instant(row.resendAt),
  ...tries,
});

export const wireMail = (row: MailRow, address: string): Output<'confirmMail'>['mail'] => ({
  address: maskAddress(address),
  verifiedAt: instant(row.verifiedAt),
});

/** The verified address, opened. */
export const openMail = async ({ sealing }: Pick<Services, 'sealing'>, row: MailRow): Promise<string> =>
  fromUtf8(await sealing.open(row, { personId: row.personId, purpose: 'mail-address', id: '' }));

/** The address of a pending challenge, opened; null for those that use the verified one, and once its key is gone. */
export const openPendingAddress = async (
  { sealing }: Pick<Services, 'sealing'>,
  row: ChallengeRow,
): Promise<string | null> => {
  if (!row.sealed || !row.keyId || !sealing.keyIds.includes(row.keyId)) return null;
  const bytes = { sealed: row.sealed, keyId: row.keyId };
  return fromUtf8(await sealing.open(bytes, { personId: row.personId, purpose: 'pending-address', id: row.id }));
};

export const appRules = ({ digits, periodS, algorithm }: WrittenPolicy['app']): WrittenPolicy['app'] => ({
  digits,
  periodS,
  algorithm,
});

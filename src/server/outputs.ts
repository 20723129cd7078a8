import { maskAddress } from '../contract/mail-address.ts';
import type { Output } from '../contract/types.ts';
import { after } from './context.ts';
import type { Tries } from './guess.ts';
import { undoLifeMs } from './limits.ts';
import type { ChallengeRow } from './store/challenges.ts';
import type { DeviceRow } from './store/devices.ts';
import type { EnrolmentRow } from './store/enrolments.ts';
import type { MailRow } from './store/mails.ts';
import { base32, keyUri, type TotpKey } from './totp.ts';

/** Rows of the database as the contract writes them. */
type DeviceOutput = Output<'getAccount'>['devices'][number];
type RemovedOutput = NonNullable<Output<'getAccount'>['removed']>[number];
type PendingOutput = NonNullable<Output<'getAccount'>['pending']['app']>;
type RecoveryOutput = NonNullable<Output<'getAccount'>['recovery']>;
type KeyOutput = Output<'beginApp'>['key'];

const instant = (time: Date): string => time.toISOString();

export const deviceOutput = (row: DeviceRow, failedLately: number): DeviceOutput => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  platform: row.platform,
  addedAt: instant(row.addedAt),
  lastUsedAt: row.lastUsedAt && instant(row.lastUsedAt),
  ...(row.lastUsedService === null
    ? {}
    : { lastUsedBy: { service: row.lastUsedService, address: row.lastUsedAddress, agent: row.lastUsedAgent } }),
  failedLately,
  needsSync: row.secretId === null,
});

export const removedOutput = ({ id, name, removedAt }: DeviceRow): RemovedOutput => ({
  id,
  name,
  restorableUntil: instant(after(removedAt!, undoLifeMs)),
});

export const recoveryOutput = ({ left, madeAt }: { left: number; madeAt: Date }): RecoveryOutput => ({
  left,
  madeAt: instant(madeAt),
});

export const pendingOutput = (row: EnrolmentRow, tries: Tries): PendingOutput => ({
  id: row.id,
  kind: row.kind,
  expiresAt: instant(row.expiresAt),
  ...tries,
});

export function keyOutput(key: TotpKey, { issuer, label }: { issuer: string; label: string }): KeyOutput {
  const { digits, periodS, algorithm } = key;
  return {
    secret: base32(key.secret),
    uri: keyUri({ issuer, label, key }),
    digits,
    periodS,
    algorithm,
  };
}

export const mailedCodeOutput = (row: ChallengeRow, address: string, tries: Tries): Output<'beginMail'> => ({
  id: row.id,
  address: maskAddress(address),
  digits: row.digits,
  expiresAt: instant(row.expiresAt),
  resendAt: instant(row.resendAt),
  ...tries,
});

export const mailOutput = (row: MailRow, address: string): Output<'confirmMail'>['mail'] => ({
  address: maskAddress(address),
  verifiedAt: instant(row.verifiedAt),
});

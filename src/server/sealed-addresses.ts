import { fromUtf8 } from './bytes.ts';
import type { Services } from './options.ts';
import type { ChallengeRow } from './store/challenges.ts';
import type { MailRow } from './store/mails.ts';

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

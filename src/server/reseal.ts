import { secretContext } from './app-code.ts';
import type { SealContext, SealedBytes, Sealing } from './sealing.ts';
import type { Store } from './store/database.ts';
import {
  countOldRecoveryCodes,
  countShortLived,
  oldMails,
  oldSecrets,
  replaceMail,
  replaceSecret,
} from './store/reseal.ts';

const batch = 200;

interface Resealed {
  /** Secrets and addresses that were sealed again just now. */
  resealed: number;
  /** Rows that still need an older key and go by themselves: with housekeeping, two days and no key but the current one is needed. */
  waiting: number;
  /** Recovery codes that only an older key can check. They end when that key is taken out, and not before. */
  recoveryCodes: number;
}

/**
 * Key rotation, the second half: put a new key first in the configuration, start all processes anew, then call this.
 * Seals every secret and address again under the current key, while people go on working. Take the older key out of
 * the configuration when `waiting` is 0 and you are content to end the `recoveryCodes` that are left.
 */
export async function reseal({ database }: Store, sealing: Sealing): Promise<Resealed> {
  const again = async (row: SealedBytes, context: SealContext) => {
    const plain = await sealing.open(row, context);
    const sealed = await sealing.seal(plain, context);
    plain.fill(0);
    return sealed;
  };
  let resealed = 0;
  for (;;) {
    const rows = await oldSecrets(database, sealing.currentKeyId, batch);
    for (const row of rows) await replaceSecret(database, row.id, row.keyId, await again(row, secretContext(row)));
    resealed += rows.length;
    if (rows.length < batch) break;
  }
  for (;;) {
    const rows = await oldMails(database, sealing.currentKeyId, batch);
    for (const row of rows)
      await replaceMail(database, row, await again(row, { personId: row.personId, purpose: 'mail-address', id: '' }));
    resealed += rows.length;
    if (rows.length < batch) break;
  }
  return {
    resealed,
    waiting: await countShortLived(database, sealing.currentKeyId),
    recoveryCodes: await countOldRecoveryCodes(database, sealing.currentKeyId),
  };
}

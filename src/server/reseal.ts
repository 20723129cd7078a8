import { secretContext } from './app-code.ts';
import type { SealContext, SealedBytes, Sealing } from './sealing.ts';
import type { Store } from './store/database.ts';
import { countShortLived, oldMails, oldSecrets, replaceMail, replaceSecret } from './store/reseal.ts';

const batch = 200;

/**
 * Key rotation, the second half: put a new key first in the configuration, start all processes anew, then call this.
 * Seals every secret and address again under the current key, while people go on working. `waiting` counts the rows
 * that live a day at most and still need an older key: take that key out of the configuration when it is 0.
 */
export async function reseal({ database }: Store, sealing: Sealing): Promise<{ resealed: number; waiting: number }> {
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
  return { resealed, waiting: await countShortLived(database, sealing.currentKeyId) };
}

import { sealAccount, unsealAccount } from '../records/account.ts';
import { format, type Content, type Database } from '../records/database.ts';
import type { EntryRecord, MetaRecord, Slot } from '../records/format.ts';
import { deviceSlot } from './device-slot.ts';
import { deriveKeys, idsKey, makeDeviceKey, makeVaultKey, seal, type VaultKeys } from '../envelope.ts';
import { sealTo, type Lock } from './locks.ts';
import type { Held } from './keys.ts';
import { replace } from '../records/writes.ts';
import { VaultError } from '../vault-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What opens the vault as it is; undefined where there is none yet. */
export interface Former {
  meta: MetaRecord;
  vaultKey: Bytes;
}

async function slotsFor(
  locks: readonly Lock[],
  vaultKey: Bytes,
): Promise<{ slots: Slot[]; deviceKey: CryptoKey | undefined }> {
  if (locks.length)
    return { slots: await Promise.all(locks.map((lock) => sealTo(lock, vaultKey))), deviceKey: undefined };
  const deviceKey = await makeDeviceKey();
  return { slots: [await deviceSlot(deviceKey, vaultKey)], deviceKey };
}

/** At once, and when the vault is opened the next time: a browser that is busy or closes puts its own part off. */
const purges = 2;

/**
 * Another vault key, which these locks open, and none but them: what has opened the vault before opens nothing that is
 * written from now on. A database keeps overwritten values for a while, so taking a slot away would not be enough.
 *
 * `offer` hears the keys just before they count. Rejects with nothing changed.
 */
export async function rekey(
  database: Database,
  read: () => Promise<Content>,
  former: Former | undefined,
  { locks, offer }: { locks: readonly Lock[]; offer: (held: Held) => void },
): Promise<Held> {
  const vaultKey = makeVaultKey();
  try {
    const { slots, deviceKey } = await slotsFor(locks, vaultKey);
    const before = former && (await deriveKeys(former.vaultKey, former.meta.ids));
    const first = await deriveKeys(vaultKey);
    const marks = await idsKey(former?.vaultKey ?? vaultKey, before ?? first, former?.meta.ids);
    const ids = await seal(first.seal, 'ids', marks);
    marks.fill(0);
    const keys = await deriveKeys(vaultKey, ids);
    const id = crypto.randomUUID();
    const meta: MetaRecord = { format, id, slots, ids, ...(former && { stale: purges }) };
    const held = { id, keys };
    offer(held);
    for (;;) {
      const content = await read();
      const isFormer = former ? typeof content.meta === 'object' && content.meta.id === former.meta.id : !content.meta;
      // Another tab has changed the locks, or made the vault.
      if (!isFormer) throw new VaultError('failed');
      const records = before ? await Promise.all(content.records.map((record) => sealAnew(before, keys, record))) : [];
      if (await replace(database, content, { meta, deviceKey, records })) return held;
    }
  } finally {
    vaultKey.fill(0);
  }
}

/** A record that does not open stays as it is: it is counted as lost before and after. */
async function sealAnew(before: VaultKeys, after: VaultKeys, record: EntryRecord): Promise<EntryRecord> {
  const account = await unsealAccount(before, record).catch(() => undefined);
  const revision = record.revision + 1;
  return account
    ? { ...record, revision, sealed: await sealAccount(after, record.id, account) }
    : { ...record, revision };
}

import type { Changes, Inside } from '../inside.ts';
import { makeDeviceKey, makeVaultKey } from '../envelope.ts';
import { deviceSlot } from '../locks/device-slot.ts';
import type { Held } from '../locks/keys.ts';
import { VaultError } from '../vault-error.ts';
import { accountId, sealAccount, unsealAccount } from './account.ts';
import { format } from './database.ts';
import type { EntryRecord, MetaRecord } from './format.ts';
import { isRecord } from './stored.ts';
import { undoMs } from './undo.ts';
import { changeRecord, deleteDatabase, replace } from './writes.ts';

type RecordChanges = Pick<Changes, 'add' | 'addAll' | 'rename' | 'tie' | 'remove' | 'restore' | 'erase'>;

/** What becomes of an account: one transaction on one record, made again where another tab was faster. */
export function recordChanges(vault: Inside): RecordChanges {
  const { records, keys, now, changed } = vault;

  function requireKeys(): Held {
    if (!keys.current) throw new VaultError('locked');
    return keys.current;
  }

  /** Makes the vault with its first account; of several tabs that try one wins, and all use its key. */
  async function firstKeys(): Promise<Held> {
    const content = await records.read();
    if (!content.meta) {
      if (vault.state().at !== 'open') throw new VaultError('failed');
      const [deviceKey, vaultKey] = [await makeDeviceKey(), makeVaultKey()];
      const slots = [await deviceSlot(deviceKey, vaultKey)];
      vaultKey.fill(0);
      const meta: MetaRecord = { format, id: crypto.randomUUID(), slots };
      await replace(await records.connect(), content, { meta, deviceKey, records: [] });
    }
    await vault.look();
    return requireKeys();
  }

  /** `vaultId`: of the keys that the record is sealed under, where it is. */
  async function change(
    of: { id: string; vaultId?: string },
    next: Parameters<typeof changeRecord>[2],
  ): ReturnType<typeof changeRecord> {
    let was: Awaited<ReturnType<typeof changeRecord>>;
    try {
      was = await changeRecord(await records.connect(), of, next);
    } catch (cause) {
      throw new VaultError((cause as DOMException).name === 'QuotaExceededError' ? 'full' : 'failed', { cause });
    }
    await changed();
    return was;
  }

  async function changeListed(id: string, next: (now: EntryRecord) => EntryRecord): Promise<object> {
    const was = await change({ id }, (now) =>
      now?.removedAtMs === null ? { ...next(now), revision: now.revision + 1 } : undefined,
    );
    if (!isRecord(was) || was.removedAtMs !== null) throw new VaultError('gone');
    return {};
  }

  const isRestorable = ({ removedAtMs }: EntryRecord): boolean => removedAtMs !== null && now() - removedAtMs < undoMs;

  // Nobody waits for it: some browsers ask the person first.
  const persist = () =>
    navigator.storage?.persist?.().then((isPersistent) => (isPersistent ? vault.look() : undefined));

  const add: RecordChanges['add'] = async ({ entry, name = '', deviceId }) => {
    for (;;) {
      const held = keys.current ?? (await firstKeys());
      const id = await accountId(held.keys, entry);
      const record: EntryRecord = {
        id,
        sealed: await sealAccount(held.keys, id, { ...entry, name, addedAtMs: now() }),
        revision: 0,
        removedAtMs: null,
        deviceId: deviceId ?? null,
      };
      const was = await change({ id, vaultId: held.id }, (there) => {
        if (there?.removedAtMs === null)
          return deviceId ? { ...there, deviceId, revision: there.revision + 1 } : undefined;
        return { ...record, revision: (there?.revision ?? 0) + 1 };
      });
      if (was === 'moved') continue;
      void persist();
      return { id };
    }
  };

  return {
    add,

    async addAll({ entries }) {
      const count = (state = vault.state()): number => (state.at === 'open' ? state.entries.length : 0);
      const before = count(await vault.look());
      for (const entry of entries) await add({ entry });
      return { added: count() - before };
    },

    async rename({ id, name }) {
      for (;;) {
        const held = requireKeys();
        const { records: all, meta } = await records.read();
        const before = all.find((record) => record.id === id && record.removedAtMs === null);
        if (!before) throw new VaultError('gone');
        // Another tab may have been faster: then it is made again upon what that tab wrote.
        if (typeof meta !== 'object' || meta.id !== held.id) {
          await vault.look();
          continue;
        }
        const entry = await unsealAccount(held.keys, before);
        const sealed = await sealAccount(held.keys, id, { ...entry, name });
        const isSame = (there: EntryRecord | undefined) => there?.revision === before.revision;
        const was = await change({ id, vaultId: held.id }, (there) =>
          isSame(there) ? { ...there!, sealed, revision: before.revision + 1 } : undefined,
        );
        if (was !== 'moved' && isSame(was)) return {};
      }
    },

    tie: ({ id, deviceId }) => changeListed(id, (there) => ({ ...there, deviceId })),

    async remove({ id, forGood }) {
      requireKeys();
      // Removed at the epoch, it is too old to be brought back, and the next sweep erases it.
      return changeListed(id, (there) => ({ ...there, removedAtMs: forGood ? 0 : now() }));
    },

    async restore({ id }) {
      requireKeys();
      const was = await change({ id }, (there) =>
        there && isRestorable(there) ? { ...there, removedAtMs: null, revision: there.revision + 1 } : undefined,
      );
      if (!isRecord(was) || !(was.removedAtMs === null || isRestorable(was))) throw new VaultError('gone');
      return {};
    },

    async erase() {
      keys.forget();
      await records.disconnect();
      try {
        // Without it, or where it fails, everything is deleted all the same.
        await import('./purge.ts').then(({ purgeAll }) => purgeAll(records.name)).catch(() => undefined);
        await deleteDatabase(records.name);
      } catch (cause) {
        throw new VaultError('failed', { cause });
      }
      await changed();
      return {};
    },
  };
}

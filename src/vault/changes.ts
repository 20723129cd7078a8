import type { Proof, VaultLock, VaultOperations, VaultState } from '../ports/vault.ts';
import { accountId, sealAccount, unsealAccount } from './account.ts';
import { format, readContent, type Content, type Database } from './database.ts';
import type { EntryRecord, MetaRecord } from './records.ts';
import { deviceSlot, openDeviceSlot } from './device-slot.ts';
import { deriveKeys, makeDeviceKey, makeVaultKey } from './envelope.ts';
import type * as Locks from './locks.ts';
import type { Former } from './rekey.ts';
import { isRecord, locksOf } from './stored.ts';
import type { Held, Tabs } from './tabs.ts';
import { undoMs } from './undo.ts';
import { VaultError } from './vault-error.ts';
import { changeRecord, deleteDatabase, replace } from './writes.ts';

/** What the operations that change a vault need of it. */
export interface Inside {
  readonly name: string;
  readonly now: () => number;
  readonly state: () => VaultState;
  /** The keys, while it is open. */
  readonly current: () => Held | undefined;
  readonly hold: (held: Held | undefined) => void;
  readonly connect: () => Promise<Database>;
  readonly disconnect: () => Promise<void>;
  readonly open: () => Promise<VaultState>;
  readonly purge: (vaultId: string) => Promise<void>;
  readonly share: () => void;
  readonly tell: Tabs['tell'];
}

type Changing = Omit<VaultOperations, 'open' | 'lock'>;
type Operations = {
  [Op in keyof Changing]: (input: Changing[Op]['input']) => Promise<Changing[Op]['answer']>;
};

/**
 * Whatever changes a vault or opens its locks. In a file of its own: codes are shown without it.
 *
 * Owns: nothing; the vault does.
 */
export class Changes implements Operations {
  readonly #vault: Inside;

  constructor(vault: Inside) {
    this.#vault = vault;
  }

  async add({ entry, name = '', deviceId }: VaultOperations['add']['input']): Promise<{ id: string }> {
    // Not waited for: some browsers ask the person first.
    const persist = () =>
      navigator.storage?.persist?.().then((isPersistent) => (isPersistent ? this.#vault.open() : undefined));
    for (;;) {
      const { keys, id: vaultId } = this.#vault.current() ?? (await this.#firstKeys());
      const id = await accountId(keys, entry);
      const record: EntryRecord = {
        id,
        sealed: await sealAccount(keys, id, { ...entry, name, addedAtMs: this.#vault.now() }),
        revision: 0,
        removedAtMs: null,
        deviceId: deviceId ?? null,
      };
      const was = await this.#change({ id, vaultId }, (now) => {
        if (now?.removedAtMs === null) return deviceId ? { ...now, deviceId, revision: now.revision + 1 } : undefined;
        return { ...record, revision: (now?.revision ?? 0) + 1 };
      });
      if (was === 'moved') continue;
      void persist();
      return { id };
    }
  }

  async addAll({ entries }: VaultOperations['addAll']['input']): Promise<{ added: number }> {
    await this.#vault.open();
    const count = (): number => {
      const state = this.#vault.state();
      return state.at === 'open' ? state.entries.length : 0;
    };
    const before = count();
    for (const entry of entries) await this.add({ entry });
    return { added: count() - before };
  }

  async rename({ id, name }: { id: string; name: string }): Promise<object> {
    for (;;) {
      const { keys, id: vaultId } = this.#requireKeys();
      const { records, meta } = await this.#read();
      const before = records.find((record) => record.id === id && record.removedAtMs === null);
      if (!before) throw new VaultError('gone');
      // Another tab may have been faster: then it is made again upon what that tab wrote.
      if (idOf(meta) !== vaultId) {
        await this.#vault.open();
        continue;
      }
      const entry = await unsealAccount(keys, before);
      const sealed = await sealAccount(keys, id, { ...entry, name });
      const isSame = (now: EntryRecord | undefined) => now?.revision === before.revision;
      const was = await this.#change({ id, vaultId }, (now) =>
        isSame(now) ? { ...now!, sealed, revision: before.revision + 1 } : undefined,
      );
      if (was !== 'moved' && isSame(was)) return {};
    }
  }

  async tie({ id, deviceId }: { id: string; deviceId: string }): Promise<object> {
    return this.#changeListed(id, (now) => ({ ...now, deviceId }));
  }

  async remove({ id }: { id: string }): Promise<object> {
    this.#requireKeys();
    return this.#changeListed(id, (now) => ({ ...now, removedAtMs: this.#vault.now() }));
  }

  async restore({ id }: { id: string }): Promise<object> {
    this.#requireKeys();
    const was = await this.#change({ id }, (now) =>
      now && this.#isRestorable(now) ? { ...now, removedAtMs: null, revision: now.revision + 1 } : undefined,
    );
    if (!isRecord(was) || !(was.removedAtMs === null || this.#isRestorable(was))) throw new VaultError('gone');
    return {};
  }

  async unlock({ proof }: { proof: Proof }): Promise<object> {
    const { meta } = await this.#lockedMeta();
    const { openLock, locksToKeep } = await import('./locks.ts');
    const { vaultKey, by } = await openLock(meta.slots, proof);
    try {
      this.#vault.hold({ id: meta.id, keys: await deriveKeys(vaultKey, meta.ids) });
      // A vault of the former format gets a key that nothing has ever opened but its locks.
      const kept = meta.format < format ? await locksToKeep(meta.slots, { by, mayAsk: false }) : undefined;
      if (kept) await this.#rekey({ meta, vaultKey }, kept).catch(() => undefined);
    } finally {
      vaultKey.fill(0);
    }
    await this.#vault.open();
    this.#vault.share();
    return {};
  }

  async prove({ proof }: { proof: Proof }): Promise<object> {
    const { meta, locks } = await this.#lockedMeta();
    if (locks.length) (await (await import('./locks.ts')).openLock(meta.slots, proof)).vaultKey.fill(0);
    return {};
  }

  async setPassphrase({ passphrase, proof }: VaultOperations['setPassphrase']['input']): Promise<object> {
    return this.#changeLocks(proof, 'passphrase', ({ passphraseLock }) => passphraseLock(passphrase.reveal()));
  }

  async addPasskey({ proof }: VaultOperations['addPasskey']['input']): Promise<object> {
    return this.#changeLocks(proof, 'passkey', ({ passkeyLock }) => passkeyLock());
  }

  async removeLock({ lock, proof }: VaultOperations['removeLock']['input']): Promise<object> {
    return this.#changeLocks(proof, lock, async () => undefined);
  }

  async erase(): Promise<object> {
    this.#vault.hold(undefined);
    await this.#vault.disconnect();
    try {
      // Without it, or where it fails, everything is deleted all the same.
      await import('./purge.ts').then(({ purgeAll }) => purgeAll(this.#vault.name)).catch(() => undefined);
      await deleteDatabase(this.#vault.name);
    } catch (cause) {
      throw new VaultError('failed', { cause });
    }
    await this.#tellAndLook();
    return {};
  }

  // — keys —

  #requireKeys(): Held {
    const held = this.#vault.current();
    if (!held) throw new VaultError('locked');
    return held;
  }

  /** Makes the vault with its first account; of several tabs that try one wins, and all use its key. */
  async #firstKeys(): Promise<Held> {
    const content = await this.#read();
    if (!content.meta) {
      if (this.#vault.state().at !== 'open') throw new VaultError('failed');
      const [deviceKey, vaultKey] = [await makeDeviceKey(), makeVaultKey()];
      const slots = [await deviceSlot(deviceKey, vaultKey)];
      vaultKey.fill(0);
      const meta: MetaRecord = { format, id: crypto.randomUUID(), slots };
      await replace(await this.#vault.connect(), content, { meta, deviceKey, records: [] });
    }
    await this.#vault.open();
    return this.#requireKeys();
  }

  async #lockedMeta(): Promise<{ meta: MetaRecord; locks: VaultLock[] }> {
    const { meta } = await this.#read();
    if (typeof meta !== 'object') throw new VaultError('failed');
    return { meta, locks: locksOf(meta) };
  }

  /** `lock` becomes what `make` answers, or none. The other locks stay. */
  async #changeLocks(
    proof: Proof | null,
    lock: VaultLock,
    make: (locks: typeof Locks) => Promise<Locks.Lock | undefined>,
  ): Promise<object> {
    const locks = await import('./locks.ts');
    const { meta, deviceKey } = await this.#read();
    if (meta !== undefined && typeof meta !== 'object') throw new VaultError('failed');
    if (!meta) {
      if (this.#vault.state().at !== 'open') throw new VaultError('failed');
      const made = await make(locks);
      if (made) await this.#rekey(undefined, [made]);
      await this.#tellAndLook();
      return {};
    }
    if (locksOf(meta).length && !proof) throw new VaultError('locked');
    const opened = proof ? await locks.openLock(meta.slots, proof) : undefined;
    const vaultKey = opened?.vaultKey ?? (await openDeviceSlot(meta.slots, deviceKey));
    if (!vaultKey) throw new VaultError('locked');
    try {
      const kept = await locks.locksToKeep(
        meta.slots.filter(({ kind }) => kind !== lock),
        { by: opened?.by, mayAsk: true },
      );
      if (!kept) throw new VaultError('failed');
      const made = await make(locks);
      const { id } = await this.#rekey({ meta, vaultKey }, made ? [...kept, made] : kept);
      await this.#vault.purge(id);
    } finally {
      vaultKey.fill(0);
    }
    await this.#tellAndLook();
    return {};
  }

  async #rekey(former: Former | undefined, locks: readonly Locks.Lock[]): Promise<Held> {
    const { rekey } = await import('./rekey.ts');
    const database = await this.#vault.connect();
    const held = await rekey(database, () => this.#read(), former, {
      locks,
      offer: (next) => this.#vault.tell({ news: 'unlocked', held: next }),
    });
    this.#vault.hold(held);
    return held;
  }

  // — the database —

  async #read(): Promise<Content> {
    return readContent(await this.#vault.connect());
  }

  /** `vaultId`: of the keys that it is sealed under, where it is. */
  async #change(
    { id, vaultId }: { id: string; vaultId?: string },
    change: Parameters<typeof changeRecord>[2],
  ): ReturnType<typeof changeRecord> {
    let was: Awaited<ReturnType<typeof changeRecord>>;
    try {
      was = await changeRecord(await this.#vault.connect(), { id, vaultId }, change);
    } catch (cause) {
      throw new VaultError((cause as DOMException).name === 'QuotaExceededError' ? 'full' : 'failed', { cause });
    }
    await this.#tellAndLook();
    return was;
  }

  async #changeListed(id: string, change: (now: EntryRecord) => EntryRecord): Promise<object> {
    const was = await this.#change({ id }, (now) =>
      now?.removedAtMs === null ? { ...change(now), revision: now.revision + 1 } : undefined,
    );
    if (!isRecord(was) || was.removedAtMs !== null) throw new VaultError('gone');
    return {};
  }

  async #tellAndLook(): Promise<void> {
    this.#vault.tell({ news: 'changed' });
    await this.#vault.open();
  }

  #isRestorable = ({ removedAtMs }: EntryRecord): boolean =>
    removedAtMs !== null && this.#vault.now() - removedAtMs < undoMs;
}

const idOf = (meta: Content['meta']): string | undefined => (typeof meta === 'object' ? meta.id : undefined);

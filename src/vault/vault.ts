import type { KeptEntry, Proof, VaultLock, VaultOperation, VaultOperations, VaultState } from '../vault-state.ts';
import { accountId, sealAccount, unsealAccount } from './account.ts';
import { AutoLock } from './auto-lock.ts';
import {
  changeRecord,
  deleteDatabase,
  format,
  migrations,
  openDatabase,
  readContent,
  replace,
  sweep,
  type Content,
  type Database,
  type EntryRecord,
  type MetaRecord,
  type Migration,
} from './database.ts';
import { deviceSlot, openDeviceSlot } from './device-slot.ts';
import { deriveKeys, makeDeviceKey, makeVaultKey, type VaultKeys } from './envelope.ts';
import type * as Locks from './locks.ts';
import { whyNotHere } from './place.ts';
import type { Former } from './rekey.ts';
import { isRecord } from './stored.ts';
import { joinTabs, type Held, type Tabs } from './tabs.ts';
import { VaultError } from './vault-error.ts';

export { VaultError } from './vault-error.ts';

export interface VaultOptions {
  /** Name of the database; one origin may have several. */
  name?: string;
  now?: () => number;
  migrations?: readonly Migration[];
}

type Operations = {
  [Op in VaultOperation]: (input: VaultOperations[Op]['input']) => Promise<VaultOperations[Op]['answer']>;
};

/** How long something removed can be brought back. Its sealed bytes are erased afterwards. */
export const undoMs = 10 * 60_000;

/** Opens what is there; nothing is made. */
export async function openVault(options: VaultOptions = {}): Promise<Vault> {
  const vault = new Vault(options);
  await vault.open();
  return vault;
}

/**
 * The accounts of an authenticator app, sealed in this browser.
 *
 * Owns: the database, the keys while it is open, what the tabs agree on. Does not own: words, screens, codes.
 */
export class Vault implements Operations {
  readonly #name: string;
  readonly #now: () => number;
  readonly #migrations: readonly Migration[];
  readonly #listeners = new Set<() => void>();
  readonly #tabs: Tabs;
  /** Accounts as they were last unsealed, by id and revision. */
  readonly #unsealed = new Map<string, { revision: number; entry: KeptEntry }>();
  #state: VaultState = { at: 'unavailable', why: 'no-storage' };
  #database: Promise<Database> | undefined;
  #held: Held | undefined;
  /** Keys that another tab has told of. They count once the vault is theirs. */
  #offered: Held | undefined;
  #autoLock: AutoLock | undefined;
  #isPrivate = false;
  #looks = 0;
  #sweeping: ReturnType<typeof setTimeout> | undefined;

  constructor({ name = 'mfa-elements', now = Date.now, migrations: steps = migrations }: VaultOptions) {
    this.#name = name;
    this.#now = now;
    this.#migrations = steps;
    this.#tabs = joinTabs(name, (heard) => {
      if (heard.news === 'changed') void this.open();
      else if (heard.news === 'locked') void this.#forgetKeys();
      else if (heard.news === 'used') this.#autoLock?.renew();
      else if (heard.news === 'asked') this.#share();
      else {
        this.#offered = heard.held;
        void this.open();
      }
    });
  }

  get state(): VaultState {
    return this.#state;
  }

  /** Called after each change, here or in another tab. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the connection; nothing is told any more. */
  async close(): Promise<void> {
    this.#listeners.clear();
    this.#tabs.close();
    this.#autoLock?.stop();
    clearTimeout(this.#sweeping);
    this.#held = this.#offered = undefined;
    const database = await this.#database?.catch(() => undefined);
    database?.close();
  }

  async open(): Promise<VaultState> {
    const look = ++this.#looks;
    const state = await this.#look();
    // Of several looks at once the last one counts.
    if (look === this.#looks) this.#show(state);
    return this.#state;
  }

  async add({ entry, name = '', deviceId }: VaultOperations['add']['input']): Promise<{ id: string }> {
    // Not waited for: some browsers ask the person first.
    const persist = () =>
      navigator.storage?.persist?.().then((isPersistent) => (isPersistent ? this.open() : undefined));
    for (;;) {
      const { keys, id: vaultId } = this.#current() ?? (await this.#firstKeys());
      const id = await accountId(keys, entry);
      const record: EntryRecord = {
        id,
        sealed: await sealAccount(keys, id, { ...entry, name, addedAtMs: this.#now() }),
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
    await this.open();
    const count = (): number => (this.#state.at === 'open' ? this.#state.entries.length : 0);
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
        await this.open();
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
    return this.#changeListed(id, (now) => ({ ...now, removedAtMs: this.#now() }));
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
      this.#held = { id: meta.id, keys: await deriveKeys(vaultKey, meta.ids) };
      // A vault of the former format gets a key that nothing has ever opened but its locks.
      const kept = meta.format < format ? await locksToKeep(meta.slots, { by, mayAsk: false }) : undefined;
      if (kept) await this.#rekey({ meta, vaultKey }, kept).catch(() => undefined);
    } finally {
      vaultKey.fill(0);
    }
    await this.open();
    this.#share();
    return {};
  }

  async lock(): Promise<object> {
    if (this.#state.at === 'open' && this.#state.locks.length) {
      this.#tabs.tell({ news: 'locked' });
      await this.#forgetKeys();
    }
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
    this.#held = this.#offered = undefined;
    const database = await this.#database?.catch(() => undefined);
    database?.close();
    this.#database = undefined;
    try {
      // Without it, or where it fails, everything is deleted all the same.
      await import('./purge.ts').then(({ purgeAll }) => purgeAll(this.#name)).catch(() => undefined);
      await deleteDatabase(this.#name);
    } catch (cause) {
      throw new VaultError('failed', { cause });
    }
    await this.#tellAndLook();
    return {};
  }

  // — looking —

  async #look(): Promise<VaultState> {
    const why = whyNotHere();
    if (why) return { at: 'unavailable', why };
    let content: Content;
    try {
      content = await this.#read();
    } catch (error) {
      return faultyState(error);
    }
    const { meta, deviceKey, records, damaged } = content;
    const listed = records.filter(({ removedAtMs }) => removedAtMs === null);
    const count = listed.length + damaged;
    if (typeof meta !== 'object') {
      this.#held = undefined;
      if (meta === undefined && !count && !records.length)
        return { ...this.#openState([], 0, await isPersisted()), isNew: true };
      return { at: 'broken', why: meta === 'newer' ? 'newer' : 'damaged', count };
    }
    const locks = locksOf(meta);
    // Another vault key, of another vault even: what we know is of the former one.
    if (this.#held?.id !== meta.id) this.#held = this.#offered?.id === meta.id ? this.#offered : undefined;
    if (meta.stale) void this.#purge(meta.id);
    if (!this.#current()) {
      if (locks.length) {
        this.#tabs.tell({ news: 'asked' });
        return { at: 'locked', locks };
      }
      const vaultKey = await openDeviceSlot(meta.slots, deviceKey);
      if (!vaultKey) return { at: 'broken', why: 'key-lost', count };
      try {
        this.#held = { id: meta.id, keys: await deriveKeys(vaultKey, meta.ids) };
      } catch {
        return { at: 'broken', why: 'damaged', count };
      } finally {
        vaultKey.fill(0);
      }
    }
    const entries = await this.#unsealAll(this.#held!.keys, listed);
    this.#sweepLater(records);
    return { ...this.#openState(entries, count - entries.length, await isPersisted()), locks };
  }

  #openState(entries: KeptEntry[], lost: number, isPersistent: boolean): VaultState & { at: 'open' } {
    return { at: 'open', entries, lost, locks: [], isPersistent, isPrivate: this.#isPrivate };
  }

  async #unsealAll(keys: VaultKeys, records: EntryRecord[]): Promise<KeptEntry[]> {
    const entries = await Promise.all(
      records.map(async (record) => {
        const known = this.#unsealed.get(record.id);
        if (known?.revision === record.revision) return known.entry;
        const entry = await unsealAccount(keys, record).catch(() => undefined);
        if (entry) this.#unsealed.set(record.id, { revision: record.revision, entry });
        return entry;
      }),
    );
    return entries.filter((entry) => entry !== undefined).sort((a, b) => a.addedAtMs - b.addedAtMs);
  }

  #show(state: VaultState): void {
    this.#state = state;
    this.#watchForIdleness(state.at === 'open' && state.locks.length > 0);
    if (state.at === 'open' && state.entries.length) void this.#lookForPrivateWindow();
    for (const listener of [...this.#listeners]) listener();
  }

  #looked: Promise<void> | undefined;
  #lookForPrivateWindow(): Promise<void> {
    return (this.#looked ??= import('./private-window.ts')
      .then(({ looksPrivate }) => looksPrivate())
      .then((isPrivate) => {
        this.#isPrivate = isPrivate;
        return isPrivate ? this.open().then(() => undefined) : undefined;
      })
      .catch(() => undefined));
  }

  #watchForIdleness(isWanted: boolean): void {
    if (isWanted === (this.#autoLock !== undefined)) return;
    this.#autoLock?.stop();
    this.#autoLock = isWanted
      ? new AutoLock({
          lock: () => void this.#forgetKeys(),
          used: () => this.#tabs.tell({ news: 'used' }),
          now: this.#now,
        })
      : undefined;
  }

  // — keys —

  async #forgetKeys(): Promise<void> {
    this.#held = this.#offered = undefined;
    this.#unsealed.clear();
    await this.open();
  }

  /** The keys, unless nobody has been there for too long: then it is locked, whatever the timers have missed. */
  #current(): Held | undefined {
    if (this.#held && this.#autoLock?.isOver) {
      this.#held = this.#offered = undefined;
      this.#unsealed.clear();
    }
    return this.#held;
  }

  #share(): void {
    const held = this.#current();
    if (held && this.#state.at === 'open' && this.#state.locks.length) this.#tabs.tell({ news: 'unlocked', held });
  }

  #requireKeys(): Held {
    const held = this.#current();
    if (!held) throw new VaultError('locked');
    return held;
  }

  /** Makes the vault with its first account; of several tabs that try one wins, and all use its key. */
  async #firstKeys(): Promise<Held> {
    const content = await this.#read();
    if (!content.meta) {
      if (this.#state.at !== 'open') throw new VaultError('failed');
      const [deviceKey, vaultKey] = [await makeDeviceKey(), makeVaultKey()];
      const slots = [await deviceSlot(deviceKey, vaultKey)];
      vaultKey.fill(0);
      const meta: MetaRecord = { format, id: crypto.randomUUID(), slots };
      await replace(await this.#connect(), content, { meta, deviceKey, records: [] });
    }
    await this.open();
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
      if (this.#state.at !== 'open') throw new VaultError('failed');
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
      await this.#rekey({ meta, vaultKey }, made ? [...kept, made] : kept);
      await this.#purge(this.#held!.id);
    } finally {
      vaultKey.fill(0);
    }
    await this.#tellAndLook();
    return {};
  }

  async #rekey(former: Former | undefined, locks: readonly Locks.Lock[]): Promise<Held> {
    const { rekey } = await import('./rekey.ts');
    const database = await this.#connect();
    return (this.#held = await rekey(database, () => this.#read(), former, {
      locks,
      offer: (held) => this.#tabs.tell({ news: 'unlocked', held }),
    }));
  }

  readonly #purged = new Map<string, Promise<void>>();
  /** Once for each vault key. The change has been made, and stays; the next tab that opens the vault purges, too. */
  #purge(vaultId: string): Promise<void> {
    const purging =
      this.#purged.get(vaultId) ??
      import('./purge.ts')
        .then(async ({ purgeStale }) => purgeStale(this.#name, await this.#connect()))
        .catch(() => undefined);
    this.#purged.set(vaultId, purging);
    return purging;
  }

  // — the database —

  #connect(): Promise<Database> {
    const forget = (): void => (this.#database = undefined);
    this.#database ??= openDatabase(this.#name, this.#migrations, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#database;
  }

  async #read(): Promise<Content> {
    return readContent(await this.#connect());
  }

  /** `vaultId`: of the keys that it is sealed under, where it is. */
  async #change(
    { id, vaultId }: { id: string; vaultId?: string },
    change: Parameters<typeof changeRecord>[2],
  ): ReturnType<typeof changeRecord> {
    let was: Awaited<ReturnType<typeof changeRecord>>;
    try {
      was = await changeRecord(await this.#connect(), { id, vaultId }, change);
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
    this.#tabs.tell({ news: 'changed' });
    await this.open();
  }

  #isRestorable = ({ removedAtMs }: EntryRecord): boolean => removedAtMs !== null && this.#now() - removedAtMs < undoMs;

  /** What nobody can bring back any more is erased. */
  #sweepLater(records: EntryRecord[]): void {
    clearTimeout(this.#sweeping);
    const removed = records.flatMap(({ removedAtMs }) => removedAtMs ?? []);
    if (!removed.length) return;
    const inMs = Math.max(Math.min(...removed) + undoMs - this.#now(), 0);
    this.#sweeping = setTimeout(() => void this.#sweep(), inMs + 1000);
  }

  async #sweep(): Promise<void> {
    await sweep(await this.#connect(), this.#now() - undoMs);
    await this.open();
  }
}

// — pieces —

const isPersisted = async (): Promise<boolean> => (await navigator.storage?.persisted?.()) ?? false;

const locksOf = ({ slots }: MetaRecord): VaultLock[] => slots.flatMap(({ kind }) => (kind === 'device' ? [] : [kind]));

const idOf = (meta: Content['meta']): string | undefined => (typeof meta === 'object' ? meta.id : undefined);

/** Why there is nothing to read: a newer version has been here, there is no room for data at all, or it is damaged. */
function faultyState(error: unknown): VaultState {
  const { name } = error as DOMException;
  if (name === 'VersionError') return { at: 'broken', why: 'newer', count: 0 };
  if (name === 'SecurityError' || name === 'InvalidStateError') return { at: 'unavailable', why: 'no-storage' };
  return { at: 'broken', why: 'damaged', count: 0 };
}

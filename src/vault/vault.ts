import type { KeptEntry, Proof, VaultLock, VaultOperation, VaultOperations, VaultState } from '../vault-state.ts';
import { accountId, sealAccount, unsealAccount } from './account.ts';
import { AutoLock } from './auto-lock.ts';
import {
  changeRecord,
  changeSlots,
  create,
  deleteDatabase,
  format,
  migrations,
  openDatabase,
  readContent,
  sweep,
  type Content,
  type Database,
  type EntryRecord,
  type Migration,
  type Slot,
} from './database.ts';
import { deviceSlot, openDeviceSlot } from './device-slot.ts';
import { deriveKeys, makeDeviceKey, makeVaultKey, type VaultKeys } from './envelope.ts';
import { whyNotHere } from './place.ts';
import { joinTabs, type Tabs } from './tabs.ts';
import { VaultError } from './vault-error.ts';

export { VaultError } from './vault-error.ts';

export interface VaultOptions {
  /** Name of the database; one origin may have several. */
  name?: string;
  now?: () => number;
  migrations?: readonly Migration[];
}

type Bytes = Uint8Array<ArrayBuffer>;
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
  #keys: VaultKeys | undefined;
  #autoLock: AutoLock | undefined;
  /** Which vault the keys are of. */
  #id: string | undefined;
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
      else if (this.#state.at === 'locked') {
        this.#keys = heard.keys;
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
    this.#keys = undefined;
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
    const keys = this.#keys ?? (await this.#firstKeys());
    // Not waited for: some browsers ask the person first.
    void navigator.storage?.persist?.().then((isPersistent) => (isPersistent ? this.open() : undefined));
    const id = await accountId(keys, entry);
    const record: EntryRecord = {
      id,
      sealed: await sealAccount(keys, id, { ...entry, name, addedAtMs: this.#now() }),
      revision: 0,
      removedAtMs: null,
      deviceId: deviceId ?? null,
    };
    await this.#change(id, (now) => {
      if (now?.removedAtMs === null) return deviceId ? { ...now, deviceId, revision: now.revision + 1 } : undefined;
      return { ...record, revision: (now?.revision ?? 0) + 1 };
    });
    return { id };
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
      const keys = this.#requireKeys();
      const { records } = await this.#read();
      const before = records.find((record) => record.id === id && record.removedAtMs === null);
      if (!before) throw new VaultError('gone');
      const entry = await unsealAccount(keys, before);
      const sealed = await sealAccount(keys, id, { ...entry, name });
      // Another tab may have been faster: then it is made again upon what that tab wrote.
      const isSame = (now: EntryRecord | undefined) => now?.revision === before.revision;
      const was = await this.#change(id, (now) =>
        isSame(now) ? { ...now!, sealed, revision: before.revision + 1 } : undefined,
      );
      if (isSame(was)) return {};
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
    const was = await this.#change(id, (now) =>
      now && this.#isRestorable(now) ? { ...now, removedAtMs: null, revision: now.revision + 1 } : undefined,
    );
    if (!was || !(was.removedAtMs === null || this.#isRestorable(was))) throw new VaultError('gone');
    return {};
  }

  async unlock({ proof }: { proof: Proof }): Promise<object> {
    const vaultKey = await this.#vaultKey(proof);
    this.#keys = await deriveKeys(vaultKey);
    vaultKey.fill(0);
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
    const { meta } = await this.#read();
    if (locksOf(meta?.slots).length) (await this.#vaultKey(proof)).fill(0);
    return {};
  }

  async setPassphrase({ passphrase, proof }: VaultOperations['setPassphrase']['input']): Promise<object> {
    const { passphraseSlot } = await import('./slots.ts');
    return this.#changeLocks(proof, 'passphrase', (vaultKey) => passphraseSlot(passphrase.reveal(), vaultKey));
  }

  async addPasskey({ proof }: VaultOperations['addPasskey']['input']): Promise<object> {
    const { passkeySlot } = await import('./slots.ts');
    return this.#changeLocks(proof, 'passkey', passkeySlot);
  }

  async removeLock({ lock, proof }: VaultOperations['removeLock']['input']): Promise<object> {
    return this.#changeLocks(proof, lock, async () => undefined);
  }

  async erase(): Promise<object> {
    const database = await this.#database?.catch(() => undefined);
    database?.close();
    this.#database = undefined;
    await deleteDatabase(this.#name).catch((cause: unknown) => {
      throw new VaultError('failed', { cause });
    });
    this.#keys = undefined;
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
    const { meta, deviceKey, records } = content;
    const listed = records.filter(({ removedAtMs }) => removedAtMs === null);
    if (!meta) {
      this.#keys = undefined;
      return records.length
        ? { at: 'broken', why: 'damaged', count: listed.length }
        : this.#openState([], 0, await isPersisted());
    }
    if (meta.format > format) return { at: 'broken', why: 'newer', count: listed.length };
    const locks = locksOf(meta.slots);
    // Wiped and made anew by another tab: what we know is of the former one.
    if (meta.id !== this.#id) this.#keys = undefined;
    this.#id = meta.id;
    if (!this.#keys) {
      if (locks.length) {
        this.#tabs.tell({ news: 'asked' });
        return { at: 'locked', locks };
      }
      const vaultKey = await openDeviceSlot(meta.slots, deviceKey);
      if (!vaultKey) return { at: 'broken', why: 'key-lost', count: listed.length };
      this.#keys = await deriveKeys(vaultKey);
      vaultKey.fill(0);
    }
    const entries = await this.#unsealAll(this.#keys, listed);
    this.#sweepLater(records);
    return { ...this.#openState(entries, listed.length - entries.length, await isPersisted()), locks };
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
      ? new AutoLock({ lock: () => void this.#forgetKeys(), used: () => this.#tabs.tell({ news: 'used' }) })
      : undefined;
  }

  // — keys —

  async #forgetKeys(): Promise<void> {
    this.#keys = undefined;
    this.#unsealed.clear();
    await this.open();
  }

  #share(): void {
    if (this.#keys && this.#state.at === 'open' && this.#state.locks.length)
      this.#tabs.tell({ news: 'unlocked', keys: this.#keys });
  }

  #requireKeys(): VaultKeys {
    if (!this.#keys) throw new VaultError('locked');
    return this.#keys;
  }

  /** Makes the vault with its first account; of several tabs that try one wins, and all use its key. */
  async #firstKeys(): Promise<VaultKeys> {
    const { meta } = await this.#read();
    if (!meta) {
      if (this.#state.at !== 'open') throw new VaultError('failed');
      const [deviceKey, vaultKey] = [await makeDeviceKey(), makeVaultKey()];
      await create(
        await this.#connect(),
        { format, id: crypto.randomUUID(), slots: [await deviceSlot(deviceKey, vaultKey)] },
        deviceKey,
      );
      vaultKey.fill(0);
    }
    await this.open();
    return this.#requireKeys();
  }

  async #vaultKey(proof: Proof | null): Promise<Bytes> {
    const { meta, deviceKey } = await this.#read();
    const slots = meta?.slots ?? [];
    if (proof) return (await import('./slots.ts')).openSlot(slots, proof);
    const vaultKey = await openDeviceSlot(slots, deviceKey);
    if (!vaultKey) throw new VaultError('locked');
    return vaultKey;
  }

  /** `lock` gets the slot that `make` answers, or none. */
  async #changeLocks(
    proof: Proof | null,
    lock: VaultLock,
    make: (vaultKey: Bytes) => Promise<Slot | undefined>,
  ): Promise<object> {
    if (this.#state.at === 'open' && !this.#keys) await this.#firstKeys();
    const before = (await this.#read()).meta?.slots ?? [];
    const vaultKey = await this.#vaultKey(proof);
    try {
      const made = await make(vaultKey);
      const locks = [...before.filter(({ kind }) => kind !== lock && kind !== 'device'), ...(made ? [made] : [])];
      const slots = locks.length ? locks : [await this.#newDeviceSlot(vaultKey)];
      if (!(await changeSlots(await this.#connect(), before, slots))) throw new VaultError('failed');
    } finally {
      vaultKey.fill(0);
    }
    await this.#tellAndLook();
    return {};
  }

  async #newDeviceSlot(vaultKey: Bytes): Promise<Slot> {
    const { deviceKey } = await this.#read();
    if (!deviceKey) throw new VaultError('failed');
    return deviceSlot(deviceKey, vaultKey);
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

  async #change(...[id, change]: [string, Parameters<typeof changeRecord>[2]]): Promise<EntryRecord | undefined> {
    let was: EntryRecord | undefined;
    try {
      was = await changeRecord(await this.#connect(), id, change);
    } catch (cause) {
      throw new VaultError((cause as DOMException).name === 'QuotaExceededError' ? 'full' : 'failed', { cause });
    }
    await this.#tellAndLook();
    return was;
  }

  async #changeListed(id: string, change: (now: EntryRecord) => EntryRecord): Promise<object> {
    const was = await this.#change(id, (now) =>
      now?.removedAtMs === null ? { ...change(now), revision: now.revision + 1 } : undefined,
    );
    if (was?.removedAtMs !== null) throw new VaultError('gone');
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

const locksOf = (slots: readonly Slot[] = []): VaultLock[] =>
  slots.flatMap(({ kind }) => (kind === 'device' ? [] : [kind]));

/** Why there is nothing to read: a newer version has been here, there is no room for data at all, or it is damaged. */
function faultyState(error: unknown): VaultState {
  const { name } = error as DOMException;
  if (name === 'VersionError') return { at: 'broken', why: 'newer', count: 0 };
  if (name === 'SecurityError' || name === 'InvalidStateError') return { at: 'unavailable', why: 'no-storage' };
  return { at: 'broken', why: 'damaged', count: 0 };
}

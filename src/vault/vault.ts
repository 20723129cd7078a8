import type { KeptEntry, VaultOperation, VaultOperations, VaultState } from '../ports/vault.ts';
import { unsealAccount } from './account.ts';
import type { AutoLock } from './auto-lock.ts';
import type { Changes } from './changes.ts';
import { migrations, openDatabase, readContent, type Content, type Database, type Migration } from './database.ts';
import type { EntryRecord } from './records.ts';
import { openDeviceSlot } from './device-slot.ts';
import { deriveKeys, type VaultKeys } from './envelope.ts';
import { whyNotHere } from './place.ts';
import { locksOf } from './stored.ts';
import { joinTabs, type Held, type Tabs } from './tabs.ts';
import { undoMs } from './undo.ts';
import { VaultError } from './vault-error.ts';

export { undoMs } from './undo.ts';
export { VaultError } from './vault-error.ts';

export interface VaultOptions {
  /** Name of the database; one origin may have several. */
  name?: string;
  now?: () => number;
  migrations?: readonly Migration[];
}

type Input<Op extends VaultOperation> = VaultOperations[Op]['input'];
type Answer<Op extends VaultOperation> = Promise<VaultOperations[Op]['answer']>;
type Operations = { [Op in VaultOperation]: (input: Input<Op>) => Answer<Op> };

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
  /** Fetched where there is a lock. */
  #AutoLock: typeof AutoLock | undefined;
  #changes: Promise<Changes> | undefined;
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
    await this.#disconnect();
  }

  async open(): Promise<VaultState> {
    const look = ++this.#looks;
    const state = await this.#look();
    // Of several looks at once the last one counts.
    if (look === this.#looks) this.#show(state);
    return this.#state;
  }

  add = (input: Input<'add'>): Answer<'add'> => this.#change('add', input);
  addAll = (input: Input<'addAll'>): Answer<'addAll'> => this.#change('addAll', input);
  rename = (input: Input<'rename'>): Answer<'rename'> => this.#change('rename', input);
  tie = (input: Input<'tie'>): Answer<'tie'> => this.#change('tie', input);
  remove = (input: Input<'remove'>): Answer<'remove'> => this.#change('remove', input);
  restore = (input: Input<'restore'>): Answer<'restore'> => this.#change('restore', input);
  unlock = (input: Input<'unlock'>): Answer<'unlock'> => this.#change('unlock', input);
  prove = (input: Input<'prove'>): Answer<'prove'> => this.#change('prove', input);
  setPassphrase = (input: Input<'setPassphrase'>): Answer<'setPassphrase'> => this.#change('setPassphrase', input);
  addPasskey = (input: Input<'addPasskey'>): Answer<'addPasskey'> => this.#change('addPasskey', input);
  removeLock = (input: Input<'removeLock'>): Answer<'removeLock'> => this.#change('removeLock', input);
  erase = (input: Input<'erase'> = {}): Answer<'erase'> => this.#change('erase', input);

  async lock(): Promise<object> {
    if (this.#state.at === 'open' && this.#state.locks.length) {
      this.#tabs.tell({ news: 'locked' });
      await this.#forgetKeys();
    }
    return {};
  }

  async #change<Op extends keyof Changes>(operation: Op, input: Input<Op>): Answer<Op> {
    this.#changes ??= import('./changes.ts').then(
      ({ Changes }) =>
        new Changes({
          name: this.#name,
          now: this.#now,
          state: () => this.#state,
          current: () => this.#current(),
          hold: (held) => (this.#held = held),
          connect: () => this.#connect(),
          disconnect: () => this.#disconnect(),
          open: () => this.open(),
          purge: (vaultId) => this.#purge(vaultId),
          share: () => this.#share(),
          tell: (news) => this.#tabs.tell(news),
        }),
      (cause: unknown) => {
        this.#changes = undefined;
        throw new VaultError('failed', { cause });
      },
    );
    const change = (await this.#changes)[operation] as unknown as (input: Input<Op>) => Answer<Op>;
    return change.call(await this.#changes, input);
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
    // Never open without: where it cannot be fetched, it stays locked.
    if (locks.length) this.#AutoLock ??= (await import('./auto-lock.ts').catch(() => undefined))?.AutoLock;
    const held = this.#current();
    if (!held || (locks.length && !this.#AutoLock)) return { at: 'locked', locks };
    const entries = await this.#unsealAll(held.keys, listed);
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
      ? new this.#AutoLock!({
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

  async #disconnect(): Promise<void> {
    const database = await this.#database?.catch(() => undefined);
    database?.close();
    this.#database = undefined;
  }

  async #read(): Promise<Content> {
    return readContent(await this.#connect());
  }

  /** What nobody can bring back any more is erased. */
  #sweepLater(records: EntryRecord[]): void {
    clearTimeout(this.#sweeping);
    const removed = records.flatMap(({ removedAtMs }) => removedAtMs ?? []);
    if (!removed.length) return;
    const inMs = Math.max(Math.min(...removed) + undoMs - this.#now(), 0);
    this.#sweeping = setTimeout(() => void this.#sweep(), inMs + 1000);
  }

  async #sweep(): Promise<void> {
    const { sweep } = await import('./writes.ts');
    await sweep(await this.#connect(), this.#now() - undoMs);
    await this.open();
  }
}

// — pieces —

const isPersisted = async (): Promise<boolean> => (await navigator.storage?.persisted?.()) ?? false;

/** Why there is nothing to read: a newer version has been here, there is no room for data at all, or it is damaged. */
function faultyState(error: unknown): VaultState {
  const { name } = error as DOMException;
  if (name === 'VersionError') return { at: 'broken', why: 'newer', count: 0 };
  if (name === 'SecurityError' || name === 'InvalidStateError') return { at: 'unavailable', why: 'no-storage' };
  return { at: 'broken', why: 'damaged', count: 0 };
}

import { Once } from '../core/once.ts';
import type { KeptEntry, VaultLock, VaultOperation, VaultOperations, VaultState } from '../ports/vault.ts';
import type { Changes } from './inside.ts';
import { keysByDevice } from './locks/device-slot.ts';
import { Keys } from './locks/keys.ts';
import { migrations, type Content, type Migration } from './records/database.ts';
import { Records } from './records/records.ts';
import { locksOf } from './records/format.ts';
import { vaultName } from './mark.ts';
import { undoMs } from './records/undo.ts';
import { joinTabs, type News, type Tabs } from './tabs.ts';
import { VaultError } from './vault-error.ts';
import { whyNotHere } from './why-not-here.ts';

export { undoMs } from './records/undo.ts';
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
 * Owns: what is shown of it, what the tabs agree on. Does not own: the database (records), the keys (locks), words, screens,
 * codes.
 */
export class Vault implements Operations {
  readonly #listeners = new Set<() => void>();
  readonly #tabs: Tabs;
  readonly #records: Records;
  readonly #keys: Keys;
  readonly #changes: Once<Changes>;
  readonly #now: () => number;
  readonly #privacy = new Once(async () => (await import('./private-window.ts')).looksPrivate());
  #state: VaultState = { at: 'unavailable', why: 'no-storage' };
  #looks = 0;

  constructor({ name = vaultName, now = Date.now, migrations: steps = migrations }: VaultOptions) {
    this.#now = now;
    this.#tabs = joinTabs(name, (heard) => this.#heed(heard));
    this.#records = new Records({ name, now, migrations: steps });
    this.#keys = new Keys({
      lock: () => void this.#close(),
      used: () => this.#tabs.tell({ news: 'used' }),
      now,
    });
    this.#changes = new Once(async () =>
      (await import('./changes.ts')).changesOf({
        records: this.#records,
        keys: this.#keys,
        now,
        state: () => this.#state,
        look: () => this.open(),
        changed: async () => {
          this.#tabs.tell({ news: 'changed' });
          await this.open();
        },
        offer: (held) => this.#tabs.tell({ news: 'unlocked', held }),
        share: () => this.#share(),
      }),
    );
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
    this.#keys.forget();
    await this.#records.disconnect();
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
    if (this.#locks) {
      this.#tabs.tell({ news: 'locked' });
      await this.#close();
    }
    return {};
  }

  async #change<Op extends keyof Changes>(operation: Op, input: Input<Op>): Answer<Op> {
    const changes = await this.#changes.get().catch((cause: unknown) => {
      throw new VaultError('failed', { cause });
    });
    return changes[operation](input);
  }

  #heed(heard: News): void {
    switch (heard.news) {
      case 'changed':
        return void this.open();
      case 'locked':
        return void this.#close();
      case 'used':
        return this.#keys.renew();
      case 'asked':
        return this.#share();
      case 'unlocked':
        this.#keys.hear(heard.held);
        return void this.open();
    }
  }

  /** Whether it is open, and locks. */
  get #locks(): boolean {
    return this.#state.at === 'open' && this.#state.locks.length > 0;
  }

  #share(): void {
    const held = this.#keys.current;
    if (held && this.#locks) this.#tabs.tell({ news: 'unlocked', held });
  }

  async #close(): Promise<void> {
    this.#keys.forget();
    await this.open();
  }

  async #look(): Promise<VaultState> {
    const why = whyNotHere();
    if (why) return { at: 'unavailable', why };
    let content: Content;
    try {
      content = await this.#records.read();
    } catch (error) {
      return faultyState(error);
    }
    const { meta, deviceKey, records, damaged } = content;
    const listed = records.filter(({ removedAtMs }) => removedAtMs === null);
    const count = listed.length + damaged;
    if (typeof meta !== 'object') {
      this.#keys.settle(undefined);
      if (meta === undefined && !count && !records.length)
        return { ...(await this.#openState([], 0, [])), isNew: true };
      return { at: 'broken', why: meta === 'newer' ? 'newer' : 'damaged', count };
    }
    const locks = locksOf(meta);
    if (meta.stale) void this.#records.purge(meta.id);
    if (!this.#keys.settle(meta.id)) {
      if (locks.length) {
        this.#tabs.tell({ news: 'asked' });
        return { at: 'locked', locks };
      }
      const held = await keysByDevice(meta, deviceKey);
      if (typeof held === 'string') return { at: 'broken', why: held, count };
      if (!this.#keys.current) this.#keys.hold(held);
    }
    const guard = locks.length ? (await import('./locks/auto-lock.ts').catch(() => undefined))?.AutoLock : undefined;
    // Never open without it: where it cannot be fetched, the vault stays locked.
    if (locks.length && !guard) this.#keys.forget();
    const held = this.#keys.current;
    if (!held) return { at: 'locked', locks };
    // While this one looked, the vault has got another key.
    if (held.id !== meta.id) return this.#look();
    this.#keys.guardBy(guard);
    const entries = await this.#records.unseal(held.keys, listed);
    this.#records.sweepLater(records, () => void this.open());
    const [last] = records
      .map((record) => ({ record, untilMs: (record.removedAtMs ?? -Infinity) + undoMs }))
      .sort((a, b) => b.untilMs - a.untilMs);
    const [removed] = last && last.untilMs > this.#now() ? await this.#records.unseal(held.keys, [last.record]) : [];
    return {
      ...(await this.#openState(entries, count - entries.length, locks)),
      ...(removed && { removed: { ...removed, untilMs: last!.untilMs } }),
    };
  }

  async #openState(
    entries: KeptEntry[],
    lost: number,
    locks: readonly VaultLock[],
  ): Promise<VaultState & { at: 'open' }> {
    const isPersistent = (await navigator.storage?.persisted?.()) ?? false;
    const isPrivate = this.#state.at === 'open' && this.#state.isPrivate;
    return { at: 'open', entries, lost, locks, isPersistent, isPrivate };
  }

  #show(state: VaultState): void {
    this.#state = state;
    if (state.at === 'open') mark(this.#records.name, state.entries.length > 0 || !!state.removed);
    if (state.at === 'open' && state.entries.length && !state.isPrivate) void this.#lookForPrivateWindow();
    for (const listener of [...this.#listeners]) listener();
  }

  async #lookForPrivateWindow(): Promise<void> {
    const isPrivate = await this.#privacy.get().catch(() => false);
    const state = this.#state;
    if (isPrivate && state.at === 'open' && !state.isPrivate) this.#show({ ...state, isPrivate });
  }
}

/** A browser that keeps no data for this page has no codes either. */
function mark(name: string, hasCodes: boolean): void {
  try {
    if (hasCodes) localStorage.setItem(name, 'codes');
    else localStorage.removeItem(name);
  } catch {
    return;
  }
}

/** Why there is nothing to read: a newer version has been here, there is no room for data at all, or it is damaged. */
function faultyState(error: unknown): VaultState {
  const { name } = error as DOMException;
  if (name === 'VersionError') return { at: 'broken', why: 'newer', count: 0 };
  if (name === 'SecurityError' || name === 'InvalidStateError') return { at: 'unavailable', why: 'no-storage' };
  return { at: 'broken', why: 'damaged', count: 0 };
}

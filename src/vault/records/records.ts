import type { KeptEntry } from '../../ports/vault.ts';
import { Once } from '../../core/once.ts';
import type { VaultKeys } from '../envelope.ts';
import { unsealAccount } from './account.ts';
import { openDatabase, readContent, type Content, type Database, type Migration } from './database.ts';
import type { EntryRecord } from './format.ts';
import { undoMs } from './undo.ts';

interface RecordsOptions {
  name: string;
  now: () => number;
  migrations: readonly Migration[];
}

/**
 * What is stored and sealed.
 *
 * Owns: the connection to the database, the accounts as it last unsealed them, when it erases what was removed. Does not
 * own: keys.
 */
export class Records {
  readonly name: string;
  readonly #now: () => number;
  readonly #database: Once<Database>;
  /** By id. They go with the keys. */
  readonly #unsealed = new WeakMap<VaultKeys, Map<string, { revision: number; entry: KeptEntry }>>();
  readonly #purged = new Map<string, Promise<void>>();
  #sweeping: ReturnType<typeof setTimeout> | undefined;

  constructor({ name, now, migrations }: RecordsOptions) {
    this.name = name;
    this.#now = now;
    this.#database = new Once(() => openDatabase(name, migrations, () => void this.#database.forget()));
  }

  connect(): Promise<Database> {
    return this.#database.get();
  }

  async disconnect(): Promise<void> {
    clearTimeout(this.#sweeping);
    const database = await this.#database.forget()?.catch(() => undefined);
    database?.close();
  }

  async read(): Promise<Content> {
    return readContent(await this.connect());
  }

  /** Those that open, oldest first. */
  async unseal(keys: VaultKeys, records: readonly EntryRecord[]): Promise<KeptEntry[]> {
    const unsealed = this.#unsealed.get(keys) ?? new Map<string, { revision: number; entry: KeptEntry }>();
    this.#unsealed.set(keys, unsealed);
    const entries = await Promise.all(
      records.map(async (record) => {
        const known = unsealed.get(record.id);
        if (known?.revision === record.revision) return known.entry;
        const entry = await unsealAccount(keys, record).catch(() => undefined);
        if (entry) unsealed.set(record.id, { revision: record.revision, entry });
        return entry;
      }),
    );
    return entries.filter((entry) => entry !== undefined).sort((a, b) => a.addedAtMs - b.addedAtMs);
  }

  /** Once for each vault key. The change has been made, and stays; the next tab that opens the vault purges, too. */
  purge(vaultId: string): Promise<void> {
    const purging =
      this.#purged.get(vaultId) ??
      import('./purge.ts')
        .then(async ({ purgeStale }) => purgeStale(this.name, await this.connect()))
        .catch(() => undefined);
    this.#purged.set(vaultId, purging);
    return purging;
  }

  /** Erases what nobody can bring back any more, once it is time for the first of these. */
  sweepLater(records: readonly EntryRecord[], swept: () => void): void {
    clearTimeout(this.#sweeping);
    const removed = records.flatMap(({ removedAtMs }) => removedAtMs ?? []);
    if (!removed.length) return;
    const inMs = Math.max(Math.min(...removed) + undoMs - this.#now(), 0);
    this.#sweeping = setTimeout(() => void this.#sweep().then(swept), inMs + 1000);
  }

  async #sweep(): Promise<void> {
    const { sweep } = await import('./writes.ts');
    await sweep(await this.connect(), this.#now() - undoMs);
  }
}

import type { VaultKeys } from '../envelope.ts';
import type { AutoLock, Watched } from './auto-lock.ts';

/** Keys, and the vault that they are of. */
export interface Held {
  id: string;
  keys: VaultKeys;
}

type Known =
  | { at: 'none' }
  /** Another tab has told of keys. They count once the vault that is stored is theirs. */
  | { at: 'told'; next: Held }
  /** `guard`: where the vault locks. `next`: as above, while another tab changes the vault key. */
  | { at: 'held'; held: Held; next: Held | undefined; guard: AutoLock | undefined };

/**
 * The keys that this tab has, as long as somebody is there.
 *
 * Owns: the keys, and the watch over them. Does not own: what is stored, what is shown.
 */
export class Keys {
  readonly #watched: Watched;
  #known: Known = { at: 'none' };

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** None once nobody has been there for too long, whatever the timers have missed. */
  get current(): Held | undefined {
    return this.#known.at === 'held' && !this.#known.guard?.isOver ? this.#known.held : undefined;
  }

  /** They open what is stored. */
  hold(held: Held): void {
    this.#known = { at: 'held', held, next: this.#next, guard: this.#guard };
  }

  /** They may open what is stored, now or soon. */
  hear(next: Held): void {
    this.#known = this.#known.at === 'held' ? { ...this.#known, next } : { at: 'told', next };
  }

  /** This vault is stored: whatever is known of a former one is forgotten. */
  settle(vaultId: string | undefined): Held | undefined {
    if (this.#guard?.isOver) this.forget();
    const next = this.#next;
    if (this.current?.id === vaultId) return this.current;
    if (next && next.id === vaultId) this.hold(next);
    else {
      this.forget();
      if (next) this.hear(next);
    }
    return this.current;
  }

  /** From now on they are forgotten when nobody is there; or are not, where the vault opens by itself. */
  guardBy(Guard: typeof AutoLock | undefined): void {
    const known = this.#known;
    if (known.at !== 'held' || !Guard === !known.guard) return;
    known.guard?.stop();
    this.#known = { ...known, guard: Guard && new Guard(this.#watched) };
  }

  /** Somebody is there, in another tab. */
  renew(): void {
    this.#guard?.renew();
  }

  forget(): void {
    this.#guard?.stop();
    this.#known = { at: 'none' };
  }

  get #guard(): AutoLock | undefined {
    return this.#known.at === 'held' ? this.#known.guard : undefined;
  }

  get #next(): Held | undefined {
    return this.#known.at === 'none' ? undefined : this.#known.next;
  }
}

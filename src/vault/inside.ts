import type { VaultOperations, VaultState } from '../ports/vault.ts';
import type { Held, Keys } from './locks/keys.ts';
import type { Records } from './records/records.ts';

type Changing = Omit<VaultOperations, 'open' | 'lock'>;
/** Whatever changes a vault or opens its locks. */
export type Changes = { [Op in keyof Changing]: (input: Changing[Op]['input']) => Promise<Changing[Op]['answer']> };

/** What a change needs of the vault. */
export interface Inside {
  readonly records: Records;
  readonly keys: Keys;
  readonly now: () => number;
  readonly state: () => VaultState;
  /** Looks what is there, and shows it. */
  readonly look: () => Promise<VaultState>;
  /** The other tabs hear that something has changed, and this one looks. */
  readonly changed: () => Promise<void>;
  /** The other tabs hear of keys that are about to count. */
  readonly offer: (held: Held) => void;
  /** The other tabs of an open vault that locks hear its keys. */
  readonly share: () => void;
}

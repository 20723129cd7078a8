import type { Entry } from '../core/entry.ts';
import type { Secret } from '../core/secret.ts';

/**
 * What this browser's own app tells of itself, and what it can be asked: the words that the vault (which does it) and
 * the flows (which ask for it) share.
 */

/** An account that the vault keeps. */
export interface KeptEntry extends Entry {
  id: string;
  /** As the person calls it; empty until they have named it. */
  name: string;
  /** Milliseconds since the epoch. */
  addedAtMs: number;
  /** The device that a back end lists for it, once it has been proven there. */
  deviceId: string | null;
}

/** What opens a vault that locks. Either one is enough. */
export type VaultLock = 'passphrase' | 'passkey';

export type VaultState =
  | {
      at: 'open';
      /** Oldest first. */
      entries: readonly KeptEntry[];
      /** What was removed last, while it can be brought back: until then, on this device's clock. */
      removed?: KeptEntry & { untilMs: number };
      /** How many more are there that can no longer be read. */
      lost: number;
      /** Empty: the vault opens by itself in this browser. */
      locks: readonly VaultLock[];
      /** The vault does not exist yet. The first account, or a lock, makes it. */
      isNew?: true;
      /** The browser has promised not to clear its data for want of room. */
      isPersistent: boolean;
      /** This looks like a private window: all of it is gone when the window closes. */
      isPrivate: boolean;
    }
  | { at: 'locked'; locks: readonly VaultLock[] }
  /**
   * It is there and cannot be opened: what opens it is lost (`key-lost`), a newer version of this app has made it
   * (`newer`), or it is none of ours (`damaged`). `count`: how many accounts are in it, as far as can be seen.
   */
  | { at: 'broken'; why: 'key-lost' | 'newer' | 'damaged'; count: number }
  /** It may not live here; nothing is read, and nothing kept. */
  | { at: 'unavailable'; why: NoVault };

/** The browser keeps no data for this page; the page did not come safely (no https); it stands in a page of another origin. */
export type NoVault = 'no-storage' | 'insecure' | 'framed';

/** How a person opens it. A passkey is asked for by the browser itself. */
export type Proof = { by: 'passphrase'; passphrase: Secret } | { by: 'passkey' };

/** What it can be asked. */
export interface VaultOperations {
  /** Reads the state again. Never creates the vault: that happens with its first account. */
  open: { input: object; answer: VaultState };
  /** Keeps an account. One with the same key is not kept twice: the answer is the one that is there. */
  add: { input: { entry: Entry; name?: string; deviceId?: string }; answer: { id: string } };
  /** Several at once; `added` of them were new. */
  addAll: { input: { entries: readonly Entry[] }; answer: { added: number } };
  rename: { input: { id: string; name: string }; answer: object };
  /** Notes which device of a back end an account is. */
  tie: { input: { id: string; deviceId: string }; answer: object };
  /** Removes an account from the list. It can be brought back for some minutes; `forGood`: never. */
  remove: { input: { id: string; forGood?: true }; answer: object };
  restore: { input: { id: string }; answer: object };
  unlock: { input: { proof: Proof }; answer: object };
  lock: { input: object; answer: object };
  /** Asks again, before a key leaves the vault. Nothing to prove where it does not lock. */
  prove: { input: { proof: Proof }; answer: object };
  /** Sets or changes a lock. `proof` opens the vault as it is; null where it does not lock. */
  setPassphrase: { input: { passphrase: Secret; proof: Proof | null }; answer: object };
  addPasskey: { input: { proof: Proof | null }; answer: object };
  /** Removes a lock. Without any, the vault opens by itself again. */
  removeLock: { input: { lock: VaultLock; proof: Proof }; answer: object };
  /** Deletes everything for good. */
  erase: { input: object; answer: object };
}
export type VaultOperation = keyof VaultOperations;

/**
 * Why it did not: a wrong passphrase; the person stopped the browser's own dialog (`cancelled`); the browser has no
 * such passkey (`unsupported`); it is locked; the account is gone; there is no room; or anything else (`failed`).
 */
export type VaultFault = 'wrong-passphrase' | 'cancelled' | 'unsupported' | 'locked' | 'gone' | 'full' | 'failed';

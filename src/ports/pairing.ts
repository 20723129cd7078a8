import type { Entry } from '../core/entry.ts';
import type { Secret } from '../core/secret.ts';

/** What a pairing tells of itself, and why it ends: the words that the pairing and the flows share. */

export type PairingRole = 'giver' | 'taker';

/** Reasons that one end tells the other. */
export const toldReasons = ['stopped', 'differs', 'tampered', 'version', 'same-role'] as const;
export type ToldReason = (typeof toldReasons)[number];

/** Why a pairing ended without success. The entry has not left the giver, but for `unacknowledged`. */
export type EndReason =
  | ToldReason
  /** The two minutes are over. */
  | 'expired'
  /** The other end stopped. */
  | 'closed-by-other'
  /** Somebody else has joined already. */
  | 'taken'
  /** Another person opened the mailbox than the one who is signed in here. */
  | 'of-another'
  /** The code does not exist, or no longer. */
  | 'not-found'
  | 'offline'
  /** The service wants a sign-in before a pairing can be opened. */
  | 'unauthenticated'
  /** The service has no mailbox, and will have none in a moment either. */
  | 'not-offered'
  /** The service refuses or fails. */
  | 'unavailable'
  /** The taker has the entry and could not keep it. */
  | 'not-kept'
  /** The giver has sent the entry and does not know whether it was kept. */
  | 'unacknowledged';

/** Why what was typed is no code. */
export type WrongCode = 'empty' | 'too-short' | 'too-long' | 'foreign';

/**
 * What this end is for. A taker keeps the entry in this browser's own app.
 * `onlyMine`: to a device that is signed in as the same person, which the service sees to.
 */
export type PairingPart = { role: 'giver'; entry: Entry; onlyMine?: true } | { role: 'taker' };

/** Where a pairing is, as far as a screen shows it. Times are this device's clock, milliseconds since the epoch. */
export type Pairing =
  /** The mailbox is asked for, or the other end; there are no digits yet. */
  | { at: 'starting'; isOffline: boolean }
  /** `address`: of this page with the invitation, for a QR code. */
  | { at: 'waiting'; code: string; address: Secret; untilMs: number; isOffline: boolean }
  /** `openedBy`: what the person who opened the mailbox calls their account; the service tells whoever joins. */
  | { at: 'comparing'; digits: string; openedBy?: string; untilMs: number; isOffline: boolean }
  /** The person has confirmed here. The other end has not yet. */
  | { at: 'confirmed'; digits: string; untilMs: number; isOffline: boolean }
  /** The entry is on its way. */
  | { at: 'moving'; isOffline: boolean }
  /** `kept`: what a taker has now, and as which account of its app. */
  | { at: 'done'; kept: { entry: Entry; id: string } | null }
  | { at: 'ended'; why: EndReason }
  /** The typed or scanned code leads nowhere. */
  | { at: 'no-code'; why: WrongCode | 'other' | 'version' };

/** What the address of this page invites to, and which part is left for this end. */
export interface Invited {
  text: Secret;
  role: PairingRole;
}

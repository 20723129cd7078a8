import type { Entry } from '../core/entry.ts';
import { toldReasons, type EndReason, type PairingRole, type ToldReason } from '../ports/pairing.ts';

/**
 * Pairing as a pure machine, the same for all four ends: whoever opens the mailbox or joins it may give or take.
 * Docs: docs/en/pairing.md. It knows no cryptography, no clock and no network: what it wants done it returns as
 * effects, and what came of them it is told as events.
 */

export type Bytes = Uint8Array<ArrayBuffer>;
export type Role = PairingRole;
export type Place = 'opener' | 'joiner';

export interface Side {
  place: Place;
  role: Role;
}

/** Newest first. */
export const versions: readonly number[] = [1];

/** Where to meet, and what a scanned QR code adds to it. */
export interface Invitation {
  /** Of the mailbox: the short code. */
  id: string;
  /** What the opener is; unknown when the code was typed. */
  role?: Role;
  /** The opener's commitment, base64url; unknown when the code was typed. */
  commitment?: string;
}

export type Message =
  | { type: 'offer'; role: Role; versions: readonly number[]; commitment: Bytes }
  | { type: 'reply'; version: number; role: Role; publicKey: Bytes; nonce: Bytes }
  | { type: 'reveal'; publicKey: Bytes; nonce: Bytes }
  | { type: 'confirmed'; sealed: Bytes }
  | { type: 'entry'; sealed: Bytes }
  | { type: 'kept'; sealed: Bytes }
  | { type: 'end'; reason: ToldReason };

type Sent<Type extends Message['type']> = Extract<Message, { type: Type }>;

/** Where one end is. Nothing in it is secret: a screen may show all of it. */
export type PairingState =
  | { at: 'opening'; side: Side }
  /** The code and the QR code are shown. */
  | { at: 'waiting'; side: Side; invitation: Required<Invitation>; expiresAtMs: number }
  | { at: 'joining'; side: Side; invitation: Invitation }
  /** The joiner waits for the opener's offer. */
  | { at: 'meeting'; side: Side; invitation: Invitation; expiresAtMs: number }
  /** The joiner has replied and waits for the reveal. */
  | { at: 'answering'; side: Side; expiresAtMs: number }
  | { at: 'agreeing'; side: Side; expiresAtMs: number }
  /** The person compares the digits. `isOtherSure`: the taker's person has already said that they are the same. */
  | { at: 'comparing'; side: Side; digits: string; isOtherSure: boolean; expiresAtMs: number }
  /** Said here; waits for the other end: a giver for the taker's word, a taker for the entry. */
  | { at: 'confirmed'; side: Side; digits: string; expiresAtMs: number }
  /** The giver has sent the entry and waits to hear that it was kept. */
  | { at: 'sending'; side: Side; expiresAtMs: number }
  | { at: 'keeping'; side: Side }
  | { at: 'done'; side: Side }
  | { at: 'ended'; side: Side; reason: EndReason };

export type PairingEvent =
  | { type: 'opened'; invitation: Required<Invitation>; expiresAtMs: number }
  | { type: 'joined'; expiresAtMs: number }
  | { type: 'received'; message: Message }
  | { type: 'agreed'; digits: string }
  /** The taker's word was authentic. */
  | { type: 'otherSure' }
  | { type: 'arrived'; entry: Entry }
  | { type: 'kept' }
  | { type: 'acknowledged' }
  /** The person says that the digits are the same, or are not, or wants no more. */
  | { type: 'same' }
  | { type: 'differs' }
  | { type: 'stop' }
  | { type: 'expired' }
  | { type: 'closed' }
  | { type: 'failed'; reason: EndReason };

export type PairingEffect =
  /** Answered by `opened`. */
  | { do: 'open'; role: Role }
  | { do: 'offer' }
  /** Answered by `joined`. */
  | { do: 'join'; id: string }
  /** From now on messages are received. */
  | { do: 'listen' }
  /** Sends the reply, unless the invitation names another commitment. */
  | { do: 'reply'; offer: Sent<'offer'>; invitation: Invitation; role: Role }
  /** Sends the reveal; answered by `agreed`. */
  | { do: 'reveal'; reply: Sent<'reply'> }
  /** Answered by `agreed`, if it is what was committed to. */
  | { do: 'check'; reveal: Sent<'reveal'> }
  | { do: 'sendConfirmed' }
  /** Answered by `otherSure`. */
  | { do: 'openConfirmed'; sealed: Bytes }
  | { do: 'sendEntry' }
  /** Answered by `arrived`. */
  | { do: 'openEntry'; sealed: Bytes }
  /** Answered by `kept`. */
  | { do: 'keep'; entry: Entry }
  | { do: 'sendKept' }
  /** Answered by `acknowledged`. */
  | { do: 'openKept'; sealed: Bytes }
  /** Says why, and closes. */
  | { do: 'tell'; reason: ToldReason }
  | { do: 'close' };

export interface Next {
  state: PairingState;
  effects: PairingEffect[];
}

const order: Message['type'][] = ['offer', 'reply', 'reveal', 'confirmed', 'entry', 'kept'];

const go = (state: PairingState, ...effects: PairingEffect[]): Next => ({ state, effects });

export const startOpener = (role: Role): Next =>
  go({ at: 'opening', side: { place: 'opener', role } }, { do: 'open', role });

export const startJoiner = (role: Role, invitation: Invitation): Next =>
  invitation.role === role
    ? go({ at: 'ended', side: { place: 'joiner', role }, reason: 'same-role' })
    : go({ at: 'joining', side: { place: 'joiner', role }, invitation }, { do: 'join', id: invitation.id });

export const isFinal = ({ at }: PairingState): boolean => at === 'done' || at === 'ended';

/** The next state; the same one, without effects, when the event means nothing in it. */
export function next(state: PairingState, event: PairingEvent): Next {
  if (isFinal(state)) return go(state);
  switch (event.type) {
    case 'received':
      return receive(state, event.message);
    case 'stop':
      return end(state, 'stopped');
    case 'expired':
      // What has arrived can still be kept.
      return state.at === 'keeping' ? go(state) : end(state, 'expired');
    case 'closed':
      return state.at === 'keeping' ? go(state) : end(state, 'closed-by-other');
    case 'failed':
      return end(state, event.reason);
    default:
      return proceed(state, event);
  }
}

type Progress = Exclude<PairingEvent, { type: 'received' | 'stop' | 'expired' | 'closed' | 'failed' }>;

function proceed(state: PairingState, event: Progress): Next {
  const { side } = state;
  switch (state.at) {
    case 'opening':
      if (event.type !== 'opened') break;
      return go(
        { at: 'waiting', side, invitation: event.invitation, expiresAtMs: event.expiresAtMs },
        { do: 'offer' },
        { do: 'listen' },
      );
    case 'joining':
      if (event.type !== 'joined') break;
      return go(
        { at: 'meeting', side, invitation: state.invitation, expiresAtMs: event.expiresAtMs },
        { do: 'listen' },
      );
    case 'agreeing': {
      if (event.type !== 'agreed') break;
      const { expiresAtMs } = state;
      return go({ at: 'comparing', side, digits: event.digits, isOtherSure: false, expiresAtMs });
    }
    case 'comparing': {
      if (event.type === 'differs') return end(state, 'differs');
      if (event.type === 'otherSure') return go({ ...state, isOtherSure: true });
      if (event.type !== 'same') break;
      const { digits, expiresAtMs } = state;
      if (side.role === 'taker') return go({ at: 'confirmed', side, digits, expiresAtMs }, { do: 'sendConfirmed' });
      return state.isOtherSure ? send(state) : go({ at: 'confirmed', side, digits, expiresAtMs });
    }
    case 'confirmed':
      if (event.type === 'otherSure' && side.role === 'giver') return send(state);
      if (event.type === 'arrived') return go({ at: 'keeping', side }, { do: 'keep', entry: event.entry });
      break;
    case 'keeping':
      if (event.type === 'kept') return go({ at: 'done', side }, { do: 'sendKept' });
      break;
    case 'sending':
      if (event.type === 'acknowledged') return go({ at: 'done', side }, { do: 'close' });
      break;
    default:
  }
  return go(state);
}

const send = ({ side, expiresAtMs }: Extract<PairingState, { at: 'comparing' | 'confirmed' }>): Next =>
  go({ at: 'sending', side, expiresAtMs }, { do: 'sendEntry' });

/** What may come next from the other end. */
function awaited(state: PairingState): Message['type'] | undefined {
  switch (state.at) {
    case 'waiting':
      return 'reply';
    case 'meeting':
      return 'offer';
    case 'answering':
      return 'reveal';
    case 'comparing':
    case 'confirmed':
      if (state.side.role === 'giver') return 'confirmed';
      // Before this person has said so, an honest giver cannot know and does not send.
      return state.at === 'confirmed' ? 'entry' : undefined;
    case 'sending':
      return 'kept';
    default:
      return undefined;
  }
}

function receive(state: PairingState, message: Message): Next {
  // All of it has arrived: nothing that is said now changes that.
  if (state.at === 'keeping') return go(state);
  if (message.type === 'end') {
    return end(state, message.reason === 'stopped' ? 'closed-by-other' : message.reason, true);
  }
  const type = awaited(state);
  // A mailbox may hold a message twice, when the answer to its sender was lost. The first counts.
  if (message.type !== type) return isBefore(message, state) ? go(state) : end(state, 'tampered');
  const { side } = state;
  switch (message.type) {
    case 'offer':
      if (state.at !== 'meeting') break;
      if (!versions.some((version) => message.versions.includes(version))) return end(state, 'version');
      if (message.role === side.role) return end(state, 'same-role');
      return go(
        { at: 'answering', side, expiresAtMs: state.expiresAtMs },
        { do: 'reply', offer: message, invitation: state.invitation, role: side.role },
      );
    case 'reply':
      if (state.at !== 'waiting') break;
      if (!versions.includes(message.version)) return end(state, 'version');
      if (message.role === side.role) return end(state, 'same-role');
      return go({ at: 'agreeing', side, expiresAtMs: state.expiresAtMs }, { do: 'reveal', reply: message });
    case 'reveal':
      if (state.at !== 'answering') break;
      return go({ at: 'agreeing', side, expiresAtMs: state.expiresAtMs }, { do: 'check', reveal: message });
    case 'confirmed':
      return state.at === 'comparing' && state.isOtherSure
        ? go(state)
        : go(state, { do: 'openConfirmed', sealed: message.sealed });
    case 'entry':
      return go(state, { do: 'openEntry', sealed: message.sealed });
    case 'kept':
      return go(state, { do: 'openKept', sealed: message.sealed });
  }
  return go(state);
}

/** Whether `message` belongs to a phase that this end has left: a duplicate. */
function isBefore({ type }: Message, state: PairingState): boolean {
  const reached = awaited(state) ?? (state.at === 'comparing' ? 'entry' : 'confirmed');
  return order.indexOf(type) < order.indexOf(reached);
}

const isTold = (reason: EndReason): reason is ToldReason => (toldReasons as readonly EndReason[]).includes(reason);

/** The end, and a word to the other if somebody may be there. */
function end(state: PairingState, reason: EndReason, wasTold = false): Next {
  const { side } = state;
  // From here on the entry may have been kept, whatever the mailbox says.
  const known: EndReason = state.at === 'sending' ? 'unacknowledged' : reason;
  const isAlone = state.at === 'opening' || state.at === 'waiting' || state.at === 'joining';
  const tell: PairingEffect = { do: 'tell', reason: isTold(reason) ? reason : 'stopped' };
  return go({ at: 'ended', side, reason: known }, wasTold || isAlone ? { do: 'close' } : tell);
}

import type { Entry } from '../core/entry.ts';
import { machineOf } from '../core/machine-of.ts';
import { toldReasons, type EndReason, type PairingRole, type ToldReason } from '../ports/pairing.ts';

/**
 * Pairing as a pure machine, the same for all four ends: whoever opens the mailbox or joins it may give or take.
 * Docs: docs/en/pairing.md. It knows no cryptography, no clock and no network: what it wants done it returns as
 * effects, and what came of them it is told as events. A message of the other end is an event, too.
 */

export type Bytes = Uint8Array<ArrayBuffer>;
export type Role = PairingRole;

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

export type Sent<Type extends Message['type']> = Extract<Message, { type: Type }>;

/** Where one end is. Nothing in it is secret: a screen may show all of it. `role`: what this end is. */
export type PairingState =
  | { at: 'opening'; role: Role }
  /** The code and the QR code are shown. */
  | { at: 'waiting'; role: Role; invitation: Required<Invitation>; expiresAtMs: number }
  | { at: 'joining'; role: Role; invitation: Invitation }
  /** The joiner waits for the opener's offer. */
  | { at: 'meeting'; role: Role; invitation: Invitation; expiresAtMs: number }
  /** The joiner has replied and waits for the reveal. */
  | { at: 'answering'; role: Role; expiresAtMs: number }
  | { at: 'agreeing'; role: Role; expiresAtMs: number }
  /** The person compares the digits. `isOtherSure`: the taker's person has already said that they are the same. */
  | { at: 'comparing'; role: Role; digits: string; isOtherSure: boolean; expiresAtMs: number }
  /** Said here; waits for the other end: a giver for the taker's word, a taker for the entry. */
  | { at: 'confirmed'; role: Role; digits: string; expiresAtMs: number }
  /** The giver has sent the entry and waits to hear that it was kept. */
  | { at: 'sending'; role: Role; expiresAtMs: number }
  | { at: 'keeping'; role: Role }
  | { at: 'done'; role: Role }
  | { at: 'ended'; role: Role; reason: EndReason };

export type PairingEvent =
  | Message
  | { type: 'opened'; invitation: Required<Invitation>; expiresAtMs: number }
  | { type: 'joined'; expiresAtMs: number }
  | { type: 'agreed'; digits: string }
  /** The taker's word was authentic. */
  | { type: 'otherSure' }
  | { type: 'arrived'; entry: Entry }
  | { type: 'stored' }
  | { type: 'acknowledged' }
  /** The person says that the digits are the same, or are not, or wants no more. */
  | { type: 'same' }
  | { type: 'differs' }
  | { type: 'stopped' }
  | { type: 'expired' }
  | { type: 'closed' }
  | { type: 'failed'; reason: EndReason };

export type PairingEffect =
  /** Comes back as `opened`. */
  | { effect: 'open' }
  | { effect: 'offer' }
  /** Comes back as `joined`. */
  | { effect: 'join'; id: string }
  /** From now on messages are received. */
  | { effect: 'listen' }
  /** Sends the reply, unless the invitation names another commitment. */
  | { effect: 'reply'; offer: Sent<'offer'>; invitation: Invitation }
  /** Sends the reveal; comes back as `agreed`. */
  | { effect: 'reveal'; reply: Sent<'reply'> }
  /** Comes back as `agreed`, if it is what was committed to. */
  | { effect: 'check'; reveal: Sent<'reveal'> }
  | { effect: 'send-confirmed' }
  /** Comes back as `otherSure`. */
  | { effect: 'open-confirmed'; sealed: Bytes }
  | { effect: 'send-entry' }
  /** Comes back as `arrived`. */
  | { effect: 'open-entry'; sealed: Bytes }
  /** Comes back as `stored`. */
  | { effect: 'keep'; entry: Entry }
  | { effect: 'send-kept' }
  /** Comes back as `acknowledged`. */
  | { effect: 'open-kept'; sealed: Bytes }
  /** Says why, and closes. */
  | { effect: 'tell'; reason: ToldReason }
  | { effect: 'close' };

export type Next = readonly [PairingState, ...PairingEffect[]];

const { define, go } = machineOf<PairingState, PairingEvent, PairingEffect>();

export const startOpener = (role: Role): Next => go({ at: 'opening', role }, { effect: 'open' });

export const startJoiner = (role: Role, invitation: Invitation): Next =>
  invitation.role === role
    ? go({ at: 'ended', role, reason: 'same-role' })
    : go({ at: 'joining', role, invitation }, { effect: 'join', id: invitation.id });

export const isFinal = ({ at }: PairingState): boolean => at === 'done' || at === 'ended';

const close = { effect: 'close' } as const;
const isTold = (reason: EndReason): reason is ToldReason => (toldReasons as readonly EndReason[]).includes(reason);
const tell = (reason: EndReason): PairingEffect => ({ effect: 'tell', reason: isTold(reason) ? reason : 'stopped' });

/** The ways in which a pairing ends from without. `last`: what the other end hears. `as`: what it means here. */
function endings(last: (reason: EndReason) => PairingEffect, as = (reason: EndReason) => reason) {
  const end = ({ role }: PairingState, reason: EndReason, said = last(reason)) =>
    go({ at: 'ended', role, reason: as(reason) }, said);
  return {
    end: (state: PairingState, { reason }: Sent<'end'>) =>
      end(state, reason === 'stopped' ? 'closed-by-other' : reason, close),
    stopped: (state: PairingState) => end(state, 'stopped'),
    expired: (state: PairingState) => end(state, 'expired'),
    closed: (state: PairingState) => end(state, 'closed-by-other'),
    failed: (state: PairingState, { reason }: { reason: EndReason }) => end(state, reason),
  };
}

/** Nobody is at the other end yet. */
const alone = endings(() => close);
const together = endings(tell);
/** The entry may have been kept, whatever the mailbox says. */
const unsure = endings(tell, () => 'unacknowledged');

const order = ['offer', 'reply', 'reveal', 'confirmed', 'entry', 'kept'] as const;

/**
 * Messages from this one on cannot come yet. Those before it have come: a mailbox may hold a message twice, when the
 * answer to its sender was lost, and the first counts.
 */
const tooEarly = (first: (typeof order)[number], { failed } = together) =>
  Object.fromEntries(
    order
      .slice(order.indexOf(first))
      .map((type) => [type, (state: PairingState) => failed(state, { reason: 'tampered' })]),
  );

const send = ({ role, expiresAtMs }: Extract<PairingState, { at: 'comparing' | 'confirmed' }>) =>
  go({ at: 'sending', role, expiresAtMs }, { effect: 'send-entry' });

/** The next state; the same one, without effects, when the event means nothing in it. */
export const next = define({
  opening: {
    ...alone,
    opened: ({ role }, { invitation, expiresAtMs }) =>
      go({ at: 'waiting', role, invitation, expiresAtMs }, { effect: 'offer' }, { effect: 'listen' }),
  },
  waiting: {
    ...alone,
    ...tooEarly('reveal', alone),
    reply(state, reply) {
      const { role, expiresAtMs } = state;
      if (!versions.includes(reply.version)) return alone.failed(state, { reason: 'version' });
      if (reply.role === role) return alone.failed(state, { reason: 'same-role' });
      return go({ at: 'agreeing', role, expiresAtMs }, { effect: 'reveal', reply });
    },
  },
  joining: {
    ...alone,
    joined: ({ role, invitation }, { expiresAtMs }) =>
      go({ at: 'meeting', role, invitation, expiresAtMs }, { effect: 'listen' }),
  },
  meeting: {
    ...together,
    ...tooEarly('reply'),
    offer(state, offer) {
      const { role, invitation, expiresAtMs } = state;
      if (!versions.some((version) => offer.versions.includes(version)))
        return together.failed(state, { reason: 'version' });
      if (offer.role === role) return together.failed(state, { reason: 'same-role' });
      return go({ at: 'answering', role, expiresAtMs }, { effect: 'reply', offer, invitation });
    },
  },
  answering: {
    ...together,
    ...tooEarly('confirmed'),
    reveal: ({ role, expiresAtMs }, reveal) => go({ at: 'agreeing', role, expiresAtMs }, { effect: 'check', reveal }),
  },
  agreeing: {
    ...together,
    ...tooEarly('confirmed'),
    agreed: ({ role, expiresAtMs }, { digits }) => ({ at: 'comparing', role, digits, isOtherSure: false, expiresAtMs }),
  },
  comparing: {
    ...together,
    // Before this person has said so, an honest giver cannot know and does not send.
    ...tooEarly('entry'),
    confirmed: (state, { sealed }) =>
      state.role === 'giver' && !state.isOtherSure ? go(state, { effect: 'open-confirmed', sealed }) : state,
    otherSure: (state) => ({ ...state, isOtherSure: true }),
    same(state) {
      const { role, digits, expiresAtMs } = state;
      if (role === 'taker') return go({ at: 'confirmed', role, digits, expiresAtMs }, { effect: 'send-confirmed' });
      return state.isOtherSure ? send(state) : { at: 'confirmed', role, digits, expiresAtMs };
    },
    differs: (state) => together.failed(state, { reason: 'differs' }),
  },
  confirmed: {
    ...together,
    ...tooEarly('kept'),
    confirmed: (state, { sealed }) =>
      state.role === 'giver' ? go(state, { effect: 'open-confirmed', sealed }) : state,
    otherSure: (state) => (state.role === 'giver' ? send(state) : state),
    entry: (state, { sealed }) =>
      state.role === 'taker'
        ? go(state, { effect: 'open-entry', sealed })
        : together.failed(state, { reason: 'tampered' }),
    arrived: (state, { entry }) =>
      state.role === 'taker' ? go({ at: 'keeping', role: 'taker' }, { effect: 'keep', entry }) : state,
  },
  sending: {
    ...unsure,
    kept: (state, { sealed }) => go(state, { effect: 'open-kept', sealed }),
    acknowledged: ({ role }) => go({ at: 'done', role }, close),
  },
  // All of it has arrived and can still be kept: the other end and the clock do not change that any more.
  keeping: {
    stopped: together.stopped,
    failed: together.failed,
    stored: ({ role }) => go({ at: 'done', role }, { effect: 'send-kept' }),
  },
  done: {},
  ended: {},
});

import { toBase64url } from '../core/base64url.ts';
import { MfaError } from '../contract/mfa-error.ts';
import type { Entry } from '../core/entry.ts';
import { Channel, TamperedError, type ChannelOptions } from './channel.ts';
import { isCode } from './code.ts';
import { systemClock, type Clock } from './clock.ts';
import { Line } from './line.ts';
import { endReasonOf, faultOf, type Mailbox, type Moment, type Seat } from './mailbox.ts';
import { fitsParcel } from './parcel.ts';
import {
  isFinal,
  next,
  startJoiner,
  startOpener,
  type Invitation,
  type Message,
  type Next,
  type PairingEffect,
  type PairingEvent,
  type PairingState,
} from './protocol.ts';
import { readMessage, writeMessage } from './wire.ts';

/** What this end is for. */
export type Part =
  | { role: 'giver'; entry: Entry }
  /** `keep` resolves when the entry is where it will be found again, and only then is the giver told. */
  | { role: 'taker'; keep: (entry: Entry, signal: AbortSignal) => Promise<unknown> };

export interface PairingOptions {
  mailbox: Mailbox;
  part: Part;
  clock?: Clock;
  random?: ChannelOptions['random'];
}

/** Longest life of a pairing, whatever the service or a wrong clock says. */
const lifeMs = 120_000;
/** Between two questions to a mailbox that answers at once and has nothing. */
const pauseMs = 300;
/** How long a last word may take. */
const farewellMs = 5_000;
/** How far this clock and the service may be apart about the end. */
const edgeMs = 5_000;
/** A mailbox takes eight of each end. */
const mostMessages = 8;

type Farewell = Extract<PairingEffect, { do: 'tell' | 'close' }>;
type Work = Exclude<PairingEffect, Farewell>;

/** Opens a mailbox: this end shows code and QR code. */
export const openPairing = (options: PairingOptions): PairingSession =>
  new PairingSession(options, startOpener(options.part.role));

/** Goes where an invitation leads: a scanned one, or a typed code. */
export const joinPairing = (options: PairingOptions, invitation: Invitation): PairingSession =>
  new PairingSession(options, startJoiner(options.part.role, invitation));

/**
 * One end of one pairing, from the first request to the end.
 *
 * Owns: the state, the keys (erased at the end), its requests and their repetition, the two minutes. Does not own: what
 * may follow what (protocol), the entry after `keep`, words.
 */
export class PairingSession {
  readonly #mailbox: Mailbox;
  readonly #part: Part;
  readonly #clock: Clock;
  readonly #random: ChannelOptions['random'];
  readonly #listeners = new Set<() => void>();
  /** Aborts when nothing more is to be heard. */
  readonly #listening = new AbortController();
  /** Aborts when nothing more is to be done. */
  readonly #working = new AbortController();
  readonly #line: Line;
  #timer = new AbortController();
  #state: PairingState;
  #endsAtMs = Infinity;
  #channel: Channel | undefined;
  #seat: Seat | undefined;
  /** Effects run one after the other. */
  #work: Promise<void> = Promise.resolve();
  #finish!: () => void;
  /** Resolves when it is over and the keys are gone. */
  readonly finished = new Promise<void>((resolve) => (this.#finish = resolve));

  /** Throws a RangeError when the entry is none that can be sent; `fitsParcel` says so before. */
  constructor({ mailbox, part, clock = systemClock, random }: PairingOptions, start: Next) {
    if (part.role === 'giver' && !fitsParcel(part.entry)) {
      throw new RangeError('The entry does not fit into a pairing.');
    }
    this.#mailbox = mailbox;
    this.#part = part;
    this.#clock = clock;
    this.#random = random;
    this.#line = new Line(clock, () => isFinal(this.#state) || this.#tell());
    this.#state = start.state;
    this.#expireAfter(lifeMs);
    this.#take(start);
  }

  get state(): PairingState {
    return this.#state;
  }

  /** False while the service cannot be reached; it is tried again until the time is over. */
  get isOnline(): boolean {
    return this.#line.isOnline;
  }

  /** Called after each change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The person says that both screens show the same digits. */
  confirm(): void {
    this.#feed({ type: 'same' });
  }

  /** The person says that they differ. */
  deny(): void {
    this.#feed({ type: 'differs' });
  }

  stop(): void {
    this.#feed({ type: 'stop' });
  }

  #feed(event: PairingEvent): void {
    const before = this.#state;
    if (!isFinal(before)) this.#take(next(before, event), before);
  }

  #take({ state, effects }: Next, before?: PairingState): void {
    this.#state = state;
    let farewell: Promise<void> | undefined;
    for (const effect of effects) {
      if (effect.do === 'tell' || effect.do === 'close') farewell = this.#sayFarewell(effect);
      else this.#work = this.#work.then(() => this.#run(effect));
    }
    if (isFinal(state)) void this.#windUp(farewell);
    if (state !== before) this.#tell();
  }

  async #windUp(farewell: Promise<void> | undefined): Promise<void> {
    this.#listening.abort();
    // After a failure nothing that is under way matters; a success may take its time to be told.
    if (this.#state.at === 'done') await this.#work;
    this.#working.abort();
    this.#channel?.forget();
    this.#channel = undefined;
    await farewell;
    this.#timer.abort();
    this.#listeners.clear();
    this.#finish();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #expireAfter(ms: number): void {
    this.#timer.abort();
    const timer = (this.#timer = new AbortController());
    void this.#clock.wait(ms, timer.signal).then(() => {
      if (timer.signal.aborted) return;
      this.#line.isOver = true;
      if (isFinal(this.#state)) this.#working.abort();
      else if (this.#line.isOnline) this.#feed({ type: 'expired' });
      else this.#feed({ type: 'failed', reason: 'offline' });
    });
  }

  /** The end by this clock; when that makes no sense the clock is wrong, and it is two minutes from now. */
  #expiry(expiresAt: string): number {
    const leftMs = Date.parse(expiresAt) - this.#clock.now();
    const ms = leftMs > 0 && leftMs <= lifeMs ? leftMs : lifeMs;
    this.#expireAfter(ms);
    this.#endsAtMs = this.#clock.now() + ms;
    return this.#endsAtMs;
  }

  async #run(effect: Work): Promise<void> {
    if (this.#working.signal.aborted) return;
    try {
      const event = await this.#do(effect);
      if (event) this.#feed(event);
    } catch (error) {
      if (this.#working.signal.aborted) return;
      if (error instanceof TamperedError) return this.#feed({ type: 'failed', reason: 'tampered' });
      this.#fail(error, effect.do === 'join' ? 'joining' : undefined);
    }
  }

  async #do(effect: Work): Promise<PairingEvent | undefined> {
    if (effect.do === 'open') return this.#open();
    if (effect.do === 'join') return this.#join(effect.id);
    const channel = this.#channel!;
    const { id } = this.#seat!;
    switch (effect.do) {
      case 'offer':
        await this.#send(await channel.offer());
        return undefined;
      case 'listen':
        void this.#listen();
        return undefined;
      case 'reply':
        await this.#send(channel.reply(effect.offer, effect.invitation));
        return undefined;
      case 'reveal': {
        const { reveal, digits } = await channel.uncover(id, effect.reply);
        await this.#send(reveal);
        return { type: 'agreed', digits };
      }
      case 'check':
        return { type: 'agreed', digits: await channel.check(id, effect.reveal) };
      case 'sendConfirmed':
        await this.#send(await channel.confirmed());
        return undefined;
      case 'openConfirmed':
        await channel.openConfirmed(effect.sealed);
        return { type: 'otherSure' };
      case 'sendEntry':
        if (this.#part.role === 'giver') await this.#send(await channel.entry(this.#part.entry));
        return undefined;
      case 'openEntry':
        return { type: 'arrived', entry: await channel.openEntry(effect.sealed) };
      case 'keep':
        return this.#keep(effect.entry);
      case 'sendKept':
        await this.#send(await channel.kept());
        return undefined;
      case 'openKept':
        await channel.openKept(effect.sealed);
        return { type: 'acknowledged' };
    }
  }

  async #open(): Promise<PairingEvent> {
    this.#channel = await this.#makeChannel();
    const { commitment } = await this.#channel.offer();
    const { id, seat, expiresAt } = await this.#ask((signal) => this.#mailbox.open(signal));
    if (!isCode(id)) throw new MfaError({ code: 'bad_answer' });
    this.#seat = { id, seat };
    const invitation = { id, role: this.#part.role, commitment: toBase64url(commitment) };
    return { type: 'opened', invitation, expiresAtMs: this.#expiry(expiresAt) };
  }

  async #join(id: string): Promise<PairingEvent> {
    this.#channel = await this.#makeChannel();
    const { seat, expiresAt } = await this.#ask((signal) => this.#mailbox.join({ id }, signal));
    this.#seat = { id, seat };
    return { type: 'joined', expiresAtMs: this.#expiry(expiresAt) };
  }

  #makeChannel(): Promise<Channel> {
    return Channel.make({ role: this.#part.role, ...(this.#random && { random: this.#random }) });
  }

  async #keep(entry: Entry): Promise<PairingEvent> {
    try {
      if (this.#part.role === 'taker') await this.#part.keep(entry, this.#working.signal);
      return { type: 'kept' };
    } catch {
      return { type: 'failed', reason: 'not-kept' };
    }
  }

  /** What is under way ends with the pairing. */
  #ask<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    return this.#line.insist(ask, this.#working.signal);
  }

  #send(message: Message): Promise<unknown> {
    return this.#ask((signal) => this.#mailbox.send({ ...this.#seat!, message: writeMessage(message) }, signal));
  }

  #fail(error: unknown, moment: Moment = this.#clock.now() < this.#endsAtMs - edgeMs ? 'early' : 'late'): void {
    this.#feed({ type: 'failed', reason: endReasonOf(faultOf(error), moment) });
  }

  /** One message after the other, each when what the last one asked for is done. */
  async #listen(): Promise<void> {
    const { signal } = this.#listening;
    let last = -1;
    let count = 0;
    try {
      while (!signal.aborted) {
        const after = last < 0 ? {} : { after: last };
        const { messages, isClosed } = await this.#line.insist(
          (each) => this.#mailbox.receive({ ...this.#seat!, ...after }, each),
          signal,
        );
        const news = messages.filter(({ index }) => index > last);
        for (const { index, message } of news) {
          last = index;
          const read = readMessage(message);
          this.#feed(read && ++count <= mostMessages ? { type: 'received', message: read } : tampered);
          await this.#work;
        }
        if (isClosed) return this.#feed({ type: 'closed' });
        if (news.length === 0) await this.#clock.wait(pauseMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** Tried once, for a while: the other end finds out by the clock as well. */
  async #sayFarewell(effect: Farewell): Promise<void> {
    if (!this.#seat) return;
    const seat = this.#seat;
    const patience = new AbortController();
    const done = new AbortController();
    const { signal } = patience;
    const word = async (): Promise<void> => {
      if (effect.do === 'tell') {
        const message = writeMessage({ type: 'end', reason: effect.reason });
        await this.#mailbox.send({ ...seat, message }, signal);
      }
      await this.#mailbox.close(seat, signal);
    };
    await Promise.race([word().catch(() => undefined), this.#clock.wait(farewellMs, done.signal)]);
    done.abort();
    patience.abort();
  }
}

const tampered: PairingEvent = { type: 'failed', reason: 'tampered' };

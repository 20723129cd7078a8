import { toBase64url } from '../core/base64url.ts';
import type { Entry } from '../core/entry.ts';
import { Channel, TamperedError, type ChannelOptions } from './channel.ts';
import { systemClock, type Clock } from './clock.ts';
import { Deadline } from './deadline.ts';
import { Letters } from './letters.ts';
import { endReasonOf, faultOf, type Mailbox, type Moment } from './mailbox.ts';
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

type Farewell = Extract<PairingEffect, { effect: 'tell' | 'close' }>;
type Work = Exclude<PairingEffect, Farewell>;

/** Opens a mailbox: this end shows code and QR code. */
export const openPairing = (options: PairingOptions): PairingSession =>
  new PairingSession(options, startOpener(options.part.role));

/** Goes where an invitation leads: a scanned one, or a typed code. */
export const joinPairing = (options: PairingOptions, invitation: Invitation): PairingSession =>
  new PairingSession(options, startJoiner(options.part.role, invitation));

/**
 * One end of one pairing, from the first request to the end: it carries out what the machine wants done, one effect after
 * the other, and tells it what came of them.
 *
 * Owns: the state, the keys (erased at the end). Does not own: what may follow what (protocol), how messages travel
 * (letters), the entry after `keep`, words.
 */
export class PairingSession {
  readonly #part: Part;
  readonly #letters: Letters;
  readonly #deadline: Deadline;
  readonly #channel: Promise<Channel>;
  readonly #listeners = new Set<() => void>();
  /** Aborts when nothing more is to be heard. */
  readonly #listening = new AbortController();
  /** Aborts when nothing more is to be done. */
  readonly #working = new AbortController();
  #state: PairingState;
  /** Resolves when the effects so far are done. */
  #work: Promise<void> = Promise.resolve();
  #finish!: () => void;
  /** Resolves when it is over and the keys are gone. */
  readonly finished = new Promise<void>((resolve) => (this.#finish = resolve));

  /** Throws a RangeError when the entry is none that can be sent; `fitsParcel` says so before. */
  constructor({ mailbox, part, clock = systemClock, random }: PairingOptions, start: Next) {
    if (part.role === 'giver' && !fitsParcel(part.entry)) {
      throw new RangeError('The entry does not fit into a pairing.');
    }
    this.#part = part;
    this.#channel = Channel.make({ role: part.role, ...(random && { random }) });
    // Whoever needs it hears why it was not made.
    this.#channel.catch(() => undefined);
    this.#letters = new Letters(mailbox, clock, () => isFinal(this.#state) || this.#tell());
    this.#deadline = new Deadline(clock, () => this.#timeIsOver());
    this.#state = start[0];
    this.#take(start);
  }

  get state(): PairingState {
    return this.#state;
  }

  /** False while the service cannot be reached; it is tried again until the time is over. */
  get isOnline(): boolean {
    return this.#letters.line.isOnline;
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
    this.#feed({ type: 'stopped' });
  }

  #feed(event: PairingEvent): void {
    if (!isFinal(this.#state)) this.#take(next(this.#state, event), this.#state);
  }

  #take([state, ...effects]: Next, before?: PairingState): void {
    this.#state = state;
    let farewell: Promise<void> | undefined;
    for (const effect of effects) {
      if (effect.effect === 'tell') farewell = this.#letters.leave({ type: 'end', reason: effect.reason });
      else if (effect.effect === 'close') farewell = this.#letters.leave(undefined);
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
    (await this.#channel.catch(() => undefined))?.forget();
    await farewell;
    this.#deadline.stop();
    this.#listeners.clear();
    this.#finish();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #timeIsOver(): void {
    this.#letters.line.isOver = true;
    if (isFinal(this.#state)) this.#working.abort();
    else this.#feed(this.isOnline ? { type: 'expired' } : { type: 'failed', reason: 'offline' });
  }

  async #run(effect: Work): Promise<void> {
    const { signal } = this.#working;
    if (signal.aborted) return;
    try {
      const event = await this.#do(effect, signal);
      if (event) this.#feed(event);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error, effect.effect === 'join' ? 'joining' : undefined);
    }
  }

  /** What came of an effect, if the machine wants to know. */
  async #do(effect: Work, signal: AbortSignal): Promise<PairingEvent | undefined> {
    const letters = this.#letters;
    const channel = await this.#channel;
    const send = async (message: Message): Promise<undefined> => void (await letters.send(message, signal));
    switch (effect.effect) {
      case 'open': {
        const { commitment } = await channel.offer();
        const expiresAtMs = this.#deadline.set(await letters.open(signal));
        const invitation = { id: letters.id, role: this.#part.role, commitment: toBase64url(commitment) };
        return { type: 'opened', invitation, expiresAtMs };
      }
      case 'join':
        return { type: 'joined', expiresAtMs: this.#deadline.set(await letters.join(effect.id, signal)) };
      case 'offer':
        return send(await channel.offer());
      case 'listen':
        return void this.#listen();
      case 'reply':
        return send(channel.reply(effect.offer, effect.invitation));
      case 'reveal': {
        const { reveal, digits } = await channel.uncover(letters.id, effect.reply);
        await send(reveal);
        return { type: 'agreed', digits };
      }
      case 'check':
        return { type: 'agreed', digits: await channel.check(letters.id, effect.reveal) };
      case 'send-confirmed':
        return send(await channel.confirmed());
      case 'open-confirmed':
        await channel.openConfirmed(effect.sealed);
        return { type: 'otherSure' };
      case 'send-entry':
        return this.#part.role === 'giver' ? send(await channel.entry(this.#part.entry)) : undefined;
      case 'open-entry':
        return { type: 'arrived', entry: await channel.openEntry(effect.sealed) };
      case 'keep':
        return this.#keep(effect.entry);
      case 'send-kept':
        return send(await channel.kept());
      case 'open-kept':
        await channel.openKept(effect.sealed);
        return { type: 'acknowledged' };
    }
  }

  async #keep(entry: Entry): Promise<PairingEvent> {
    try {
      if (this.#part.role === 'taker') await this.#part.keep(entry, this.#working.signal);
      return { type: 'stored' };
    } catch {
      return { type: 'failed', reason: 'not-kept' };
    }
  }

  async #listen(): Promise<void> {
    const { signal } = this.#listening;
    const hear = (message: Message | undefined): Promise<void> => {
      this.#feed(message ?? { type: 'failed', reason: 'tampered' });
      return this.#work;
    };
    try {
      await this.#letters.listen(hear, signal);
      this.#feed({ type: 'closed' });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #fail(error: unknown, moment: Moment = this.#deadline.isNear ? 'late' : 'early'): void {
    const reason = error instanceof TamperedError ? 'tampered' : endReasonOf(faultOf(error), moment);
    this.#feed({ type: 'failed', reason });
  }
}

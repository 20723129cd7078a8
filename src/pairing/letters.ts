import { MfaError } from '../contract/mfa-error.ts';
import type { Clock } from './clock.ts';
import { isCode } from './code.ts';
import { readMessage, writeMessage } from './encoding.ts';
import { Line } from './line.ts';
import type { Mailbox, Seat } from './mailbox.ts';
import type { Message } from './protocol.ts';

/** Between two questions to a mailbox that answers at once and has nothing. */
const pauseMs = 300;
/** How long a last word may take. */
const farewellMs = 5_000;
/** A mailbox takes eight of each end. */
const mostMessages = 8;

/**
 * What this end sends through the mailbox and gets out of it.
 *
 * Owns: its seat there, its requests and their repetition. Does not own: what the messages mean.
 */
export class Letters {
  readonly #mailbox: Mailbox;
  readonly #clock: Clock;
  readonly line: Line;
  #seat: Seat | undefined;

  constructor(mailbox: Mailbox, clock: Clock, changed: () => void) {
    this.#mailbox = mailbox;
    this.#clock = clock;
    this.line = new Line(clock, changed);
  }

  /** The code under which the two meet. */
  get id(): string {
    return this.#seat!.id;
  }

  /** Both resolve with the end of the mailbox, by the service. */
  async open(signal: AbortSignal): Promise<string> {
    const { id, seat, expiresAt } = await this.line.insist((each) => this.#mailbox.open(each), signal);
    if (!isCode(id)) throw new MfaError({ code: 'bad_answer' });
    this.#seat = { id, seat };
    return expiresAt;
  }

  async join(id: string, signal: AbortSignal): Promise<string> {
    const { seat, expiresAt } = await this.line.insist((each) => this.#mailbox.join({ id }, each), signal);
    this.#seat = { id, seat };
    return expiresAt;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const letter = { ...this.#seat!, message: writeMessage(message) };
    await this.line.insist((each) => this.#mailbox.send(letter, each), signal);
  }

  /**
   * Resolves when the other end has closed. `hear` gets one message after the other, each when it is done with the last;
   * undefined for one that is none, or too many.
   */
  async listen(hear: (message: Message | undefined) => Promise<unknown>, signal: AbortSignal): Promise<void> {
    let last = -1;
    let count = 0;
    while (!signal.aborted) {
      const after = last < 0 ? {} : { after: last };
      const { messages, isClosed } = await this.line.insist(
        (each) => this.#mailbox.receive({ ...this.#seat!, ...after }, each),
        signal,
      );
      const news = messages.filter(({ index }) => index > last);
      for (const { index, message } of news) {
        last = index;
        await hear(++count <= mostMessages ? readMessage(message) : undefined);
      }
      if (isClosed) return;
      if (news.length === 0) await this.#clock.wait(pauseMs, signal);
    }
  }

  /** The last word, if there is one, and the end. Tried once, for a while: the other end finds out by the clock as well. */
  async leave(word: Message | undefined): Promise<void> {
    if (!this.#seat) return;
    const seat = this.#seat;
    const patience = new AbortController();
    const done = new AbortController();
    const { signal } = patience;
    const leave = async (): Promise<void> => {
      if (word) await this.#mailbox.send({ ...seat, message: writeMessage(word) }, signal);
      await this.#mailbox.close(seat, signal);
    };
    await Promise.race([leave().catch(() => undefined), this.#clock.wait(farewellMs, done.signal)]);
    done.abort();
    patience.abort();
  }
}

import { MfaError } from '../../src/contract/mfa-error.ts';
import type { Problem } from '../../src/contract/problem-codes.ts';
import { Secret } from '../../src/core/secret.ts';
import type { Clock } from '../../src/pairing/clock.ts';
import type { Mailbox, Received, Seat } from '../../src/pairing/mailbox.ts';
import type { PairingSession } from '../../src/pairing/session.ts';
import type { PairingState } from '../../src/pairing/protocol.ts';

/** A clock that stands still until it is told to go on. */
export class StillClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);
  #waiting: { atMs: number; resolve: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const finish = (): void => {
        signal.removeEventListener('abort', finish);
        resolve();
      };
      signal.addEventListener('abort', finish);
      this.#waiting.push({ atMs: this.#nowMs + ms, resolve: finish });
    });
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    const due = this.#waiting.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { resolve } of due) resolve();
  }
}

const problem = (code: string): MfaError => new MfaError({ code } as Problem);

interface Box {
  id: string;
  expiresAt: string;
  seats: Secret[];
  messages: { seat: Secret; index: number; message: string }[];
  isClosed: boolean;
  wake: Set<() => void>;
}

/** What an honest service does, in memory: one box, two seats, a long poll without end. */
export class MemoryMailbox implements Mailbox {
  readonly #clock: StillClock;
  readonly #boxes = new Map<string, Box>();
  #made = 0;
  /** Every message that passed, as the service sees it. */
  readonly log: { seat: Secret; message: string }[] = [];

  constructor(clock: StillClock) {
    this.#clock = clock;
  }

  async open(): Promise<Seat & { expiresAt: string }> {
    const id = `K7Q2M4X${this.#made++}`;
    const seat = new Secret('opener');
    const expiresAt = new Date(this.#clock.now() + 120_000).toISOString();
    this.#boxes.set(id, { id, expiresAt, seats: [seat], messages: [], isClosed: false, wake: new Set() });
    return { id, seat, expiresAt };
  }

  async join({ id }: { id: string }): Promise<{ seat: Secret; expiresAt: string }> {
    const box = this.#box(id);
    if (box.seats.length > 1) throw problem('pairing_taken');
    const seat = new Secret('joiner');
    box.seats.push(seat);
    return { seat, expiresAt: box.expiresAt };
  }

  async send({ id, seat, message }: Seat & { message: string }): Promise<void> {
    const box = this.#box(id);
    if (box.isClosed) throw problem('not_found');
    this.log.push({ seat, message });
    const index = box.messages.filter((each) => each.seat === seat).length;
    box.messages.push({ seat, index, message });
    for (const wake of box.wake) wake();
  }

  async receive({ id, seat, after = -1 }: Seat & { after?: number }, signal: AbortSignal): Promise<Received> {
    for (;;) {
      const box = this.#box(id);
      const messages = box.messages.filter((each) => each.seat !== seat && each.index > after);
      if (messages.length > 0 || box.isClosed) return { messages, isClosed: box.isClosed };
      await new Promise<void>((resolve, reject) => {
        const refuse = (): void => reject(signal.reason as Error);
        signal.addEventListener('abort', refuse);
        box.wake.add(() => {
          signal.removeEventListener('abort', refuse);
          resolve();
        });
      });
    }
  }

  async close({ id }: Seat): Promise<void> {
    const box = this.#box(id);
    box.isClosed = true;
    for (const wake of box.wake) wake();
  }

  /** As when the service forgets it. */
  drop(): void {
    const boxes = [...this.#boxes.values()];
    this.#boxes.clear();
    for (const { wake } of boxes) for (const each of wake) each();
  }

  #box(id: string): Box {
    const box = this.#boxes.get(id);
    if (!box) throw problem('not_found');
    return box;
  }
}

type Call = keyof Mailbox;

/** The same mailbox over a bad line: `hinder` says what becomes of a call, by name and how many there were before. */
export function overLine(
  mailbox: Mailbox,
  hinder: (call: Call, before: number) => 'pass' | 'fail' | 'hang' | 'lose-answer' | { refuse: string },
): Mailbox {
  const counts = new Map<Call, number>();
  const through = async <Answer>(call: Call, signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> => {
    const before = counts.get(call) ?? 0;
    counts.set(call, before + 1);
    const fate = hinder(call, before);
    if (fate === 'fail') throw problem('offline');
    if (typeof fate === 'object') throw problem(fate.refuse);
    if (fate === 'hang') {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    }
    const answer = await ask();
    if (fate === 'lose-answer') throw problem('offline');
    return answer;
  };
  return {
    open: (signal) => through('open', signal, () => mailbox.open(signal)),
    join: (input, signal) => through('join', signal, () => mailbox.join(input, signal)),
    send: (input, signal) => through('send', signal, () => mailbox.send(input, signal)),
    receive: (input, signal) => through('receive', signal, () => mailbox.receive(input, signal)),
    close: (input, signal) => through('close', signal, () => mailbox.close(input, signal)),
  };
}

/** Resolves with the state as soon as it is one of these, or an end. */
export function reaches(session: PairingSession, ...places: PairingState['at'][]): Promise<PairingState> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const { state } = session;
      const isThere = places.includes(state.at) || state.at === 'done' || state.at === 'ended';
      if (isThere) resolve(state);
      return isThere;
    };
    if (look()) return;
    const stop = session.subscribe(() => {
      if (look()) stop();
    });
  });
}

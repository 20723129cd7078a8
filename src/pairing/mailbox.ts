import type { EndReason } from '../ports/pairing.ts';
import type { Secret } from '../core/secret.ts';

/**
 * The blind mailbox as the pairing sees it; the contract's five operations (docs/en/reference/contract.md). Each rejects with an
 * error that carries a problem (`MfaError`), or with the signal's reason.
 */
export interface Mailbox {
  /** `expiresAt`: ISO 8601. */
  open(signal: AbortSignal): Promise<Seat & { expiresAt: string }>;
  join(input: { id: string }, signal: AbortSignal): Promise<{ seat: Secret; expiresAt: string }>;
  send(input: Seat & { message: string }, signal: AbortSignal): Promise<unknown>;
  /** Of the other end only, those after the index; waits a while when there are none. */
  receive(input: Seat & { after?: number }, signal: AbortSignal): Promise<Received>;
  /** The other end can still fetch what was left for it. */
  close(input: Seat, signal: AbortSignal): Promise<unknown>;
}

export interface Seat {
  /** The short code. */
  id: string;
  /** The token of this end. */
  seat: Secret;
}

export interface Received {
  messages: readonly { index: number; message: string }[];
  isClosed: boolean;
}

interface Fault {
  code: string;
  retryAfterMs?: number;
}

/** Worth another try: the service or the way to it is away for a moment. */
const transient = ['offline', 'timed_out', 'unavailable', 'rate_limited', 'bad_answer'];

/** What a rejection says; anything unknown is the service's failure. */
export function faultOf(error: unknown): Fault {
  const problem = (error as { problem?: Partial<Fault> } | null)?.problem;
  return typeof problem?.code === 'string' ? { ...problem, code: problem.code } : { code: 'internal' };
}

export const isTransient = ({ code }: Fault): boolean => transient.includes(code);

/** When a refusal came: before the mailbox was seen, well before its time was over, or at about its end. */
export type Moment = 'joining' | 'early' | 'late';

/** What a refusal means for a pairing. */
export function endReasonOf({ code }: Fault, moment: Moment): EndReason {
  if (code === 'not_found')
    return { joining: 'not-found', early: 'closed-by-other', late: 'expired' }[moment] as EndReason;
  if (code === 'pairing_taken') return 'taken';
  if (code === 'pairing_of_another') return 'of-another';
  if (code === 'not_implemented') return 'not-offered';
  return code === 'unauthenticated' ? code : 'unavailable';
}

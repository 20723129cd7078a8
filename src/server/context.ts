import type { RowOf } from '../contract/table.ts';
import type { Input, OperationName, Output } from '../contract/types.ts';
import { fingerprint } from './bytes.ts';
import type { Locale } from '../localization/languages.ts';
import type { MailPurpose } from './mail-text.ts';
import type { Services } from './options.ts';
import type { Refusal } from './refusal.ts';
import type { Session } from './sessions/port.ts';
import type { AuditEvent, AuditFacts } from './store/audit.ts';
import type { Database } from './store/database.ts';
import type { Asked } from './store/sign-ins.ts';
import { audit, people } from './store/store.ts';
import type { Whence } from './whence.ts';

/** A request of somebody signed in, at one moment. */
export interface Caller {
  services: Services;
  session: Session;
  sessionHash: string;
  /** The language that the person wants of our texts; null when the request names none. */
  language: Locale | null;
  now: Date;
  /** Where the person's own request comes from. */
  whence?: Whence;
  /** Which service asks for the person, at its sign-in; absent for the person's own requests. */
  asked?: Asked;
}

/** …within a transaction that holds the person's lock. */
export interface Context extends Caller {
  database: Database;
  personId: number;
}

/** One transaction under the person's lock. A refusal that is returned is committed, one that is thrown rolls back. */
export function inTransaction<T>(caller: Caller, work: (context: Context) => Promise<T>): Promise<T> {
  return caller.services.store.database.transaction(async (database) => {
    const personId = await people.lockPerson(database, caller.session.subject, caller.now);
    return work({ ...caller, database, personId });
  });
}

/** Reads; takes no lock. */
export interface Read<Op extends OperationName> {
  read(caller: Caller): Promise<Output<Op>>;
}

/** Changes something in one transaction. */
export interface Change<Op extends OperationName> {
  change(context: Context, input: Input<Op>): Promise<Output<Op> | Refusal>;
  /** True when the input itself is a fresh proof, which the change then checks. */
  provesItself?(context: Context, input: Input<Op>): boolean;
}

/** A mail to send, and what to do afterwards. We hold no lock while we talk to the mail server. */
export interface Mailing<Result> {
  to: string;
  purpose: MailPurpose;
  code: string;
  lifeMs: number;
  /** Called when the mail server took it, in a transaction of its own. */
  sent(context: Context): Promise<Result>;
  /** Called when it did not: must leave nothing behind. */
  failed(context: Context): Promise<void>;
  /** Called when it did, but what the code was for is gone meanwhile. The mail counts all the same. */
  wasted(context: Context): Promise<void>;
}

/** Sends a message between two transactions: what `prepare` reserves, the mailing settles either way. */
export interface Send<Op extends OperationName> {
  /** Returns an output in place of a mailing when there is nothing to send. */
  prepare(context: Context, input: Input<Op>): Promise<Mailing<Output<Op>> | { output: Output<Op> }>;
}

/** A request of somebody who need not be signed in. */
export interface Visitor {
  services: Services;
  request: Request;
  idempotencyKey: string | null;
  now: Date;
}

/** Asks for no session: the input itself is the authority. */
export interface Visit<Op extends OperationName> {
  visit(visitor: Visitor, input: Input<Op>): Promise<Output<Op>>;
}

export type Route<Op extends OperationName> = Read<Op> | Change<Op> | Send<Op> | Visit<Op>;

/**
 * The kind of route that a row asks for: without a session a `Visit`, for a GET a `Read`, else a `Change` or a `Send`.
 */
export type RouteOf<Op extends OperationName> =
  RowOf<Op> extends { authority: string }
    ? Visit<Op>
    : RowOf<Op> extends { at: `GET ${string}` }
      ? Read<Op>
      : Change<Op> | Send<Op>;

/** What the audit needs of a request. A request without a session has no more than that. */
export type Noted = Pick<Context, 'database' | 'personId' | 'now' | 'whence' | 'asked'> & { session?: Session };

export async function note(
  { database, personId, now, session, whence, asked }: Noted,
  event: AuditEvent,
  facts: AuditFacts = {},
): Promise<void> {
  // The audit names people by number, not by subject. So nobody can look up by name who has left.
  const sessionHash = session && !asked ? await fingerprint('audit', `${personId}\0${session.id}`) : null;
  await audit.record(database, { at: now, personId, sessionHash, event, facts: { ...(asked ?? whence), ...facts } });
}

export const after = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

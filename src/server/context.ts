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

/** A request of somebody signed in, at one moment. */
export interface Caller {
  services: Services;
  session: Session;
  sessionHash: string;
  /** What the reader wants, of what we write; null when nobody says. */
  language: Locale | null;
  now: Date;
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

/** A message to be sent, and what becomes of it. No lock is held while the mail server is spoken to. */
export interface Mailing<Result> {
  to: string;
  purpose: MailPurpose;
  code: string;
  lifeMs: number;
  /** The mail server took it. Runs in a transaction of its own. */
  sent(context: Context): Promise<Result>;
  /** It did not: nothing may be left behind. */
  failed(context: Context): Promise<void>;
  /** It did, but what the code was for is gone meanwhile: the message counts all the same. */
  wasted(context: Context): Promise<void>;
}

/** Sends a message between two transactions: what `prepare` reserves, the mailing settles either way. */
export interface Send<Op extends OperationName> {
  /** An output instead of a mailing means that nothing needs to be sent. */
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

/** What an operation has to be by its row: who needs no session visits, a GET reads, everything else changes or sends. */
export type RouteOf<Op extends OperationName> =
  RowOf<Op> extends { authority: string }
    ? Visit<Op>
    : RowOf<Op> extends { at: `GET ${string}` }
      ? Read<Op>
      : Change<Op> | Send<Op>;

/** What the audit needs to know of a request; of one without a session, no more than that. */
export type Noted = Pick<Context, 'database' | 'personId' | 'now' | 'asked'> & { session?: Session };

export async function note(
  { database, personId, now, session, asked }: Noted,
  event: AuditEvent,
  facts: AuditFacts = {},
): Promise<void> {
  // Without the subject: whoever has left is a number here, and nobody can try names.
  const sessionHash = session && !asked ? await fingerprint('audit', `${personId}\0${session.id}`) : null;
  await audit.record(database, { at: now, personId, sessionHash, event, facts: { ...asked, ...facts } });
}

export const after = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

import type { Operation } from '../contract/operations.ts';
import { problemBody } from './answer.ts';
import type { Caller, Change, Context, Mailing, Read, Route, Send, Visit } from './context.ts';
import { requireFresh } from './fresh.ts';
import { answeredBefore, keepAnswer, type Kept } from './idempotency.ts';
import { errorFacts } from './log.ts';
import { mailText } from './mail-text.ts';
import { noteRefusal } from './note-refusal.ts';
import { Refusal } from './refusal.ts';
import { idempotency, people } from './store/store.ts';

export interface Call {
  operation: Operation;
  route: Exclude<Route<never>, Visit<never>>;
  input: unknown;
  idempotencyKey: string | null;
}

/** Does what was asked. Throws a `Refusal`, or answers what is to be sent. What is refused stands in the audit either way. */
export async function perform(caller: Caller, call: Call): Promise<Kept> {
  try {
    return await dispatch(caller, call);
  } catch (error) {
    if (error instanceof Refusal) await noteRefusal(caller, call.operation.name, error);
    throw error;
  }
}

async function dispatch(caller: Caller, call: Call): Promise<Kept> {
  const route = call.route as unknown as Read<'getAccount'> | Change<'beginApp'> | Send<'beginMail'>;
  if ('read' in route) return { status: 200, body: await route.read(caller) };
  if ('change' in route) return change(caller, call, route);
  return send(caller, call, route);
}

/** One transaction under the person's lock. A refusal that is returned is committed, one that is thrown rolls back. */
function inTransaction<T>(caller: Caller, work: (context: Context) => Promise<T>): Promise<T> {
  return caller.services.store.database.transaction(async (database) => {
    const personId = await people.lockPerson(database, caller.session.subject, caller.now);
    return work({ ...caller, database, personId });
  });
}

/** What every changing operation begins with: a fresh proof where the contract asks for one, and the idempotency key. */
async function begin(context: Context, { operation, route, input, idempotencyKey }: Call): Promise<Kept | null> {
  const { provesItself } = route as { provesItself?: (context: Context, input: unknown) => boolean };
  if (operation.stepUp && !provesItself?.(context, input)) await requireFresh(context);
  return idempotencyKey === null
    ? null
    : answeredBefore(context, { key: idempotencyKey, operation: operation.name, input });
}

async function finish(context: Context, { idempotencyKey }: Call, result: object): Promise<Kept> {
  const kept =
    result instanceof Refusal
      ? { status: problemBody(result).status, body: problemBody(result) }
      : { status: 200, body: result };
  if (idempotencyKey !== null) await keepAnswer(context, idempotencyKey, kept);
  return kept;
}

const change = (caller: Caller, call: Call, route: Change<'beginApp'>): Promise<Kept> =>
  inTransaction(caller, async (context) => {
    const before = await begin(context, call);
    if (before) return before;
    return finish(context, call, await route.change(context, call.input as never));
  });

/** Reserve, send, settle: the mail server is spoken to between two transactions, so that a slow one holds no lock. */
async function send(caller: Caller, call: Call, route: Send<'beginMail'>): Promise<Kept> {
  const prepared = await inTransaction(caller, async (context) => {
    const before = await begin(context, call);
    if (before) return { kept: before };
    const mailing = await route.prepare(context, call.input as never);
    return 'output' in mailing ? { kept: await finish(context, call, mailing.output) } : { mailing };
  });
  if ('kept' in prepared) return prepared.kept;

  const { mailing } = prepared;
  try {
    await deliver(caller, mailing);
  } catch (error) {
    await giveUp(caller, call, mailing.failed);
    caller.services.log({
      at: caller.now.toISOString(),
      event: 'mail-failed',
      purpose: mailing.purpose,
      ...errorFacts(error),
    });
    throw new Refusal('mail_undeliverable');
  }
  try {
    return await inTransaction(caller, async (context) => finish(context, call, await mailing.sent(context)));
  } catch (error) {
    await giveUp(caller, call, mailing.wasted);
    throw error;
  }
}

const deliver = ({ services, language }: Caller, { to, purpose, code, lifeMs }: Mailing<unknown>): Promise<void> =>
  services.mailer.send({ to, ...mailText({ purpose, code, lifeMs, language, issuer: services.institution.issuer }) });

const giveUp = (caller: Caller, { idempotencyKey }: Call, undo: Mailing<unknown>['failed']): Promise<void> =>
  inTransaction(caller, async (context) => {
    await undo(context);
    if (idempotencyKey !== null)
      await idempotency.releaseKey(context.database, { personId: context.personId, key: idempotencyKey });
  });

import type { OperationRow } from '../contract/operation.ts';
import { contract } from '../contract/table.ts';
import type { Input, OperationName } from '../contract/types.ts';
import { problemBody } from './answer.ts';
import type { Caller, Change, Context, Mailing, Route, Send, Visit } from './context.ts';
import { requireFresh } from './fresh.ts';
import { answeredBefore, keepAnswer, type Kept } from './idempotency.ts';
import { errorFacts } from './log.ts';
import { mailText } from './mail-text.ts';
import { noteRefusal } from './note-refusal.ts';
import { Refusal } from './refusal.ts';
import { idempotency, people } from './store/store.ts';

export interface Call<Op extends OperationName> {
  operation: Op;
  route: Exclude<Route<Op>, Visit<Op>>;
  input: Input<Op>;
  idempotencyKey: string | null;
}

type Keyed = Pick<Call<OperationName>, 'idempotencyKey'>;

/** Does what was asked. Throws a `Refusal`, or answers what is to be sent. What is refused stands in the audit either way. */
export async function perform<Op extends OperationName>(caller: Caller, call: Call<Op>): Promise<Kept> {
  try {
    return await dispatch(caller, call);
  } catch (error) {
    if (error instanceof Refusal) await noteRefusal(caller, call.operation, error);
    throw error;
  }
}

async function dispatch<Op extends OperationName>(caller: Caller, call: Call<Op>): Promise<Kept> {
  const { route } = call;
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
async function begin<Op extends OperationName>(
  context: Context,
  { operation, route, input, idempotencyKey }: Call<Op>,
): Promise<Kept | null> {
  const { stepUp }: OperationRow = contract[operation];
  const isProof = 'provesItself' in route && route.provesItself(context, input);
  if (stepUp && !isProof) await requireFresh(context);
  return idempotencyKey === null ? null : answeredBefore(context, { key: idempotencyKey, operation, input });
}

async function finish(context: Context, { idempotencyKey }: Keyed, result: object): Promise<Kept> {
  const kept =
    result instanceof Refusal
      ? { status: problemBody(result).status, body: problemBody(result) }
      : { status: 200, body: result };
  if (idempotencyKey !== null) await keepAnswer(context, idempotencyKey, kept);
  return kept;
}

const change = <Op extends OperationName>(caller: Caller, call: Call<Op>, route: Change<Op>): Promise<Kept> =>
  inTransaction(caller, async (context) => {
    const before = await begin(context, call);
    if (before) return before;
    return finish(context, call, await route.change(context, call.input));
  });

/** Reserve, send, settle: the mail server is spoken to between two transactions, so that a slow one holds no lock. */
async function send<Op extends OperationName>(caller: Caller, call: Call<Op>, route: Send<Op>): Promise<Kept> {
  const prepared = await inTransaction(caller, async (context) => {
    const before = await begin(context, call);
    if (before) return { kept: before };
    const mailing = await route.prepare(context, call.input);
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

const giveUp = (caller: Caller, { idempotencyKey }: Keyed, undo: Mailing<unknown>['failed']): Promise<void> =>
  inTransaction(caller, async (context) => {
    await undo(context);
    if (idempotencyKey !== null)
      await idempotency.releaseKey(context.database, { personId: context.personId, key: idempotencyKey });
  });

import type { OperationRow } from '../contract/operation.ts';
import { contract } from '../contract/table.ts';
import type { Input, OperationName } from '../contract/types.ts';
import { problemBody } from './answer.ts';
import { inTransaction, type Caller, type Change, type Context, type Route, type Send, type Visit } from './context.ts';
import { requireFresh } from './fresh.ts';
import { answeredBefore, keepAnswer, type Kept } from './idempotency.ts';
import { noteRefusal } from './note-refusal.ts';
import { Refusal } from './refusal.ts';
import { sendBetween } from './send-between.ts';
import { idempotency } from './store/store.ts';

export interface Call<Op extends OperationName> {
  operation: Op;
  route: Exclude<Route<Op>, Visit<Op>>;
  input: Input<Op>;
  idempotencyKey: string | null;
}

type Keyed = Pick<Call<OperationName>, 'idempotencyKey'>;

/** Performs an operation. Returns the answer or throws a `Refusal`; the audit records refusals either way. */
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

/**
 * Every changing operation begins with this: a fresh proof where the contract asks for one, and the idempotency key.
 */
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

async function send<Op extends OperationName>(caller: Caller, call: Call<Op>, route: Send<Op>): Promise<Kept> {
  return sendBetween(caller, {
    async prepare(context) {
      const before = await begin(context, call);
      if (before) return { done: before };
      const mailing = await route.prepare(context, call.input);
      return 'output' in mailing ? { done: await finish(context, call, mailing.output) } : { mailing };
    },
    finish: (context, output) => finish(context, call, output),
    async release({ database, personId }) {
      const { idempotencyKey: key } = call;
      if (key !== null) await idempotency.releaseKey(database, { personId, key });
    },
  });
}

import { after, type Context } from './context.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { Refusal } from './refusal.ts';
import type { IdempotencyRow } from './store/idempotency.ts';
import { idempotency } from './store/store.ts';

/** What an operation came to: an output, or a refusal that was committed. */
export interface Kept {
  status: number;
  body: unknown;
}

export interface KeyedRequest {
  key: string;
  operation: string;
  input: unknown;
}

/** After this, a claim that nobody finished may be taken over: its process died between two transactions. */
const claimLifeMs = 60_000;

/**
 * The `Idempotency-Key` header: the answer already given to this key and input, or null after claiming the key for this
 * request. The claim is part of the caller's transaction. Answers hold secrets, so they are sealed; inputs hold codes,
 * so only a keyed hash is stored.
 */
export async function answeredBefore(context: Context, request: KeyedRequest): Promise<Kept | null> {
  const { database, personId, now, services } = context;
  const text = inputText(context.sessionHash, request);
  const { hash, keyId } = await services.sealing.hash(text);
  const taken = await idempotency.claimKey(
    database,
    {
      personId,
      key: request.key,
      operation: request.operation,
      inputHash: hash,
      inputKeyId: keyId,
      expiresAt: after(now, claimLifeMs),
    },
    now,
  );
  if (!taken) return null;
  if (!(await services.sealing.matches(text, { hash: taken.inputHash, keyId: taken.inputKeyId }))) {
    throw new Refusal('idempotency_conflict');
  }
  if (taken.status === null)
    throw new Refusal('unavailable', {
      retryAfterMs: 1_000,
      detail: 'The first request with this key is still at work.',
    });
  return { status: taken.status, body: await openAnswer(context, taken) };
}

export async function keepAnswer(context: Context, key: string, { status, body }: Kept): Promise<void> {
  const { database, personId, now, services } = context;
  const sealed = await services.sealing.seal(utf8(JSON.stringify(body)), { personId, purpose: 'answer', id: key });
  const expiresAt = after(now, services.limits.idempotencyLifeMs);
  await idempotency.keepAnswer(database, { personId, key }, { status, ...sealed, expiresAt });
}

async function openAnswer({ services }: Context, { sealed, keyId, personId, key }: IdempotencyRow): Promise<unknown> {
  const bytes = { sealed: sealed!, keyId: keyId! };
  return JSON.parse(fromUtf8(await services.sealing.open(bytes, { personId, purpose: 'answer', id: key })));
}

/**
 * Members in a fixed order: the same input in another order is the same input. Another session's is another one: an
 * answer may show a key.
 */
function inputText(sessionHash: string, { operation, input }: KeyedRequest): string {
  const members = Object.entries(input as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sessionHash, operation, members]);
}

import type { OperationName } from '../contract/types.ts';
import type { ProblemCode } from '../contract/problems.ts';
import { note, type Caller } from './context.ts';
import type { Refusal } from './refusal.ts';
import { people } from './store/store.ts';

/** Refusals that tell of somebody who tries what they may not; the others tell of slips. */
const telling: readonly ProblemCode[] = [
  'step_up_required',
  'unauthenticated',
  'code_replayed',
  'attempts_exhausted',
  'factor_disabled',
  'pairing_of_another',
  'rate_limited',
];

/** Records a refusal whose transaction was rolled back. Somebody of whom nothing is stored has no number to record it by. */
export async function noteRefusal(
  caller: Pick<Caller, 'services' | 'session' | 'now' | 'whence'>,
  operation: OperationName,
  { code }: Refusal,
): Promise<void> {
  if (!telling.includes(code)) return;
  const { database } = caller.services.store;
  const personId = await people.findPerson(database, caller.session.subject);
  if (personId !== undefined) await note({ ...caller, database, personId }, 'refused', { operation, code });
}

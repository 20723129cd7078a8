import type { OperationName } from '../contract/routes.ts';
import type { Answer, AppKey, Input } from '../contract/types.ts';
import type { Secret } from '../secret.ts';
import type { FlowId } from './flow-id.ts';

/** Events of `E` that carry the answer of an operation. */
type AnswerEvent<E, Op extends OperationName> =
  Extract<E, { answer: Answer<Op> }> extends { type: infer Type } ? Type : never;

/** What a flow wants done, as data. The runner does it and reports back with an event. */
export type Effect<E> =
  | CallEffect<E>
  /** Which time step does the code belong to? Comes back as `diagnosed` with `deltaSteps`. */
  | { effect: 'diagnose'; key: AppKey; code: Secret }
  /** Another flow takes over in place. */
  | { effect: 'hand-over'; flow: FlowId }
  /** The aim of the flow is reached: the service said so. */
  | { effect: 'complete'; deviceId?: string }
  /** The person gave the flow up. */
  | { effect: 'stop' };

/** An operation of the contract. A right answer comes back as the event `then`, a refusal as `refused`. */
export type CallEffect<E> = {
  [Op in OperationName]: { effect: 'call'; operation: Op; input: Input<Op>; then: AnswerEvent<E, Op> };
}[OperationName];

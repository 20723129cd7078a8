import type { Place } from '../../apps/app.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { OfSync } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { AnyFlow, Context } from '../machine/machine.ts';
import { isSaid, type Base, type Ends } from './ends.ts';
import type { Event, State } from './state.ts';
import { handOver, loadAccount, startAt, transferring } from './transfer.ts';

const { define, embed, go } = hostOf<State, Event, never, OfSync>();

/** Manuals 2-3 to 2-6: both places are known, and both devices stay in use. */
export function defineTransfer(id: Extract<FlowId, `sync-${string}`>, from: Place, to: Place): AnyFlow {
  const endsOf = (base: Base, { input: { isHere } }: Context<OfSync>): Ends => ({
    base,
    from,
    to,
    ...(isHere && { isHere }),
  });
  return define({
    id,
    start: (context) =>
      context.mode === 'backed'
        ? loadAccount
        : startAt(endsOf({ policy: context.profile.policy, devices: [] }, context), context),
    states: embed(transferring, {
      begin: ({ base }, context) => startAt(endsOf(base, context), context),
      // Where the page says both places there is nothing to go back to.
      ends: ({ ends: { base }, from: state }, context) => {
        const { deviceId } = context.input;
        return isSaid(base, context)
          ? handOver(state, 'choose')
          : go(state, { effect: 'hand-over', flow: 'sync', input: { from, ...(deviceId && { deviceId }) } });
      },
      proven: ({ chosen, device }) => ({ at: 'done', chosen, device, removed: 'nothing' }),
    }),
  });
}

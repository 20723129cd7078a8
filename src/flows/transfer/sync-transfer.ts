import type { Place } from '../../apps/app.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { OfDevice } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { AnyFlow } from '../machine/machine.ts';
import type { Event, State } from './state.ts';
import { handOver, loadAccount, startAt, transferring } from './transfer.ts';

const { define, embed } = hostOf<State, Event, never, OfDevice>();

/** Manuals 2-3 to 2-6: both places are known, and the old device may stay in use. */
export const defineTransfer = (id: Extract<FlowId, `sync-${string}`>, from: Place, to: Place): AnyFlow =>
  define({
    id,
    start: (context) =>
      context.mode === 'backed'
        ? loadAccount
        : startAt({ base: { policy: context.profile.policy, devices: [] }, from, to }, context),
    states: embed(transferring, {
      begin: ({ base }, context) => startAt({ base, from, to }, context),
      ends: ({ from: state }) => handOver(state, 'choose'),
      proven: ({ chosen, device }) => ({ at: 'keepOld', chosen, device }),
    }),
  });

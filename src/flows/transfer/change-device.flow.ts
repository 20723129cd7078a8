import { msg } from '../../localization/msg.ts';
import { askEnds, askingEnds, type Base, type EndsState } from './ends.ts';
import type { OfDevice } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { Event, State } from './state.ts';
import { giveUpOld } from './old-device.ts';
import { loadAccount, startAt, transferring } from './transfer.ts';

const { define, embed } = hostOf<State | EndsState, Event, never, OfDevice>();

const ask = (base: Base, context: Context<OfDevice>) => askEnds(base, context, (ends) => startAt(ends, context));

/** Change Devices (機種変更): a transfer, and then the old device is given up. */
export const changeDeviceFlow = define({
  id: 'change-device',
  start: (context) =>
    context.mode === 'backed'
      ? loadAccount
      : ask({ policy: context.profile.policy, devices: [], replaces: true }, context),
  states: {
    ...embed(
      askingEnds(() => ({
        from: msg('Where is the app on the old device?'),
        to: msg('Where do you want the app instead?'),
      })),
      { known: ({ ends }, context) => startAt(ends, context) },
    ),
    ...embed(transferring, {
      begin: ({ base }, context) => ask({ ...base, replaces: true }, context),
      ends: ({ ends: { base, from } }) => ({ at: 'to', base, old: from }),
      proven: ({ chosen, device }) => giveUpOld(chosen, device),
    }),
  },
});

import { msg } from '../localization/msg.ts';
import { askEnds, endsStates, type EndsState, type EndsWays } from './ends.ts';
import { defineFlow } from './machine.ts';
import { loadAccount, startAt, transferStates } from './transfer.ts';
import type { Event, State } from './transfer-state.ts';

/** Change Devices (機種変更): a transfer, and then the old device is given up. */
const ways: EndsWays<State | EndsState, Event> = {
  headings: () => ({ from: msg('Where is the app on the old device?'), to: msg('What is the new device?') }),
  next: startAt,
};

export const changeDeviceFlow = defineFlow<State | EndsState, Event>({
  id: 'change-device',
  start: (context) =>
    context.mode === 'backed' ? loadAccount : askEnds({ policy: context.profile.policy, devices: [] }, ways, context),
  states: {
    ...endsStates<State | EndsState, Event>(ways),
    ...transferStates<State | EndsState>({
      begin: (base, context) => askEnds(base, ways, context),
      backToEnds: ({ base, from }) => ({ at: 'to', base, old: from }),
      afterProof: (chosen, device) => ({ at: 'retire', chosen, device }),
    }),
  },
});

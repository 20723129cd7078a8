import type { Account } from '../contract/types.ts';
import { msg } from '../localization/msg.ts';
import { loadingStep } from './common-steps.ts';
import { working } from './device-words.ts';
import { askEnds, endsStates, type EndsEvent, type EndsState, type EndsWays } from './ends.ts';
import { defineFlow, go } from './machine.ts';

/**
 * Which of the manuals 2-3 to 2-6 is it? For a person whose app shows a code and who wants it on a further device.
 *
 * Leaves nothing behind: it only finds the manual.
 */
type State = { at: 'loading' } | EndsState;
type Event = { type: 'loaded'; answer: Account } | EndsEvent;

const ways: EndsWays<State, Event> = {
  headings: () => ({
    from: msg('Where does the app show a code now?'),
    to: msg('Where do you want the app as well?'),
  }),
  next: ({ base, from, to }) =>
    go<State, Event>({ at: 'to', base, old: from }, { effect: 'hand-over', flow: `sync-${from}-${to}` }),
};

export const syncFlow = defineFlow<State, Event>({
  id: 'sync',
  start: (context) =>
    context.mode === 'backed'
      ? go<State, Event>({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' })
      : askEnds({ policy: context.profile.policy, devices: [] }, ways, context),
  states: {
    loading: {
      only: 'backed',
      step: loadingStep,
      on: {
        loaded: (state, { answer: { policy, devices } }, context) =>
          devices.length
            ? askEnds({ policy, devices: working(devices) }, ways, context)
            : go<State, Event>(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    ...endsStates<State, Event>(ways),
  },
});

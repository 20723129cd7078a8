import { msg } from '../../localization/msg.ts';
import type { FlowId } from '../machine/flow-id.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { whereScreen } from '../common/where-screen.ts';

/**
 * Asks which manual the person needs. Two or three questions, since there is no account that could tell.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State = { at: 'haveApp' } | { at: 'where' };

type Event = { type: 'choseNoApp' } | { type: 'chose'; flow: FlowId } | { type: 'wentBack' };

const { define, go } = hostOf<State, Event>();

const chose = (state: State, { flow }: { flow: FlowId }): Transition<State, Event> =>
  go(state, { effect: 'hand-over', flow });

export const chooseGuideFlow = define({
  id: 'choose',
  start: () => ({ at: 'haveApp' }),
  states: {
    haveApp: {
      screen: () => ({
        kind: 'choose',
        heading: msg('Do you have an app that shows a code now?'),
        choices: [
          { label: msg('No, I read the code in a mail'), event: { type: 'choseNoApp' } },
          {
            label: msg('No, I have not set up anything yet'),
            note: msg('Mail comes first: manual 1'),
            event: { type: 'chose', flow: 'mail' },
          },
          {
            label: msg('Yes, and I want it on another device, too'),
            note: msg('Manuals 2-3 to 2-6'),
            event: { type: 'chose', flow: 'sync' },
          },
          {
            label: msg('Yes, and I am replacing my device'),
            note: msg('Change Devices'),
            event: { type: 'chose', flow: 'change-device' },
          },
          {
            label: msg('It is lost, or its codes are refused'),
            note: msg('Setup Again'),
            event: { type: 'chose', flow: 'reset' },
          },
          {
            label: msg('I am handing on a computer'),
            note: msg('Wipe the codes from its browser'),
            event: { type: 'chose', flow: 'wipe' },
          },
        ],
      }),
      on: { choseNoApp: () => ({ at: 'where' }), chose },
    },
    where: {
      screen: () => ({ ...whereScreen(), back: { type: 'wentBack' } }),
      on: { chose, wentBack: () => ({ at: 'haveApp' }) },
    },
  },
});

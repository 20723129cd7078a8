import { msg } from '../../localization/msg.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { whereScreen, type WhereEvent } from '../common/where-screen.ts';

/**
 * Asks which manual the person needs. One or two questions, since there is no account that could tell.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State = { at: 'haveApp' } | { at: 'where' };

type Event = { type: 'choseNoApp' } | WhereEvent | { type: 'wentBack' };

const { define, go } = hostOf<State, Event, never, InputOf<'choose'>>();

const chose = (state: State, { to }: WhereEvent): Transition<State, Event> => go(state, { effect: 'hand-over', ...to });

export const chooseGuideFlow = define({
  id: 'choose',
  // Whoever has just set mail up is not asked what is set up.
  start: ({ input }) => ({ at: input.isWhere ? 'where' : 'haveApp' }),
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
            event: { type: 'chose', to: { flow: 'mail' } },
          },
          {
            label: msg('Yes, and I want it on another device, too'),
            note: msg('Manuals 2-3 to 2-6'),
            event: { type: 'chose', to: { flow: 'sync' } },
          },
          {
            label: msg('Yes, and I am replacing my device'),
            note: msg('Change Devices'),
            event: { type: 'chose', to: { flow: 'change-device' } },
          },
          {
            label: msg('It is lost, or its codes are refused'),
            note: msg('Setup Again'),
            event: { type: 'chose', to: { flow: 'reset' } },
          },
          {
            label: msg('I am handing on a computer'),
            note: msg('Wipe the codes from its browser'),
            event: { type: 'chose', to: { flow: 'wipe' } },
          },
        ],
      }),
      on: { choseNoApp: () => ({ at: 'where' }), chose },
    },
    where: {
      screen: (_, context) => ({
        ...whereScreen(context.profile.policy, context, context.input),
        back: { type: 'wentBack' },
      }),
      on: { chose, wentBack: () => ({ at: 'haveApp' }) },
    },
  },
});

import { msg } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';

/**
 * Says that this service does not offer what a link or the page led to, before anybody types anything.
 *
 * Leaves nothing behind.
 */
type State = { at: 'told' };
type Event = { type: 'wentOn' };

const { define, go } = hostOf<State, Event, never, InputOf<'not-offered'>>();

export const notOfferedFlow = define({
  id: 'not-offered',
  start: () => ({ at: 'told' }),
  states: {
    told: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('The service does not offer this on the page'),
        body: [msg('The help desk can tell you how it is done instead.')],
        ...(!context.input.isAll && { primary: { label: msg('To the first page'), event: { type: 'wentOn' } } }),
        links: contactLinks(context),
      }),
      on: { wentOn: (state) => go(state, { effect: 'hand-over', flow: 'overview' }) },
    },
  },
});

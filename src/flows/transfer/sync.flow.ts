import type { Account } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import { loadingScreen } from '../common/screens.ts';
import { offers, working } from '../common/account.ts';
import { askEnds, askingEnds, rulesOf, type Base, type Ends, type EndsEvent, type EndsState } from './ends.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';

/**
 * Asks which of the manuals 2-3 to 2-6 it is, for a person whose app shows a code and who wants it on a further
 * device.
 *
 * Leaves nothing behind: it only finds the manual.
 */
type State = { at: 'loading' } | EndsState;
type Event = { type: 'loaded'; answer: Account } | EndsEvent;

const { define, embed, go } = hostOf<State, Event, never, InputOf<'sync'>>();

/** Nobody says again where the app is who has just said it, or has just set it up. */
const knowing = (context: Context<InputOf<'sync'>>) => ({ ...context, from: context.input.from ?? context.from });

const toManual = ({ base, from, to, isHere }: Ends, { input: { deviceId } }: Context<InputOf<'sync'>>) =>
  go(
    { at: 'to', base, old: from },
    {
      effect: 'hand-over',
      flow: `sync-${from}-${to}`,
      input: { ...(isHere && { isHere }), ...(deviceId && { deviceId }) },
    },
  );

const ask = (base: Base, context: Context<InputOf<'sync'>>) =>
  askEnds(base, knowing(context), (ends) => toManual(ends, context));

export const syncFlow = define({
  id: 'sync',
  start: (context) =>
    context.mode === 'backed'
      ? go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' })
      : ask({ policy: context.profile.policy, devices: [] }, context),
  states: {
    loading: {
      only: 'backed',
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, context) => {
          const { devices } = account;
          if (!offers(account, 'beginSync')) return go(state, { effect: 'hand-over', flow: 'not-offered' });
          return devices.length
            ? ask({ policy: rulesOf(account), devices: working(devices) }, context)
            : go(state, { effect: 'hand-over', flow: 'choose' });
        },
      },
    },
    ...embed(
      askingEnds(
        () => ({
          from: msg('Where does the app show a code now?'),
          to: msg('Where do you want the app as well?'),
        }),
        true,
      ),
      { known: ({ ends }, context) => toManual(ends, context) },
    ),
  },
});

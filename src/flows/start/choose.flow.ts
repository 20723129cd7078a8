import { placeOf } from '../../apps/app.ts';
import type { Account, Policy } from '../../contract/types.ts';
import { loadingScreen } from '../common/screens.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { offers } from '../common/account.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { whereScreen, type WhereEvent } from '../common/where-screen.ts';

/**
 * Asks which manual the person needs, in place of an index of PDFs. Skips the question where the account knows the
 * answer: nobody may use the app before a mail address is set up, say.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State = { at: 'loading' } | { at: 'where'; policy: Policy };

type Event = { type: 'loaded'; answer: Account } | WhereEvent;

const { define, go } = hostOf<State, Event, never, InputOf<'choose'>>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
const handOver = (flow: FlowId): Transition<State, Event> => go({ at: 'loading' }, { effect: 'hand-over', flow });

function fromAccount(account: Account, { isWhere }: InputOf<'choose'>): Transition<State, Event> {
  const { mail, policy, devices, pending } = account;
  if (devices.length) return handOver('overview');
  const isMailFirst = policy.mail.requiredFirst && !mail;
  if (!offers(account, isMailFirst ? 'beginMail' : 'beginApp'))
    return go({ at: 'loading' }, { effect: 'hand-over', flow: 'not-offered', input: { isAll: true } });
  if (isMailFirst) return handOver('mail');
  // Who comes back from a set-up that waits asks for another place.
  const place = !isWhere && placeOf(pending.app?.kind);
  return place ? handOver(`app-${place}`) : { at: 'where', policy };
}

export const chooseFlow = define({
  id: 'choose',
  start: () => load,
  states: {
    loading: {
      screen: loadingScreen,
      on: { loaded: (_, { answer }, { input }) => fromAccount(answer, input) },
    },
    where: {
      screen: ({ policy }, context) => whereScreen(policy, context, context.input),
      on: { chose: (state, { to }) => go(state, { effect: 'hand-over', ...to }) },
    },
  },
});

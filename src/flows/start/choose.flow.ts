import { placeOf } from '../../apps/app.ts';
import type { Account } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import { loadingScreen, mailFirstWords } from '../common/screens.ts';
import type { FlowId } from '../machine/flow-id.ts';
import { offers } from '../common/account.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { whereScreen } from '../common/where-screen.ts';

/**
 * Asks which manual the person needs, in place of an index of PDFs. Skips the question where the account knows the
 * answer.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State =
  | { at: 'loading' }
  /** Nobody may use the app before a mail address is set up. */
  | { at: 'mailFirst' }
  | { at: 'where' };

type Event = { type: 'loaded'; answer: Account } | { type: 'chose'; flow: FlowId };

const { define, go } = hostOf<State, Event>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
const handOver = (state: State, flow: FlowId): Transition<State, Event> => go(state, { effect: 'hand-over', flow });
const chosen = (state: State, { flow }: { flow: FlowId }) => handOver(state, flow);

function fromAccount(account: Account): Transition<State, Event> {
  const { mail, policy, devices, pending } = account;
  if (devices.length) return handOver({ at: 'loading' }, 'overview');
  const isMailFirst = policy.mail.requiredFirst && !mail;
  if (!offers(account, isMailFirst ? 'beginMail' : 'beginApp'))
    return go({ at: 'loading' }, { effect: 'hand-over', flow: 'not-offered', input: { isAll: true } });
  if (isMailFirst) return pending.mail ? handOver({ at: 'mailFirst' }, 'mail') : { at: 'mailFirst' };
  const place = placeOf(pending.app?.kind);
  return place ? handOver({ at: 'where' }, `app-${place}`) : { at: 'where' };
}

export const chooseFlow = define({
  id: 'choose',
  start: () => load,
  states: {
    loading: {
      screen: loadingScreen,
      on: { loaded: (_, { answer }) => fromAccount(answer) },
    },
    mailFirst: {
      screen: () => ({
        kind: 'choose',
        ...mailFirstWords(),
        choices: [
          {
            label: msg('Set up mail'),
            note: msg('Manual 1, about two minutes'),
            event: { type: 'chose', flow: 'mail' },
          },
        ],
      }),
      on: { chose: chosen },
    },
    where: {
      screen: whereScreen,
      on: {
        chose: chosen,
      },
    },
  },
});

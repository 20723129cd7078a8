import type { Account } from '../contract/types.ts';
import { msg } from '../localization/msg.ts';
import { loadingStep } from './common-steps.ts';
import type { FlowId } from './flow-id.ts';
import { defineFlow, go, type Transition } from './machine.ts';

/**
 * Which manual am I? Replaces the index of PDFs by a question, and skips it where the account knows the answer.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State =
  | { at: 'loading' }
  /** Nobody may use the app before a mail address is set up. */
  | { at: 'mailFirst' }
  | { at: 'haveApp' }
  | { at: 'where' };

type Event =
  { type: 'loaded'; answer: Account } | { type: 'choseNoApp' } | { type: 'chose'; flow: FlowId } | { type: 'wentBack' };

const load = go<State, Event>(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);
const handOver = (state: State, flow: FlowId): Transition<State, Event> =>
  go<State, Event>(state, { effect: 'hand-over', flow });
const chosen = (state: State, { flow }: { flow: FlowId }) => handOver(state, flow);

function fromAccount({ mail, policy, devices, pending }: Account): Transition<State, Event> {
  if (devices.length) return handOver({ at: 'loading' }, 'overview');
  if (policy.mail.requiredFirst && !mail)
    return pending.mail ? handOver({ at: 'mailFirst' }, 'mail') : { at: 'mailFirst' };
  return pending.app ? handOver({ at: 'where' }, `app-${pending.app.kind}`) : { at: 'where' };
}

export const chooseFlow = defineFlow<State, Event>({
  id: 'choose',
  start: ({ mode }) => (mode === 'backed' ? load : { at: 'haveApp' }),
  states: {
    loading: {
      only: 'backed',
      step: loadingStep,
      on: { loaded: (_, { answer }) => fromAccount(answer) },
    },
    mailFirst: {
      only: 'backed',
      step: () => ({
        kind: 'choose',
        heading: msg('Let us begin with your mail address'),
        body: [msg('Mail comes first, then the app. Have a private mail address at hand.')],
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
    haveApp: {
      only: 'guide',
      step: () => ({
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
          { label: msg('Yes, and I am replacing my device'), event: { type: 'chose', flow: 'change-device' } },
          { label: msg('It is lost, or its codes are refused'), event: { type: 'chose', flow: 'reset' } },
        ],
      }),
      on: { choseNoApp: () => ({ at: 'where' }), chose: chosen },
    },
    where: {
      step: (_, { mode }) => ({
        kind: 'choose',
        heading: msg('Where do you want the app?'),
        body: [msg('The app shows the code for signing in, without waiting for a mail.')],
        choices: [
          {
            label: msg('On my smartphone'),
            note: msg('Manual 2-1, about five minutes'),
            event: { type: 'chose', flow: 'app-smartphone' },
          },
          {
            label: msg('In a browser on my computer'),
            note: msg('Manual 2-2'),
            event: { type: 'chose', flow: 'app-browser' },
          },
        ],
        ...(mode === 'guide' && { back: { type: 'wentBack' } }),
      }),
      on: {
        chose: chosen,
        wentBack: () => ({ at: 'haveApp' }),
      },
    },
  },
});

import type { Problem } from '../contract/problem-codes.ts';
import type { Account } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import { contactLinks, failedStep, loadingStep } from './common-steps.ts';
import { defineFlow, go, type Context, type Refused, type Transition } from './machine.ts';
import type { Link, Step } from './steps.ts';

/**
 * Which manual am I? Replaces the index of PDFs by a question, and skips it where the account knows the answer.
 *
 * For everybody. Leaves nothing behind: it only finds the flow.
 */
type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  /** Nobody may use the app before a mail address is set up. */
  | { at: 'mailFirst' }
  | { at: 'haveApp' }
  | { at: 'where' }
  | { at: 'overview'; account: Account }
  | { at: 'elsewhere'; account: Account | null };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'choseMail' }
  | { type: 'choseSmartphone' }
  | { type: 'choseNoApp' }
  | { type: 'choseElsewhere' }
  | { type: 'wentBack' }
  | Refused;

const load = go<State, Event>(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);
const toMail = (state: State): Transition<State, Event> =>
  go<State, Event>(state, { effect: 'hand-over', flow: 'mail' });
const toSmartphone = (state: State): Transition<State, Event> =>
  go<State, Event>(state, { effect: 'hand-over', flow: 'app-smartphone' });

function manualLinks(context: Context): Link[] {
  const { manuals } = context.profile.links;
  return [
    ...(manuals ? [{ label: msg('All manuals'), href: manuals[context.locale] ?? manuals.en }] : []),
    ...contactLinks(context),
  ];
}

function fromAccount(account: Account): Transition<State, Event> {
  const { mail, policy, devices, pending } = account;
  if (devices.length) return { at: 'overview', account };
  if (policy.mail.requiredFirst && !mail) return pending.mail ? toMail({ at: 'mailFirst' }) : { at: 'mailFirst' };
  return pending.app ? toSmartphone({ at: 'where' }) : { at: 'where' };
}

function overviewStep({ account: { devices, mail } }: { account: Account }): Step<Event> {
  return {
    kind: 'choose',
    heading: msg('Your set-up'),
    body: [
      devices.length === 1
        ? msg(str`App on one device: ${devices[0]!.name}.`)
        : msg(str`App on ${devices.length} devices: ${devices.map(({ name }) => name).join(', ')}.`),
      mail ? msg(str`Codes by mail: ${mail.address}.`) : msg('Codes by mail: not set up.'),
    ],
    choices: [
      { label: msg('Use the app on another device, too'), event: { type: 'choseElsewhere' } },
      { label: mail ? msg('Change the mail address') : msg('Set up mail'), event: { type: 'choseMail' } },
    ],
  };
}

export const chooseFlow = defineFlow<State, Event>({
  id: 'choose',
  start: ({ mode }) => (mode === 'backed' ? load : { at: 'haveApp' }),
  states: {
    loading: {
      only: 'backed',
      step: loadingStep,
      on: { loaded: (_, { answer }) => fromAccount(answer), refused: (_, { problem }) => ({ at: 'failed', problem }) },
    },
    failed: { only: 'backed', step: failedStep({ type: 'retried' }), on: { retried: () => load } },
    mailFirst: {
      only: 'backed',
      step: () => ({
        kind: 'choose',
        heading: msg('Let us begin with your mail address'),
        body: [msg('Everybody sets up mail first; the app comes after that. Have a private mail address at hand.')],
        choices: [
          { label: msg('Set up mail'), note: msg('Manual 1, about two minutes'), event: { type: 'choseMail' } },
        ],
      }),
      on: { choseMail: toMail },
    },
    haveApp: {
      only: 'guide',
      step: () => ({
        kind: 'choose',
        heading: msg('Do you have an app that shows a code now?'),
        choices: [
          {
            label: msg('No, I read the code in a mail'),
            note: msg('You set up the app for the first time'),
            event: { type: 'choseNoApp' },
          },
          {
            label: msg('No, I have not set up anything yet'),
            note: msg('Mail comes first: manual 1'),
            event: { type: 'choseMail' },
          },
          {
            label: msg('Yes, on another device'),
            note: msg('You add the app to one more device'),
            event: { type: 'choseElsewhere' },
          },
        ],
      }),
      on: {
        choseNoApp: () => ({ at: 'where' }),
        choseMail: toMail,
        choseElsewhere: () => ({ at: 'elsewhere', account: null }),
      },
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
            event: { type: 'choseSmartphone' },
          },
          { label: msg('In a browser on my computer'), note: msg('Manual 2-2'), event: { type: 'choseElsewhere' } },
        ],
        ...(mode === 'guide' && { back: { type: 'wentBack' } }),
      }),
      on: {
        choseSmartphone: toSmartphone,
        choseElsewhere: () => ({ at: 'elsewhere', account: null }),
        wentBack: () => ({ at: 'haveApp' }),
      },
    },
    overview: {
      only: 'backed',
      step: overviewStep,
      on: { choseElsewhere: ({ account }) => ({ at: 'elsewhere', account }), choseMail: toMail },
    },
    elsewhere: {
      step: (_, context) => ({
        kind: 'notice',
        heading: msg('Please follow the manual for this'),
        body: [
          msg(
            'This page cannot guide you through it. The manual shows each step; the help desk answers if you get stuck.',
          ),
        ],
        links: manualLinks(context),
        back: { type: 'wentBack' },
      }),
      on: {
        wentBack: ({ account }, _, { mode }) =>
          account ? { at: 'overview', account } : mode === 'backed' ? { at: 'where' } : { at: 'haveApp' },
      },
    },
  },
});

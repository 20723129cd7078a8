import type { Account } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import { contactLinks, loadingStep } from './common-steps.ts';
import { defineFlow, go, type Context } from './machine.ts';
import type { Link, Step } from './steps.ts';

/**
 * What is set up, for a person who has the app; and the way to the institution's own manuals for what this page does
 * not guide through.
 *
 * Leaves nothing behind.
 */
type State = { at: 'loading' } | { at: 'overview'; account: Account } | { at: 'elsewhere'; account: Account | null };

type Event =
  { type: 'loaded'; answer: Account } | { type: 'choseMail' } | { type: 'choseElsewhere' } | { type: 'wentBack' };

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

function manualLinks(context: Context): Link[] {
  const { manuals } = context.profile.links;
  return [
    ...(manuals ? [{ label: msg('All manuals'), href: manuals[context.locale] ?? manuals.en }] : []),
    ...contactLinks(context),
  ];
}

export const overviewFlow = defineFlow<State, Event>({
  id: 'overview',
  start: ({ mode }) =>
    mode === 'backed'
      ? go<State, Event>({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' })
      : { at: 'elsewhere', account: null },
  states: {
    loading: {
      only: 'backed',
      step: loadingStep,
      on: {
        loaded: (_, { answer: account }) =>
          account.devices.length ? { at: 'overview', account } : { at: 'elsewhere', account: null },
      },
    },
    overview: {
      only: 'backed',
      step: overviewStep,
      on: {
        choseElsewhere: ({ account }) => ({ at: 'elsewhere', account }),
        choseMail: (state) => go<State, Event>(state, { effect: 'hand-over', flow: 'mail' }),
      },
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
        wentBack: (state) =>
          state.account
            ? { at: 'overview', account: state.account }
            : go<State, Event>(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
  },
});

import { beginSetup, settingUp, setupSteps, startSetup, type SetupEvent, type SetupState } from './setup.ts';
import {
  choosingBrowserApp,
  extensionKeeps,
  firstBrowserState,
  mayBeHere,
  type BrowserEvent,
  type BrowserState,
} from './browser-app.ts';
import { browserAdvice, browserKeyScreen, type BrowserChoice } from './browser-key.ts';
import type { Policy } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import { browserName } from '../common/browser-name.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { Screen } from '../machine/screen.ts';

/**
 * Manual 2-2, App/Browser (アプリ/ブラウザ).
 *
 * For a person who reads codes by mail and has never set up the app. Leaves one device on the account, in the browser
 * the person has it in. Left half way, the account is unchanged: the set-up is found again with the same key for as
 * long as it is pending, and an entry already in the extension shows digits that do not count.
 */
type State = SetupState<BrowserChoice> | BrowserState;
type Event = SetupEvent | BrowserEvent;

const { define, embed, go } = hostOf<State, Event, never, Anew>();

const setup = embed(
  settingUp<BrowserChoice>({
    kind: 'browser',
    isElsewhere: ({ device }) => device.form === 'phone',
    // Whoever comes back most likely has the extension; another app takes the same key from the same screen.
    keyScreen: ({ choice, enrolment }, context) =>
      browserKeyScreen(choice !== 'other' && extensionKeeps(enrolment.key), context),
    // The app may be wanted in another browser than this one, or in none.
    suggestedName: (choice, context) =>
      choice === 'other'
        ? browserName(msg('App'), context, null)
        : browserName(msg('Browser'), context, choice ?? undefined),
    advice: browserAdvice,
  }),
  {
    chooses: ({ policy }, context) => firstBrowserState(policy, context),
    before: ({ policy, choice }) => ({ at: 'install', policy, choice }),
  },
);

/** What waits may have been begun for this page itself, which proves no key that it does not keep yet. */
const offeringHere = (screen: Screen<Event>, policy: Policy, context: Context<Anew>): Screen<Event> => {
  const here = { label: msg('In this browser'), event: { type: 'wentHere' } } as const;
  return mayBeHere(context, policy) ? { ...screen, others: [here, ...(screen.others ?? [])] } : screen;
};
const waitingScreen = (state: State & { at: 'waiting' | 'givingUp' }, context: Context<Anew>) =>
  offeringHere(setup.waiting.screen({ ...state, at: 'waiting' }, context), state.policy, context);
const wentHere = (state: State, _: unknown, { input }: Context<Anew>) =>
  go(state, { effect: 'hand-over', flow: 'app-here', input: { ...input, isAsked: true } });

export const appBrowserFlow = define({
  id: 'app-browser',
  start: () => startSetup,
  states: {
    ...embed(choosingBrowserApp(setupSteps), {
      ready: ({ policy, choice }, context) => beginSetup('browser', policy, choice, context),
      here: ({ from }, { input }) => go(from, { effect: 'hand-over', flow: 'app-here', input }),
    }),
    ...setup,
    waiting: { ...setup.waiting, screen: waitingScreen, on: { ...setup.waiting.on, wentHere } },
    key: {
      ...setup.key,
      // Found again by whoever has just proven who they are: no other screen comes before it.
      screen: (state, context) => {
        const screen = setup.key.screen(state, context);
        return state.choice ? screen : offeringHere(screen, state.policy, context);
      },
      on: { ...setup.key.on, wentHere },
    },
    givingUp: { ...setup.givingUp, screen: waitingScreen },
  },
});

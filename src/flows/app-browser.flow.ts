import { beginSetup, setupStates, startSetup, type SetupEvent, type SetupState } from './app-setup.ts';
import {
  browserAdvice,
  browserKeyScreen,
  browserStates,
  extensionKeeps,
  firstBrowserState,
  lastBrowserState,
  type BrowserChoice,
  type BrowserEvent,
  type BrowserState,
} from './browser-app.ts';
import { browserName } from './browser-name.ts';
import { defineFlow, go } from './machine.ts';

/**
 * Manual 2-2, App/Browser (アプリ/ブラウザ).
 *
 * For a person who reads codes by mail and has never set up the app. Leaves one device on the account, in the browser
 * the person has it in. Left half way, the account is unchanged: the set-up is found again with the same key for as
 * long as it is pending, and an entry already in the extension shows digits that do not count.
 */
type State = SetupState<BrowserChoice> | BrowserState;
type Event = SetupEvent | BrowserEvent;

export const appBrowserFlow = defineFlow<State, Event>({
  id: 'app-browser',
  start: () => startSetup,
  states: {
    ...browserStates<State, Event>(
      5,
      (policy, choice, context) => beginSetup('browser', policy, choice, context),
      (state, { about }) =>
        go<State, Event>(state, {
          effect: 'hand-over',
          flow: 'app-here',
          ...(about !== undefined && { about }),
        }),
    ),
    ...setupStates<BrowserChoice, State, Event>({
      kind: 'browser',
      before: 2,
      first: (policy, isPending, context) => {
        const first = firstBrowserState(policy, context);
        return isPending && first.at === 'browser' ? beginSetup('browser', policy, null, context) : first;
      },
      last: lastBrowserState,
      // Whoever comes back most likely has the extension; another app takes the same key from the same screen.
      keyScreen: ({ choice, enrolment }, context) =>
        browserKeyScreen(choice !== 'other' && extensionKeeps(enrolment.key), context),
      suggestedName: browserName,
      advice: browserAdvice,
    }),
  },
});

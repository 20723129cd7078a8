import { guideStates, type GuideEvent, type GuideState } from './app-guide.ts';
import {
  browserAdvice,
  browserKeyScreen,
  browserScanWords,
  browserStates,
  extensionKeeps,
  firstBrowserState,
  lastBrowserState,
  type BrowserChoice,
  type BrowserEvent,
  type BrowserState,
} from './browser-app.ts';
import { defineFlow } from './machine.ts';

/**
 * Manual 2-2, App/Browser (アプリ/ブラウザ), on the institution's own pages.
 *
 * For a person who reads codes by mail and has never set up the app. Leaves the app on the account, if the person does
 * what is said here; this page only leads, reads the QR code and compares. Left half way, the account is unchanged.
 */
type State = BrowserState | GuideState<BrowserChoice>;
type Event = BrowserEvent | GuideEvent;

export const appBrowserGuideFlow = defineFlow<State, Event>({
  id: 'app-browser',
  start: (context) => firstBrowserState(context.profile.policy, context),
  states: {
    ...browserStates<State, Event>(6, (policy, choice) => ({ at: 'signIn', policy, choice })),
    ...guideStates<BrowserChoice, State, Event>({
      kind: 'browser',
      before: 2,
      last: lastBrowserState,
      scanWords: browserScanWords,
      keyScreen: (choice, _, context) => browserKeyScreen(choice !== 'other', context),
      // The key itself tells more than the rules of the profile.
      refuseKey: ({ policy, choice }, { key }) =>
        choice === 'other' || extensionKeeps(key) ? undefined : { at: 'wouldLose', policy },
      advice: browserAdvice,
    }),
  },
});

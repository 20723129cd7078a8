import { msg } from '../localization/msg.ts';
import { guideStates, type GuideEvent, type GuideState } from './app-guide.ts';
import { defineFlow } from './machine.ts';
import {
  appKeyScreen,
  appScanWords,
  appStates,
  type AppChoice,
  type AppEvent,
  type AppState,
} from './smartphone-app.ts';

/**
 * Manual 2-1, App/Smartphone (アプリ/スマートフォン), on the institution's own pages.
 *
 * For a person who reads codes by mail and has never set up the app. Leaves the app on the account, if the person does
 * what is said here; this page only leads, reads the QR code and compares. Left half way, the account is unchanged.
 */
type State = AppState | GuideState<AppChoice>;
type Event = AppEvent | GuideEvent;

export const appSmartphoneGuideFlow = defineFlow<State, Event>({
  id: 'app-smartphone',
  start: ({ profile: { policy } }) => ({ at: 'app', policy }),
  states: {
    ...appStates<State, Event>(5, (policy, choice) => ({ at: 'signIn', policy, choice })),
    ...guideStates<AppChoice, State, Event>({
      kind: 'smartphone',
      before: 1,
      last: (policy, choice) => ({ at: 'install', policy, choice }),
      scanWords: (choice, context) => [appScanWords(choice, context)],
      keyScreen: (choice, _, context) => appKeyScreen(choice, context),
      advice: () =>
        msg('Before you change or give away this phone, add the app to the new one while the old one still works.'),
    }),
  },
});

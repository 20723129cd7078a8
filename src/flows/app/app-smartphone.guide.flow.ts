import { msg } from '../../localization/msg.ts';
import { guideSteps, guidingSetup, showRead, type GuideEvent, type GuideState } from './guide.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import {
  appKeyScreen,
  appScanWords,
  choosingApp,
  firstAppState,
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

const { define, embed } = hostOf<State, Event, never, Anew>();

export const appSmartphoneGuideFlow = define({
  id: 'app-smartphone',
  start: (context) => firstAppState(context.profile.policy, context),
  states: {
    ...embed(choosingApp(guideSteps), { ready: ({ policy, choice }) => ({ at: 'method', policy, choice }) }),
    ...embed(
      guidingSetup<AppChoice>({
        kind: 'smartphone',
        scanWords: (choice, context) => [appScanWords(choice, context)],
        keyScreen: (choice, _, context) => appKeyScreen(choice, context),
        advice: () =>
          msg('Before you change or give away this phone, add the app to the new one while the old one still works.'),
      }),
      {
        before: ({ policy, choice }) => ({ at: 'install', policy, choice }),
        read: ({ kept, entry }) => showRead(kept, entry),
        tryAgain: ({ kept, entry }) => ({ at: 'code', kept, entry }),
      },
    ),
  },
});

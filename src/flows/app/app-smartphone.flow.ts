import { beginSetup, settingUp, setupSteps, startSetup, type SetupEvent, type SetupState } from './setup.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import { msg } from '../../localization/msg.ts';
import { phoneName } from '../common/device-name.ts';
import { smartphoneAdvice } from '../common/setup-done.ts';
import {
  appKeyScreen,
  choosingApp,
  firstAppState,
  type AppChoice,
  type AppEvent,
  type AppState,
} from './smartphone-app.ts';

/**
 * Manual 2-1, App/Smartphone (アプリ/スマートフォン).
 *
 * For a person who reads codes by mail and has never set up the app. Leaves one device on the account. Left half way,
 * the account is unchanged: the set-up is found again with the same key for as long as it is pending, and an entry
 * already in the app shows digits that do not count.
 */
type State = SetupState<AppChoice> | AppState;
type Event = SetupEvent | AppEvent;

const { define, embed } = hostOf<State, Event, never, Anew>();

export const appSmartphoneFlow = define({
  id: 'app-smartphone',
  start: () => startSetup,
  states: {
    ...embed(choosingApp(setupSteps), {
      ready: ({ policy, choice }, context) => beginSetup('smartphone', policy, choice, context),
    }),
    ...embed(
      settingUp<AppChoice>({
        kind: 'smartphone',
        keyScreen: ({ choice }, context) => appKeyScreen(choice, context),
        suggestedName: (_, context) => phoneName(msg('Smartphone'), context),
        advice: smartphoneAdvice,
      }),
      {
        chooses: ({ policy }, context) => {
          const first = firstAppState(policy, context);
          // Whoever sets up again has the app. Another one is a press on “Back” away.
          return context.input.again && first.at === 'install'
            ? beginSetup('smartphone', policy, first.choice, context)
            : first;
        },
        before: ({ policy, choice }) => ({ at: 'install', policy, choice }),
      },
    ),
  },
});

import { msg } from '../localization/msg.ts';
import { beginSetup, setupStates, startSetup, type SetupEvent, type SetupState } from './app-setup.ts';
import { defineFlow, type Context } from './machine.ts';
import { smartphoneAdvice } from './setup-done.ts';
import { appKeyScreen, appStates, type AppChoice, type AppEvent, type AppState } from './smartphone-app.ts';

/**
 * Manual 2-1, App/Smartphone (アプリ/スマートフォン).
 *
 * For a person who reads codes by mail and has never set up the app. Leaves one device on the account. Left half way,
 * the account is unchanged: the set-up is found again with the same key for as long as it is pending, and an entry
 * already in the app shows digits that do not count.
 */
type State = SetupState<AppChoice> | AppState;
type Event = SetupEvent | AppEvent;

function suggestedName({ device: { platform } }: Context): string {
  if (platform === 'ios') return 'iPhone';
  return platform === 'android' ? msg('Android phone') : msg('Smartphone');
}

export const appSmartphoneFlow = defineFlow<State, Event>({
  id: 'app-smartphone',
  start: () => startSetup,
  states: {
    ...appStates<State, Event>(4, (policy, choice, context) => beginSetup('smartphone', policy, choice, context)),
    ...setupStates<AppChoice, State, Event>({
      kind: 'smartphone',
      before: 1,
      first: (policy, isPending, context) =>
        isPending ? beginSetup('smartphone', policy, null, context) : { at: 'app', policy },
      last: (policy, choice) => ({ at: 'install', policy, choice }),
      keyScreen: ({ choice }, context) => appKeyScreen(choice, context),
      suggestedName,
      advice: smartphoneAdvice,
    }),
  },
});

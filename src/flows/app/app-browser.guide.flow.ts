import type { Policy } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import {
  completedWords,
  guideSteps,
  guidingSetup,
  ownGuideSteps,
  showRead,
  registerWords,
  type GuideEvent,
  type GuideState,
  type Kept,
} from './guide.ts';
import {
  choosingBrowserApp,
  extensionKeeps,
  firstBrowserState,
  type BrowserEvent,
  type BrowserState,
} from './browser-app.ts';
import { browserAdvice, browserKeyScreen, browserScanWords, type BrowserChoice } from './browser-key.ts';
import { contactLinks } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import { doneHereWords, keepHere, keeping, type KeepingEvent, type KeepingState } from '../own-app/own-key.ts';
import { quoted } from '../common/quote.ts';
import { institutionName } from '../common/institution.ts';

/**
 * Manual 2-2, App/Browser (アプリ/ブラウザ), on the institution's own pages.
 *
 * For a person who reads codes by mail and has never set up the app. Leaves the app on the account, if the person does
 * what is said here; this page only leads, reads the QR code, and compares or is the app. Left half way, the account is
 * unchanged.
 */
type Choice = BrowserChoice | 'here';
type State =
  | BrowserState
  | GuideState<Choice>
  | KeepingState<Kept<Choice>>
  /** The digits that the institution's page asks for. */
  | { at: 'codeHere'; kept: Kept<Choice>; entry: Entry }
  | { at: 'doneHere' };
type Event = BrowserEvent | GuideEvent | KeepingEvent | { type: 'wentToOwnApp' };

const isHere = (choice: Choice): choice is 'here' => choice === 'here';

const { define, embed, go } = hostOf<State, Event, never, InputOf<'app-browser'>>();

const readHere = (policy: Policy): State => ({ at: 'method', policy, choice: 'here' });
/** Where the choice of this app was made. */
const beforeKey = (policy: Policy, choice: Choice, context: Context<InputOf<'app-browser'>>) => {
  if (!isHere(choice)) return { at: 'install', policy, choice } as const;
  const first = firstBrowserState(policy, context);
  return context.input.isHere ? go(first, { effect: 'hand-over', flow: 'choose', input: { isWhere: true } }) : first;
};

export const appBrowserGuideFlow = define({
  id: 'app-browser',
  start: (context) => {
    const { policy } = context.profile;
    return context.input.isHere ? readHere(policy) : firstBrowserState(policy, context);
  },
  states: {
    ...embed(choosingBrowserApp(guideSteps), {
      ready: ({ policy, choice }) => ({ at: 'method', policy, choice }),
      here: (_, { profile: { policy } }) => readHere(policy),
    }),
    ...embed(
      guidingSetup<Choice>({
        kind: 'browser',
        scanWords: (choice, context) => (isHere(choice) ? [] : browserScanWords(choice, context)),
        keyScreen: (choice, _, context) => browserKeyScreen(choice !== 'other', context),
        isThisPage: isHere,
        advice: browserAdvice,
      }),
      {
        before: ({ policy, choice }, context) => beforeKey(policy, choice, context),
        read: ({ kept, entry }) => {
          const { policy, choice } = kept;
          if (isHere(choice)) return keepHere({ kept, entry });
          // The key itself says more of its settings than the profile does.
          return choice === 'other' || extensionKeeps(entry.key) ? showRead(kept, entry) : { at: 'wouldLose', policy };
        },
        // Back to the digits that are shown here.
        tryAgain: ({ kept, entry }) =>
          isHere(kept.choice) && entry ? { at: 'codeHere', kept, entry } : { at: 'code', kept, entry },
      },
    ),
    ...embed(keeping<Kept<Choice>>(), {
      kept: ({ inVault: { kept, entry } }) => ({ at: 'codeHere', kept, entry }),
      left: ({ kept: { policy, choice } }, context) => beforeKey(policy, choice, context),
    }),
    codeHere: {
      screen: ({ entry }, context) => {
        const confirm = quoted(context, 'confirm');
        return {
          kind: 'compare-code',
          heading: msg('Not finished yet: type these digits on that page'),
          progress: { at: 2, steps: ownGuideSteps() },
          body: [
            registerWords(context),
            confirm
              ? msg(str`Type the digits below, without a blank, and press ${confirm}.`)
              : msg('Type the digits below, without a blank, and confirm them.'),
            completedWords(context),
          ],
          key: entry.key,
          label: msg(str`Code of ${institutionName(context)}`),
          links: contactLinks(context),
          primary: { label: msg('The page says so'), event: { type: 'finished' } },
          others: [{ label: msg('The code was not accepted'), event: { type: 'wasRefused' } }],
        };
      },
      unfinished: true,
      on: {
        finished: () => go({ at: 'doneHere' }, { effect: 'complete' }),
        wasRefused: ({ kept, entry }) => ({ at: 'notTaken', kept, entry }),
      },
    },
    doneHere: {
      screen: () => ({
        kind: 'done',
        ...doneHereWords(),
        primary: { label: msg('Show the codes'), event: { type: 'wentToOwnApp' } },
        others: [{ label: msg('Add a second device'), event: { type: 'wentToSync' } }],
      }),
      on: {
        wentToOwnApp: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }),
        wentToSync: (state) => go(state, { effect: 'hand-over', flow: 'sync', input: { from: 'browser' } }),
      },
    },
  },
});

import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { dayWords } from '../common/device-words.ts';
import { failedScreen } from '../common/failed-screen.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import { isGone, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Screen } from '../machine/screen.ts';

/**
 * Makes recovery codes, for the day when every device is gone. Each works once, where the back end asks for a fresh
 * proof.
 *
 * For a person who has something set up. They are shown once and count when the person says that they are kept; left
 * before that, nothing has changed.
 */
type Shown = Answer<'beginRecoveryCodes'>;

type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | { at: 'none' }
  | { at: 'intro'; account: Account }
  | { at: 'beginning'; account: Account }
  | { at: 'codes'; account: Account; shown: Shown; refusal?: Refusal }
  | { at: 'keeping'; account: Account; shown: Shown }
  | { at: 'kept'; left: number };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'wantedCodes' }
  | { type: 'begun'; answer: Shown }
  | { type: 'kept' }
  | { type: 'confirmed'; answer: Answer<'confirmRecoveryCodes'> }
  | { type: 'wentToOverview' }
  | Refused;

const { define, go } = hostOf<State, Event>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
const toOverview = (state: State): Transition<State, Event> => go(state, { effect: 'hand-over', flow: 'overview' });

function introScreen({ account: { policy, recovery } }: { account: Account }, context: Context): Screen<Event> {
  const { recoveryCodeCount: count = 1 } = policy;
  return {
    kind: 'notice',
    heading: msg('Recovery codes'),
    body: [
      count > 1
        ? msg(str`${count} codes for the day when your phone is gone. Each works once, in place of a code of the app.`)
        : msg('Codes for the day when your phone is gone. Each works once, in place of a code of the app.'),
      msg('Keep them on paper or in a password manager, not on the phone itself.'),
      ...(recovery
        ? [
            msg(str`You kept codes on ${dayWords(recovery.madeAt, context)}. Left: ${recovery.left}.`),
            msg('Once you have kept new ones, the former ones no longer work.'),
          ]
        : []),
    ],
    primary: { label: recovery ? msg('Make new codes') : msg('Make my codes'), event: { type: 'wantedCodes' } },
    others: [{ label: msg('Not now'), event: { type: 'wentToOverview' } }],
    links: contactLinks(context),
  };
}

function codesScreen({
  account,
  shown,
  refusal,
}: {
  account: Account;
  shown: Shown;
  refusal?: Refusal;
}): Screen<Event> {
  return {
    kind: 'save-codes',
    heading: msg('Keep these codes'),
    body: [msg('They are shown now and never again. Print them, or save them where only you can read them.')],
    ...refusalAlert(refusal),
    codes: shown.codes,
    label: msg('Recovery codes'),
    copy: msg('Copy the codes'),
    copied: msg('Copied'),
    download: msg('Save as a file'),
    print: msg('Print'),
    title: msg(str`Recovery codes of ${account.label}, ${account.issuer}. Each works once.`),
    primary: { label: msg('I have kept them'), event: { type: 'kept' } },
    others: [{ label: msg('Stop without new codes'), event: { type: 'wentToOverview' } }],
  };
}

export const recoveryCodesFlow = define({
  id: 'recovery-codes',
  start: ({ mode }) => (mode === 'backed' ? load : go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' })),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (_, { answer: account }) =>
          account.policy.recoveryCodes && offers(account, 'beginRecoveryCodes')
            ? { at: 'intro', account }
            : { at: 'none' },
      },
    },
    failed: { only: 'backed', screen: failedScreen({ type: 'retried' }), on: { retried: () => load } },
    none: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('There are no recovery codes here'),
        body: [msg('Your institution does not use them. If every device is gone, set the app up again by mail.')],
        primary: { label: msg('Back to the overview'), event: { type: 'wentToOverview' } },
        links: contactLinks(context),
      }),
      on: { wentToOverview: toOverview },
    },
    intro: {
      only: 'backed',
      screen: introScreen,
      on: {
        wantedCodes: ({ account }) =>
          go(
            { at: 'beginning', account },
            { effect: 'call', operation: 'beginRecoveryCodes', input: {}, then: 'begun' },
          ),
        wentToOverview: toOverview,
      },
    },
    beginning: {
      only: 'backed',
      busyOn: 'intro',
      screen: introScreen,
      on: {
        begun: ({ account }, { answer: shown }) => ({ at: 'codes', account, shown }),
        refused: ({ account }, { problem }) =>
          // The person gave up at the proof of identity, so nothing has happened.
          problem.code === 'step_up_required' ? { at: 'intro', account } : { at: 'failed', problem },
      },
    },
    codes: {
      only: 'backed',
      unfinished: true,
      screen: codesScreen,
      on: {
        kept: ({ account, shown }) =>
          go(
            { at: 'keeping', account, shown },
            { effect: 'call', operation: 'confirmRecoveryCodes', input: { id: shown.id }, then: 'confirmed' },
          ),
        wentToOverview: toOverview,
      },
    },
    keeping: {
      only: 'backed',
      busyOn: 'codes',
      screen: codesScreen,
      on: {
        confirmed: (_, { answer: { recovery } }) => go({ at: 'kept', left: recovery.left }, { effect: 'complete' }),
        // The codes are still on the screen, so the person can try again.
        refused: ({ account, shown }, { problem }, { nowMs }) =>
          isGone(problem)
            ? { at: 'failed', problem }
            : { at: 'codes', account, shown, refusal: { why: 'problem', problem, atMs: nowMs } },
      },
    },
    kept: {
      only: 'backed',
      screen: ({ left }) => ({
        kind: 'done',
        heading: msg('Your recovery codes count now'),
        body: [msg(str`Left: ${left}. When few are left, make new ones.`)],
        primary: { label: msg('Back to the overview'), event: { type: 'wentToOverview' } },
      }),
      on: { wentToOverview: toOverview },
    },
  },
});

import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, Enrolment } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { msg } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { browserName } from '../common/browser-name.ts';
import { toldApart } from '../common/device-name.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { failedScreen } from '../common/failed-screen.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { Anew, InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import {
  doneHereWords,
  drop,
  entryOf,
  inVaultOf,
  keepHere,
  makeProof,
  mayDrop,
  mayTryNext,
  provingOwnKey,
  tie,
  type InVault,
  type OwnKeyEvent,
  type OwnKeyState,
} from './own-key.ts';

/**
 * Manual 2-2 with the app that this page is: nothing to install, nothing to type.
 *
 * For a person who reads codes by mail and has never set up the app; with `anew` for a new key (see app-setup.ts).
 * Leaves one device on the account and its key in this browser. Left half way, the account is unchanged, and the key in
 * the browser shows digits that do not count; the set-up is found again with the same key.
 */
interface Begun {
  account: Account;
  enrolment: Enrolment;
}

type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | { at: 'before' | 'cannot'; account: Account }
  | { at: 'beginning'; account: Account }
  | OwnKeyState<Begun>
  /** The person wants another app: the set-up is given up first. */
  | ({ at: 'leaving' } & Begun)
  | ({ at: 'confirming' } & InVault<Begun>)
  | { at: 'done'; account: Account };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'began' }
  | { type: 'begun'; answer: Enrolment }
  | { type: 'confirmed'; answer: Answer<'confirmApp'> }
  | { type: 'cancelled'; answer: Answer<'cancelApp'> }
  | { type: 'wentTo'; flow: FlowId }
  | { type: 'wentToAnother' }
  | OwnKeyEvent
  | Refused;

type Told = Context<InputOf<'app-here'>>;
const { define, embed, go } = hostOf<State, Event, never, InputOf<'app-here'>>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
const away = (state: State, { flow }: { flow: FlowId }): Transition<State, Event> =>
  go(state, { effect: 'hand-over', flow });
/** What has to be read before another key is added. */
const wordsOf = ({ again }: Anew): Pick<Anew, 'again'> => (again ? { again } : {});
const failed = ({ problem }: { problem: Problem }): State => ({ at: 'failed', problem });
/** To where another app may be set up, for the same device where this was about one. */
const toAnother = (state: State, _: unknown, { input }: Told): Transition<State, Event> =>
  input.anew
    ? go(state, { effect: 'hand-over', flow: 'app-browser', input: { anew: input.anew, ...wordsOf(input) } })
    : go(state, { effect: 'hand-over', flow: 'choose', input: { isWhere: true, ...wordsOf(input) } });

const begin = (account: Account, { device: { platform }, input: { anew } }: Told): Transition<State, Event> =>
  go(
    { at: 'beginning', account },
    {
      effect: 'call',
      operation: 'beginApp',
      input: {
        kind: 'browser',
        ...(platform && { platform }),
        ...(anew && { anew: true, ...anew }),
      },
      then: 'begun',
    },
  );

export const appHereFlow = define({
  id: 'app-here',
  // Without a back end the institution's page makes the key, which this one reads.
  start: ({ mode, input }) =>
    mode === 'backed'
      ? load
      : go(
          { at: 'loading' },
          input.isAsked
            ? { effect: 'hand-over', flow: 'app-browser', input: { isHere: true, ...wordsOf(input) } }
            : { effect: 'hand-over', flow: 'choose', input: wordsOf(input) },
        ),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, context) => {
          const { anew, again, isAsked } = context.input;
          if (account.devices.length && !anew) return away(state, { flow: 'overview' });
          if (!offers(account, 'beginApp')) return away(state, { flow: 'not-offered' });
          // Manual 2-2 knows what to do about mail that is missing.
          if (account.policy.mail.requiredFirst && !account.mail) return away(state, { flow: 'app-browser' });
          if (!canMakeCodes(account.policy.app)) return { at: 'cannot', account };
          // What has to be read before another key comes here has its screen.
          return isAsked && !again ? begin(account, context) : { at: 'before', account };
        },
      },
    },
    failed: { only: 'backed', screen: failedScreen({ type: 'retried' }), on: { retried: () => load } },
    before: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('The app in this browser'),
        body: [
          ...(context.input.again?.() ?? []),
          msg('This page shows your codes from now on, with or without a connection. There is nothing to install.'),
          msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
        ],
        primary: { label: msg('Set it up here'), event: { type: 'began' } },
        back: { type: 'wentToAnother' },
        links: contactLinks(context),
      }),
      on: { began: ({ account }, _, context) => begin(account, context), wentToAnother: toAnother },
    },
    cannot: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('This page cannot make these codes'),
        body: [msg('Your service makes codes in a way that this page does not know. Use another app.')],
        primary: { label: msg('Use another app'), event: { type: 'wentToAnother' } },
        links: contactLinks(context),
      }),
      on: { wentToAnother: toAnother },
    },
    beginning: {
      only: 'backed',
      screen: loadingScreen,
      on: {
        begun: ({ account }, { answer: enrolment }) => {
          const entry = entryOf(account, enrolment.key);
          if (!entry) return { at: 'cannot', account };
          return keepHere<Begun>({ kept: { account, enrolment }, entry });
        },
        // Who does not prove who they are has lost nothing.
        refused: ({ account }, { problem }) =>
          problem.code === 'step_up_required' ? { at: 'before', account } : { at: 'failed', problem },
      },
    },
    ...embed(provingOwnKey<Begun>(), {
      kept: ({ inVault }) => makeProof(inVault),
      code: ({ inVault, code }, context) =>
        go(
          { ...inVault, at: 'confirming' },
          {
            effect: 'call',
            operation: 'confirmApp',
            input: {
              id: inVault.kept.enrolment.id,
              code: code.reveal(),
              ...(!context.input.anew?.deviceId && {
                name: toldApart(browserName(msg('Browser'), context), inVault.kept.account.devices),
              }),
            },
            then: 'confirmed',
          },
        ),
      tied: ({ inVault, deviceId }) =>
        go({ at: 'done', account: inVault.kept.account }, { effect: 'complete', deviceId }),
      failed,
      left: ({ kept }) =>
        go(
          { at: 'leaving', ...kept },
          { effect: 'call', operation: 'cancelApp', input: { id: kept.enrolment.id }, then: 'cancelled' },
        ),
    }),
    leaving: {
      only: 'backed',
      screen: loadingScreen,
      // A refused cancellation changes nothing: the set-up expires by itself.
      on: { cancelled: toAnother, refused: toAnother },
    },
    confirming: {
      only: 'backed',
      screen: () => ({ kind: 'wait', heading: msg('Setting up the app in this browser…') }),
      on: {
        confirmed: (state, { answer: { device } }) => tie(state, device.id),
        refused: (state, { problem }) => {
          if (mayTryNext(state, problem)) return makeProof<Begun>({ ...inVaultOf(state), isNext: true });
          // Another tab has finished the set-up. The account tells with which device.
          if (problem.code === 'already_enrolled') return load;
          return mayDrop(state, problem) ? drop(state, problem) : failed({ problem });
        },
      },
    },
    done: {
      only: 'backed',
      screen: ({ account }, { input: { anew } }) => {
        const { policy, recovery } = account;
        const offersCodes = !anew && policy.recoveryCodes && !recovery && offers(account, 'beginRecoveryCodes');
        const way = (label: string, flow: FlowId) => ({ label, event: { type: 'wentTo', flow } as const });
        return {
          kind: 'done',
          ...doneHereWords(),
          primary: way(msg('Show the codes'), 'authenticator'),
          others: [
            ...(offersCodes ? [way(msg('Make recovery codes'), 'recovery-codes')] : []),
            way(msg('See what you can do'), 'overview'),
          ],
        };
      },
      on: { wentTo: away },
    },
  },
});

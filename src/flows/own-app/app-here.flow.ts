import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, Enrolment } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { msg } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { browserName } from '../common/browser-name.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { failedScreen } from '../common/failed-screen.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import {
  doneHereWords,
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
  | ({ at: 'confirming' } & InVault<Begun>)
  /** Takes a key that the service refused out of the vault again. */
  | { at: 'dropping'; problem: Problem }
  | { at: 'done' };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'began' }
  | { type: 'begun'; answer: Enrolment }
  | { type: 'confirmed'; answer: Answer<'confirmApp'> }
  | { type: 'dropped'; answer: object }
  | { type: 'wentTo'; flow: FlowId }
  | OwnKeyEvent
  | Refused;

const { define, embed, go } = hostOf<State, Event, never, Anew>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
/** With what it is for, to where another app may be set up for it. */
const away = (state: State, { flow }: { flow: FlowId }, { input }: Context<Anew>): Transition<State, Event> =>
  go(state, {
    effect: 'hand-over',
    ...(flow === 'app-browser' ? { flow, input } : { flow }),
  });

const begin = (account: Account, { device: { platform }, input: { anew } }: Context<Anew>): Transition<State, Event> =>
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
  start: (context) => (context.mode === 'backed' ? load : away({ at: 'loading' }, { flow: 'choose' }, context)),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, context) => {
          if (account.devices.length && !context.input.anew) return away(state, { flow: 'overview' }, context);
          if (!offers(account, 'beginApp')) return away(state, { flow: 'not-offered' }, context);
          // Manual 2-2 knows what to do about mail that is missing.
          if (account.policy.mail.requiredFirst && !account.mail) return away(state, { flow: 'app-browser' }, context);
          return { at: canMakeCodes(account.policy.app) ? 'before' : 'cannot', account };
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
          msg('This page shows your codes from now on, with or without a connection. There is nothing to install.'),
          msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
        ],
        primary: { label: msg('Set it up here'), event: { type: 'began' } },
        back: { type: 'wentTo', flow: 'app-browser' },
        links: contactLinks(context),
      }),
      on: { began: ({ account }, _, context) => begin(account, context), wentTo: away },
    },
    cannot: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('This page cannot make these codes'),
        body: [msg('Your service makes codes in a way that this page does not know. Use another app.')],
        primary: { label: msg('Use another app'), event: { type: 'wentTo', flow: 'app-browser' } },
        links: contactLinks(context),
      }),
      on: { wentTo: away },
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
        refused: (_, { problem }) => ({ at: 'failed', problem }),
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
              ...(!context.input.anew?.deviceId && { name: browserName(msg('Browser'), context) }),
            },
            then: 'confirmed',
          },
        ),
      tied: ({ deviceId }) => go({ at: 'done' }, { effect: 'complete', deviceId }),
      left: ({ kept: { account } }, context) => away({ at: 'beginning', account }, { flow: 'app-browser' }, context),
    }),
    confirming: {
      only: 'backed',
      screen: () => ({ kind: 'wait', heading: msg('Setting up the app in this browser…') }),
      on: {
        confirmed: (state, { answer: { device } }) => tie(state, device.id),
        refused: (state, { problem }) => {
          if (mayTryNext(state, problem)) return makeProof<Begun>({ ...inVaultOf(state), isNext: true });
          // Another tab has finished the set-up. The account tells with which device.
          if (problem.code === 'already_enrolled') return load;
          if (!mayDrop(state, problem)) return { at: 'failed', problem };
          return go(
            { at: 'dropping', problem },
            { effect: 'vault', operation: 'remove', input: { id: state.id }, then: 'dropped' },
          );
        },
      },
    },
    dropping: {
      only: 'backed',
      screen: loadingScreen,
      on: {
        dropped: ({ problem }) => ({ at: 'failed', problem }),
        vaultRefused: ({ problem }) => ({ at: 'failed', problem }),
      },
    },
    done: {
      only: 'backed',
      screen: () => ({
        kind: 'done',
        ...doneHereWords(),
        primary: { label: msg('Show the codes'), event: { type: 'wentTo', flow: 'authenticator' } },
        others: [{ label: msg('See what you can do'), event: { type: 'wentTo', flow: 'overview' } }],
      }),
      on: { wentTo: away },
    },
  },
});

import type { Account, Answer, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { hostOf } from '../machine/host.ts';
import type { Refused } from '../machine/machine.ts';
import { lockedUntilMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Screen } from '../machine/screen.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn, type CodeRule } from '../machine/typed-code.ts';

/**
 * Tells a person whether the codes of their app work.
 *
 * For a person who has the app. Leaves nothing behind, and uses the code up.
 */
type State =
  | { at: 'loading' }
  | { at: 'noApp' }
  | { at: 'code'; account: Account; refusal?: Refusal }
  | { at: 'checking'; account: Account }
  | { at: 'works'; device: Device | undefined };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'submittedCode'; value: string }
  | { type: 'checked'; answer: Answer<'checkCode'> }
  | { type: 'wentOn' }
  | Refused;

const ruleOf = ({ policy }: Account): CodeRule => ({
  asked: 'app',
  digits: policy.app.digits,
  otherDigits: policy.mail.digits,
});

function codeScreen({ account, refusal }: { account: Account; refusal?: Refusal }): Screen<Event> {
  const { digits } = ruleOf(account);
  const until = lockedUntilMs(refusal);
  return {
    kind: 'enter-code',
    heading: msg('Does my code work?'),
    body: [msg('Type the digits the app shows now. They are used up by this: sign in with the next ones.')],
    ...refusalAlert(refusal),
    field: { label: msg(str`${digits}-digit code`), digits },
    submit: { label: msg('Check'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    others: [{ label: msg('Back to the overview'), event: { type: 'wentOn' } }],
  };
}

/** The service recognises a code from further off, but does not accept it: the clock that made it is wrong. */
function clockOff({ devices, policy }: Account, { deltaSteps, deviceId }: Answer<'checkCode'>, nowMs: number): Refusal {
  const kinds = new Set(devices.filter(({ id }) => !deviceId || id === deviceId).map(({ kind }) => kind));
  return {
    why: 'clock',
    slowS: -deltaSteps * policy.app.periodS,
    exact: false,
    ...(kinds.size === 1 && kinds.has('browser') && { kind: 'browser' }),
    problem: { code: 'invalid_code' },
    atMs: nowMs,
  };
}

const { define, go } = hostOf<State, Event>();

const toOverview = (state: State) => go(state, { effect: 'hand-over', flow: 'overview' });

export const checkCodeFlow = define({
  id: 'check-code',
  start: ({ mode }) =>
    mode === 'backed'
      ? go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' })
      : go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' }),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }) => {
          if (!offers(account, 'checkCode')) return go(state, { effect: 'hand-over', flow: 'not-offered' });
          return account.devices.length ? { at: 'code', account } : { at: 'noApp' };
        },
      },
    },
    noApp: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('There is no app to check'),
        primary: { label: msg('Back to the overview'), event: { type: 'wentOn' } },
        links: contactLinks(context),
      }),
      on: { wentOn: toOverview },
    },
    code: {
      only: 'backed',
      screen: codeScreen,
      on: {
        submittedCode: ({ account }, { value }) => {
          const rule = ruleOf(account);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', account, refusal: { why: 'slip', slip, rule } };
          return go(
            { at: 'checking', account },
            { effect: 'call', operation: 'checkCode', input: { code: inOnePiece(value) }, then: 'checked' },
          );
        },
        wentOn: toOverview,
      },
    },
    checking: {
      only: 'backed',
      busyOn: 'code',
      screen: codeScreen,
      on: {
        checked: ({ account }, { answer }, { nowMs }) =>
          Math.abs(answer.deltaSteps) <= 1
            ? go(
                { at: 'works', device: account.devices.find(({ id }) => id === answer.deviceId) },
                { effect: 'complete' },
              )
            : { at: 'code', account, refusal: clockOff(account, answer, nowMs) },
        refused: ({ account }, { problem }, { nowMs }) =>
          problem.code === 'not_found'
            ? { at: 'noApp' }
            : { at: 'code', account, refusal: { why: 'problem', problem, atMs: nowMs } },
      },
    },
    works: {
      only: 'backed',
      screen: ({ device }) => ({
        kind: 'done',
        heading: msg('Your code works'),
        body: [
          ...(device ? [msg(str`It is from “${device.name}”.`)] : []),
          msg('Sign in with the next digits: each code counts once.'),
        ],
        primary: { label: msg('Back to the overview'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: toOverview },
    },
  },
});

import type { Problem } from '../contract/problem-codes.ts';
import type { Account, Answer, Input } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import { contactLinks, loadingStep } from './common-steps.ts';
import { failedStep } from './failed-step.ts';
import { defineFlow, go, type Context, type Refused } from './machine.ts';
import { isGone, lockedUntilMs, refusalAlert, type Refusal } from './refusal.ts';
import type { Step } from './steps.ts';
import { inOnePiece } from '../text/typed.ts';
import { slipIn, type CodeRule } from './typed-code.ts';

/**
 * A fresh proof that it is you, by mail, by the app or by a recovery code. Cuts in when any call is refused with `step_up_required`;
 * afterwards that call is made once more.
 *
 * Leaves a proof behind that the back end remembers for some minutes. Left half way, the refused call stays refused.
 */
type Method = Input<'beginStepUp'>['method'];
type Proof = Answer<'beginStepUp'>;

interface Known {
  account: Account;
}

type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | ({ at: 'method' } & Known)
  | ({ at: 'beginning' } & Known)
  | ({ at: 'code'; proof: Proof; refusal?: Refusal } & Known)
  | ({ at: 'confirming'; proof: Proof } & Known);

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'chose'; method: Method }
  | { type: 'begun'; answer: Proof }
  | { type: 'submittedCode'; value: string }
  | { type: 'confirmed'; answer: Answer<'confirmStepUp'> }
  | { type: 'choseAnother' }
  | { type: 'stopped' }
  | Refused;

const load = go<State, Event>(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);
const begin = (account: Account, method: Method) =>
  go<State, Event>(
    { at: 'beginning', account },
    { effect: 'call', operation: 'beginStepUp', input: { method }, then: 'begun' },
  );
const stop = (state: State) => go<State, Event>(state, { effect: 'stop' });

function codeRule({ account: { policy }, proof: { method, digits } }: Known & { proof: Proof }): CodeRule {
  if (method === 'mail') return { asked: 'mail', digits, otherDigits: policy.app.digits };
  // Nothing else has the length of a recovery code.
  return { asked: 'app', digits, otherDigits: method === 'app' ? policy.mail.digits : digits };
}

function asking({ method, address }: Proof): string {
  if (address) return msg(str`Before this change we sent a mail to ${address}. Type the code from it.`);
  return method === 'app'
    ? msg('Before this change, type the digits your app shows now.')
    : msg('Before this change, type one of your recovery codes. Each works once.');
}

const methodWords = (): Record<Method, string> => ({
  mail: msg('Send me a code by mail'),
  app: msg('Type the digits of my app'),
  recovery: msg('Use a recovery code'),
});

/** The ways that we know how to go. */
const methodsOf = ({ stepUp }: Account): Method[] =>
  (['mail', 'app', 'recovery'] as const).filter((method) => stepUp.methods.includes(method));

function codeStep(state: Known & { proof: Proof; refusal?: Refusal }): Step<Event> {
  const rule = codeRule(state);
  const until = lockedUntilMs(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Confirm that it is you'),
    body: [asking(state.proof)],
    ...refusalAlert(state.refusal),
    field: { label: msg(str`${rule.digits}-digit code`), digits: rule.digits },
    submit: { label: msg('Confirm'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    others: [
      ...(methodsOf(state.account).length > 1
        ? [{ label: msg('Confirm in another way'), event: { type: 'choseAnother' as const } }]
        : []),
      { label: msg('Cancel'), event: { type: 'stopped' } },
    ],
  };
}

function refuse(state: Known & { proof: Proof }, { problem }: Refused, { nowMs }: Context): State {
  if (isGone(problem) || problem.code === 'code_expired') return { at: 'failed', problem };
  return { at: 'code', account: state.account, proof: state.proof, refusal: { why: 'problem', problem, atMs: nowMs } };
}

export const stepUpFlow = defineFlow<State, Event>({
  id: 'step-up',
  start: () => load,
  states: {
    loading: {
      step: loadingStep,
      on: {
        loaded: (_, { answer: account }) => {
          const [first, second] = methodsOf(account);
          return first && !second ? begin(account, first) : { at: 'method', account };
        },
      },
    },
    failed: {
      step: (state, context) => ({
        ...failedStep<Event>({ type: 'retried' })(state, context),
        others: [{ label: msg('Cancel'), event: { type: 'stopped' } }],
      }),
      on: { retried: () => load, stopped: stop },
    },
    method: {
      step: ({ account }, context) => ({
        kind: 'choose',
        heading: msg('Confirm that it is you'),
        body: [
          methodsOf(account).length
            ? msg('This change needs a fresh code.')
            : msg(
                'This change needs a fresh proof that it is you. This page knows no way to give it: ask the help desk.',
              ),
        ],
        links: contactLinks(context),
        choices: methodsOf(account).map((method) => ({
          label: methodWords()[method],
          ...(method === 'mail' && account.mail && { note: account.mail.address }),
          event: { type: 'chose' as const, method },
        })),
        others: [{ label: msg('Cancel'), event: { type: 'stopped' } }],
      }),
      on: { chose: ({ account }, { method }) => begin(account, method), stopped: stop },
    },
    beginning: {
      step: loadingStep,
      on: {
        begun: ({ account }, { answer: proof }) => ({ at: 'code', account, proof }),
        refused: (_, { problem }) => ({ at: 'failed', problem }),
      },
    },
    code: {
      step: codeStep,
      on: {
        submittedCode: (state, { value }) => {
          const { account, proof } = state;
          const rule = codeRule(state);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', account, proof, refusal: { why: 'slip', slip, rule } };
          return go<State, Event>(
            { at: 'confirming', account, proof },
            {
              effect: 'call',
              operation: 'confirmStepUp',
              input: { id: proof.id, code: inOnePiece(value) },
              then: 'confirmed',
            },
          );
        },
        choseAnother: ({ account }) => ({ at: 'method', account }),
        stopped: stop,
      },
    },
    confirming: {
      busyOn: 'code',
      step: codeStep,
      on: { confirmed: (state) => go<State, Event>(state, { effect: 'complete' }), refused: refuse },
    },
  },
});

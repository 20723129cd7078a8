import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, Input, OperationName, StepUpOperation } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { failedScreen } from '../common/failed-screen.ts';
import { offers } from '../common/account.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { isGone, lockedUntilMs, ourTimeMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Screen } from '../machine/screen.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn, type CodeRule } from '../machine/typed-code.ts';

/**
 * Asks for a fresh proof of identity, by mail, by the app or by a recovery code. Cuts in when a call is refused
 * with `step_up_required`; afterwards the runner makes that call again.
 *
 * Leaves a proof behind that the back end remembers for some minutes. Left half way, the person is where they pressed. A
 * mail is sent at a press only; whoever has the app is asked for its digits at once, with the other ways below.
 */
type Method = Input<'beginStepUp'>['method'];
type Proof = Answer<'beginStepUp'>;

interface Known {
  account: Account;
}
interface Asked extends Known {
  proof: Proof;
  /** From when another mail may be asked for, on this device's clock. */
  againMs: number;
}

type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | ({ at: 'method'; refusal?: Refusal } & Known)
  | ({ at: 'beginning' } & Known)
  | ({ at: 'code'; refusal?: Refusal; isNew?: true } & Asked)
  | ({ at: 'confirming' } & Asked)
  | ({ at: 'resending' } & Asked);

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'chose'; method: Method }
  | { type: 'begun'; answer: Proof }
  | { type: 'submittedCode'; value: string }
  | { type: 'confirmed'; answer: Answer<'confirmStepUp'> }
  | { type: 'askedAgain' }
  | { type: 'stopped' }
  | Refused;

const { define, go } = hostOf<State, Event>();

const load = go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });
const begin = (to: State, method: Method) =>
  go(to, { effect: 'call', operation: 'beginStepUp', input: { method }, then: 'begun' });
const stop = (state: State) => go(state, { effect: 'stop' });
const chose = ({ account }: Known, { method }: { method: Method }) => begin({ at: 'beginning', account }, method);

function codeRule({ account: { policy }, proof: { method, digits } }: Known & { proof: Proof }): CodeRule {
  if (method === 'mail') return { asked: 'mail', digits, otherDigits: policy.app.digits };
  // No other code has the length of a recovery code.
  return { asked: 'app', digits, otherDigits: method === 'app' ? policy.mail.digits : digits };
}

/** Each operation that may ask for a proof has its case below, or does not compile. The others need no words here. */
const noPurpose = (_: Exclude<OperationName, StepUpOperation> | undefined): string[] => [];

/** For what the proof is asked. */
function purpose({ refusedCall }: Context): string[] {
  switch (refusedCall) {
    case 'beginMail':
      return [msg('You are about to set up a mail address.')];
    case 'beginApp':
      return [msg('You are about to set up the app.')];
    case 'beginSync':
      return [msg('You are about to put the app on a device.')];
    case 'renameDevice':
      return [msg('You are about to rename a device.')];
    case 'removeDevice':
      return [msg('You are about to remove a device.')];
    case 'restoreDevice':
      return [msg('You are about to put a device back on the list.')];
    case 'beginRecoveryCodes':
      return [msg('You are about to make recovery codes.')];
    default:
      return noPurpose(refusedCall);
  }
}

function asking({ method, address }: Proof): string {
  if (address) return msg(str`We sent a mail to ${address}. Type the code from it.`);
  return method === 'app'
    ? msg('Type the digits that your app shows now.')
    : msg('Type one of your recovery codes. Each works once.');
}

const methodWords = (): Record<Method, string> => ({
  mail: msg('Send me a code by mail'),
  app: msg('Type the digits of my app'),
  recovery: msg('Use a recovery code'),
});

/** The methods that this version knows. */
const methodsOf = (account: Account): Method[] =>
  offers(account, 'beginStepUp')
    ? (['mail', 'app', 'recovery'] as const).filter((method) => account.stepUp.methods.includes(method))
    : [];

/** The way that costs a person least: the app is at hand, a mail has to be waited for, and a recovery code is used up. */
const quickest = (methods: Method[]): Method | undefined =>
  methods.find((method) => method === 'app') ?? (methods[1] || methods[0] === 'mail' ? undefined : methods[0]);

const waysOf = (methods: Method[]) =>
  methods.map((method) => ({ label: methodWords()[method], event: { type: 'chose', method } as const }));

const askedOf = ({ account, proof, againMs }: Asked): Asked => ({ account, proof, againMs });

function codeScreen(state: Asked & { refusal?: Refusal; isNew?: true }, context: Context): Screen<Event> {
  const rule = codeRule(state);
  const until = lockedUntilMs(state.refusal) ?? ourTimeMs(state.proof.lockedUntil, context);
  const { alert } = state.isNew
    ? { alert: { tone: 'news' as const, text: msg('A new code is on its way. The former one no longer works.') } }
    : refusalAlert(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Confirm that it is you'),
    body: [...purpose(context), asking(state.proof)],
    ...(alert && { alert }),
    field: { label: msg(str`${rule.digits}-digit code`), digits: rule.digits },
    submit: { label: msg('Confirm'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    ...(state.proof.method === 'mail' && {
      again: { label: msg('Send a new code'), event: { type: 'askedAgain' } as const, fromMs: state.againMs },
    }),
    others: [
      ...waysOf(methodsOf(state.account).filter((method) => method !== state.proof.method)),
      { label: msg('Cancel'), event: { type: 'stopped' } },
    ],
  };
}

function refuse(state: Asked, { problem }: Refused, { nowMs }: Context): State {
  if (isGone(problem) || problem.code === 'code_expired') return { at: 'failed', problem };
  return { at: 'code', ...askedOf(state), refusal: { why: 'problem', problem, atMs: nowMs } };
}

/** The person can still type the code that was sent. Only another mail has to wait. */
function refuseAnother(state: Asked, { problem }: Refused, { nowMs }: Context): State {
  const { code, retryAfterMs = 0 } = problem;
  const refusal = { why: 'problem', problem: { code }, atMs: nowMs } as const;
  return { at: 'code', ...askedOf(state), againMs: nowMs + retryAfterMs, refusal };
}

const ask = (account: Account, proof: Proof, context: Context): Asked => ({
  account,
  proof,
  againMs: ourTimeMs(proof.resendAt, context) ?? context.nowMs + account.policy.mail.resendAfterS * 1000,
});

export const stepUpFlow = define({
  id: 'step-up',
  start: () => load,
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (_, { answer: account }) => {
          const method = quickest(methodsOf(account));
          return method ? begin({ at: 'beginning', account }, method) : { at: 'method', account };
        },
      },
    },
    failed: {
      screen: (state, context) => ({
        ...failedScreen<Event>({ type: 'retried' })(state, context),
        others: [{ label: msg('Cancel'), event: { type: 'stopped' } }],
      }),
      on: { retried: () => load, stopped: stop },
    },
    method: {
      screen: ({ account, refusal }, context) => ({
        kind: 'choose',
        heading: msg('Confirm that it is you'),
        body: [
          ...purpose(context),
          ...(methodsOf(account).length
            ? []
            : [
                msg(
                  'This change needs a fresh proof that it is you. This page knows no way to give it: ask the help desk.',
                ),
              ]),
        ],
        ...refusalAlert(refusal),
        links: contactLinks(context),
        choices: waysOf(methodsOf(account)).map((way) => ({
          ...way,
          ...(way.event.method === 'mail' && account.mail && { note: account.mail.address }),
        })),
        others: [{ label: msg('Cancel'), event: { type: 'stopped' } }],
      }),
      on: { chose, stopped: stop },
    },
    beginning: {
      screen: loadingScreen,
      on: {
        begun: ({ account }, { answer: proof }, context) => ({ at: 'code', ...ask(account, proof, context) }),
        // Of several ways another one is left.
        refused: ({ account }, { problem }, { nowMs }) =>
          methodsOf(account).length > 1
            ? { at: 'method', account, refusal: { why: 'problem', problem, atMs: nowMs } }
            : { at: 'failed', problem },
      },
    },
    code: {
      screen: codeScreen,
      on: {
        submittedCode: (state, { value }) => {
          const rule = codeRule(state);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', ...askedOf(state), refusal: { why: 'slip', slip, rule } };
          return go(
            { at: 'confirming', ...askedOf(state) },
            {
              effect: 'call',
              operation: 'confirmStepUp',
              input: { id: state.proof.id, code: inOnePiece(value) },
              then: 'confirmed',
            },
          );
        },
        askedAgain: (state) => begin({ at: 'resending', ...askedOf(state) }, 'mail'),
        chose,
        stopped: stop,
      },
    },
    confirming: {
      busyOn: 'code',
      screen: codeScreen,
      on: { confirmed: (state) => go(state, { effect: 'complete' }), refused: refuse },
    },
    resending: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        // The back end may answer again for a mail that it has sent already.
        begun: ({ account, proof }, { answer }, context) => ({
          at: 'code',
          ...ask(account, answer, context),
          ...(answer.id !== proof.id && { isNew: true }),
        }),
        refused: refuseAnother,
      },
    },
  },
});

import { domainOf } from '../contract/mail-address.ts';
import type { Account, Answer, MailedCode, Policy } from '../contract/types.ts';
import { inLanguage } from '../localization/languages.ts';
import { msg, str } from '../localization/msg.ts';
import { addressFaultAlert, checkAddress, privateAddressWords, type AddressFault } from './address-check.ts';
import { loadingStep } from './common-steps.ts';
import { hostOf } from './host.ts';
import type { Context, Refused, Transition } from './machine.ts';
import { isGone, lockedUntilMs, refusalAlert, type Refusal } from './refusal.ts';
import type { Alert, Step } from './steps.ts';
import { inOnePiece } from '../text/typed.ts';
import { slipIn, type CodeRule } from './typed-code.ts';

/**
 * Manual 1, Initial Setup: Mail (初回設定:メール).
 *
 * For everybody, before any app. Leaves a verified address behind. Left half way, nothing has changed: a former
 * address stays in use, and the pending one is found again after a reload.
 */

/** Why an address was not taken. */
type AddressRefusal = AddressFault | ProblemRefusal;
type ProblemRefusal = Extract<Refusal, { why: 'problem' }>;

type State =
  /** `refusal`: what made us look again. */
  | { at: 'loading'; refusal?: ProblemRefusal }
  | { at: 'alreadySet'; policy: Policy; address: string }
  | { at: 'address'; policy: Policy; typed: string; refusal?: AddressRefusal }
  | { at: 'sending'; policy: Policy; typed: string }
  | { at: 'code'; policy: Policy; mail: MailedCode; refusal?: Refusal; resent?: true }
  | { at: 'confirming'; policy: Policy; mail: MailedCode }
  | { at: 'resending'; policy: Policy; mail: MailedCode }
  | { at: 'changingAddress'; policy: Policy; mail: MailedCode }
  | { at: 'done'; address: string };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'changed' }
  | { type: 'submittedAddress'; value: string }
  | { type: 'tookSuggestion' }
  | { type: 'sent'; answer: MailedCode }
  | { type: 'submittedCode'; value: string }
  | { type: 'confirmed'; answer: Answer<'confirmMail'> }
  | { type: 'askedAgain' }
  | { type: 'cancelled'; answer: Answer<'cancelMail'> }
  | { type: 'wentOn' }
  | Refused;

const { define, go } = hostOf<State, Event>();

const load = (refusal?: ProblemRefusal): Transition<State, Event> =>
  go(
    { at: 'loading', ...(refusal && { refusal }) },
    { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
  );
const codeRule = ({ app }: Policy, sent: MailedCode): CodeRule => ({
  asked: 'mail',
  digits: sent.digits,
  otherDigits: app.digits,
});

function addressStep(
  { policy, typed, refusal }: { policy: Policy; typed: string; refusal?: AddressRefusal },
  context: Context,
): Step<Event> {
  const { profile, locale } = context;
  const institution = inLanguage(profile.name, locale);
  const alert: Alert<Event> | undefined =
    refusal?.why === 'problem' ? { tone: 'error', refusal } : refusal && addressFaultAlert(refusal);
  return {
    kind: 'enter-text',
    heading: msg('Your mail address for one-time passwords'),
    progress: { step: 1, of: 2 },
    body: [
      msg(
        str`We send a code to this address, now and whenever you sign in to ${institution} without the app. It also lets you start over if you lose your phone.`,
      ),
      ...privateAddressWords(policy, context),
    ],
    ...(alert && { alert }),
    field: { label: msg('Mail address'), value: typed, type: 'email', autocomplete: 'email', maxLength: 320 },
    submit: { label: msg('Send the code'), type: 'submittedAddress' },
  };
}

const send = (policy: Policy, address: string) =>
  go(
    { at: 'sending', policy, typed: address },
    { effect: 'call', operation: 'beginMail', input: { address }, then: 'sent' },
  );

function codeStep(
  { policy, mail, ...state }: { policy: Policy; mail: MailedCode; refusal?: Refusal; resent?: true },
  { clockAheadMs = 0 }: Context,
): Step<Event> {
  const rule = codeRule(policy, mail);
  const until = lockedUntilMs(state.refusal);
  const { alert } = state.resent
    ? { alert: { tone: 'news' as const, text: msg('A new code is on its way. The former one no longer works.') } }
    : refusalAlert(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Type the code from the mail'),
    progress: { step: 2, of: 2 },
    body: [msg(str`We sent a mail to ${mail.address}. It can take a minute; look in the junk mail folder, too.`)],
    ...(alert && { alert }),
    field: { label: msg(str`${rule.digits}-digit code`), digits: rule.digits },
    submit: { label: msg('Confirm'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    again: {
      label: msg('Send a new code'),
      event: { type: 'askedAgain' },
      fromMs: Date.parse(mail.resendAt) + clockAheadMs,
    },
    others: [{ label: msg('Use another address'), event: { type: 'changed' } }],
  };
}

interface Waiting {
  policy: Policy;
  mail: MailedCode;
}

/** Back to the code, saying why. When there is nothing left to confirm, the account tells how things stand. */
function refuseCode({ policy, mail }: Waiting, { problem }: Refused, { nowMs }: Context): Transition<State, Event> {
  const refusal = { why: 'problem', problem, atMs: nowMs } as const;
  return isGone(problem) ? load(refusal) : { at: 'code', policy, mail, refusal };
}

/** The code on its way can still be typed: only sending another has to wait. */
function refuseResend({ policy, mail }: Waiting, refused: Refused, context: Context): Transition<State, Event> {
  const { code, retryAfterMs } = refused.problem;
  if (retryAfterMs === undefined) return refuseCode({ policy, mail }, refused, context);
  const { nowMs, clockAheadMs = 0 } = context;
  const resendAt = new Date(nowMs - clockAheadMs + retryAfterMs).toISOString();
  return {
    at: 'code',
    policy,
    mail: { ...mail, resendAt },
    refusal: { why: 'problem', problem: { code }, atMs: nowMs },
  };
}

export const mailFlow = define({
  id: 'mail',
  start: () => load(),
  states: {
    loading: {
      step: loadingStep,
      on: {
        loaded: ({ refusal }, { answer: { mail, pending, policy } }) => {
          if (pending.mail) return { at: 'code', policy, mail: pending.mail };
          if (mail) return { at: 'alreadySet', policy, address: mail.address };
          return { at: 'address', policy, typed: '', ...(refusal && { refusal }) };
        },
      },
    },
    alreadySet: {
      step: ({ address }) => ({
        kind: 'notice',
        heading: msg('Mail is already set up'),
        body: [msg(str`Codes are sent to ${address}.`)],
        primary: { label: msg('Go on to the app'), event: { type: 'wentOn' } },
        others: [{ label: msg('Use another address'), event: { type: 'changed' } }],
      }),
      on: {
        changed: ({ policy }) => ({ at: 'address', policy, typed: '' }),
        wentOn: (state) => go(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    address: {
      step: addressStep,
      on: {
        submittedAddress: (before, { value }, { nowMs }) => {
          const { policy, typed, refusal } = before;
          const { address, fault } = checkAddress(value, policy, refusal && typed);
          // Another address may be taken at once.
          if (refusal?.why === 'problem' && address === typed && lockedUntilMs(refusal)! > nowMs) return before;
          if (fault) return { at: 'address', policy, typed: fault.why === 'typo' ? address : value, refusal: fault };
          return send(policy, address);
        },
        tookSuggestion: (state) =>
          state.refusal?.why === 'typo' ? send(state.policy, state.refusal.suggestion) : state,
      },
    },
    sending: {
      busyOn: 'address',
      step: addressStep,
      on: {
        sent: ({ policy }, { answer: mail }) => ({ at: 'code', policy, mail }),
        refused: ({ policy, typed }, { problem }, { nowMs }) => ({
          at: 'address',
          policy,
          typed,
          refusal:
            problem.code === 'mail_domain_forbidden'
              ? { why: 'forbidden', domain: domainOf(typed) }
              : { why: 'problem', problem, atMs: nowMs },
        }),
      },
    },
    code: {
      step: codeStep,
      on: {
        submittedCode: ({ policy, mail }, { value }) => {
          const rule = codeRule(policy, mail);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', policy, mail, refusal: { why: 'slip', slip, rule } };
          return go(
            { at: 'confirming', policy, mail },
            {
              effect: 'call',
              operation: 'confirmMail',
              input: { id: mail.id, code: inOnePiece(value) },
              then: 'confirmed',
            },
          );
        },
        askedAgain: ({ policy, mail }) =>
          go(
            { at: 'resending', policy, mail },
            { effect: 'call', operation: 'resendMail', input: { id: mail.id }, then: 'sent' },
          ),
        changed: ({ policy, mail }) =>
          go(
            { at: 'changingAddress', policy, mail },
            { effect: 'call', operation: 'cancelMail', input: { id: mail.id }, then: 'cancelled' },
          ),
      },
    },
    confirming: {
      busyOn: 'code',
      step: codeStep,
      on: {
        confirmed: (_, { answer }) => go({ at: 'done', address: answer.mail.address }, { effect: 'complete' }),
        refused: refuseCode,
      },
    },
    resending: {
      busyOn: 'code',
      step: codeStep,
      on: {
        sent: ({ policy }, { answer: mail }) => ({ at: 'code', policy, mail, resent: true }),
        refused: refuseResend,
      },
    },
    changingAddress: {
      busyOn: 'code',
      step: codeStep,
      on: {
        cancelled: ({ policy }) => ({ at: 'address', policy, typed: '' }),
        // Nothing is pending any more, or the next `beginMail` replaces it: either way the person can go on.
        refused: ({ policy }) => ({ at: 'address', policy, typed: '' }),
      },
    },
    done: {
      step: ({ address }) => ({
        kind: 'done',
        heading: msg('Mail is set up'),
        body: [
          msg(str`From now on, codes are sent to ${address}.`),
          msg('Next, set up the app: it shows codes without waiting for a mail.'),
        ],
        primary: { label: msg('Go on to the app'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: (state) => go(state, { effect: 'hand-over', flow: 'choose' }) },
    },
  },
});

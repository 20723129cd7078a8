import { domainOf } from '../../contract/mail-address.ts';
import type { Account, Answer, MailedCode } from '../../contract/types.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { addressFaultAlert, checkAddress, privateAddressWords, type AddressFault } from './address-check.ts';
import { loadingScreen } from '../common/screens.ts';
import { offers } from '../common/account.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import { isGone, lockedUntilMs, ourTimeMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Action, Alert, Screen } from '../machine/screen.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn, type CodeRule } from '../machine/typed-code.ts';

/**
 * Manual 1, Initial Setup: Mail (初回設定:メール).
 *
 * For everybody, before any app. Leaves a verified address behind. Left half way, nothing has changed: a former
 * address stays in use, and the pending one is found again after a reload.
 */

/** Why an address was not accepted. */
type AddressRefusal = AddressFault | ProblemRefusal;
type ProblemRefusal = Extract<Refusal, { why: 'problem' }>;

type State =
  /** `refusal`: what made us look again. */
  | { at: 'loading'; refusal?: ProblemRefusal }
  | { at: 'alreadySet'; account: Account; address: string }
  | { at: 'address'; account: Account; typed: string; refusal?: AddressRefusal }
  | { at: 'sending'; account: Account; typed: string }
  | { at: 'code'; account: Account; mail: MailedCode; refusal?: Refusal; resent?: true }
  | { at: 'confirming'; account: Account; mail: MailedCode }
  | { at: 'resending'; account: Account; mail: MailedCode }
  | { at: 'changingAddress'; account: Account; mail: MailedCode }
  | { at: 'done'; account: Account; address: string };

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

const mailSteps = (): string[] => [msg('Address'), msg('Code')];

const { define, go } = hostOf<State, Event, never, InputOf<'mail'>>();

const load = (refusal?: ProblemRefusal): Transition<State, Event> =>
  go(
    { at: 'loading', ...(refusal && { refusal }) },
    { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
  );

/** A person who has the app is done. The others go on to it, where this page can set it up. */
function onward(account: Account): { primary?: Action<Event> } {
  const label = account.devices.length ? msg('Back to the overview') : msg('Go on to the app');
  if (!account.devices.length && !offers(account, 'beginApp')) return {};
  return { primary: { label, event: { type: 'wentOn' } } };
}
const wentOn = (state: State): Transition<State, Event> => go(state, { effect: 'hand-over', flow: 'choose' });

const codeRule = ({ policy }: Account, sent: MailedCode): CodeRule => ({
  asked: 'mail',
  digits: sent.digits,
  otherDigits: policy.app.digits,
});

function addressScreen(
  { account, typed, refusal }: { account: Account; typed: string; refusal?: AddressRefusal },
  context: Context,
): Screen<Event> {
  const { profile, locale } = context;
  const institution = inLanguage(profile.name, locale);
  const { devices, mail, policy } = account;
  const alert: Alert<Event> | undefined =
    refusal?.why === 'problem' ? { tone: 'error', refusal } : refusal && addressFaultAlert(refusal);
  return {
    kind: 'enter-text',
    heading: mail ? msg('Change the mail address') : msg('Your mail address for one-time passwords'),
    progress: { at: 0, steps: mailSteps() },
    body: [
      ...(policy.mail.requiredFirst && !mail ? [msg('Mail comes first, then the app.')] : []),
      msg(
        str`We send a code to this address, now and whenever you sign in to ${institution} without the app. It also lets you start over if you lose your phone.`,
      ),
      ...privateAddressWords(policy, context),
      ...(mail ? [msg(str`Codes are sent to ${mail.address} until the new address is confirmed.`)] : []),
    ],
    ...(alert && { alert }),
    field: { label: msg('Mail address'), value: typed, type: 'email', autocomplete: 'email', maxLength: 320 },
    submit: { label: msg('Send the code'), type: 'submittedAddress' },
    ...(devices.length && { back: { type: 'wentOn' } }),
  };
}

const send = (account: Account, address: string) =>
  go(
    { at: 'sending', account, typed: address },
    { effect: 'call', operation: 'beginMail', input: { address }, then: 'sent' },
  );

function codeScreen(
  { account, mail, ...state }: { account: Account; mail: MailedCode; refusal?: Refusal; resent?: true },
  context: Context,
): Screen<Event> {
  const rule = codeRule(account, mail);
  const until = lockedUntilMs(state.refusal) ?? ourTimeMs(mail.lockedUntil, context);
  const { alert } = state.resent
    ? { alert: { tone: 'news' as const, text: msg('A new code is on its way. The former one no longer works.') } }
    : refusalAlert(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Type the code from the mail'),
    progress: { at: 1, steps: mailSteps() },
    body: [msg(str`We sent a mail to ${mail.address}. It can take a minute; look in the junk mail folder, too.`)],
    ...(alert && { alert }),
    field: { label: msg(str`${rule.digits}-digit code`), digits: rule.digits },
    submit: { label: msg('Confirm'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    ...(offers(account, 'resendMail') && {
      again: {
        label: msg('Send a new code'),
        event: { type: 'askedAgain' } as const,
        fromMs: ourTimeMs(mail.resendAt, context)!,
      },
    }),
    others: [{ label: msg('Use another address'), event: { type: 'changed' } }],
  };
}

interface Waiting {
  account: Account;
  mail: MailedCode;
}

/** Back to the code, with the reason. When there is nothing left to confirm, the flow asks for the account. */
function refuseCode({ account, mail }: Waiting, { problem }: Refused, { nowMs }: Context): Transition<State, Event> {
  const refusal = { why: 'problem', problem, atMs: nowMs } as const;
  return isGone(problem) ? load(refusal) : { at: 'code', account, mail, refusal };
}

/** The person can still type the code that was sent. Only another mail has to wait. */
function refuseResend({ account, mail }: Waiting, refused: Refused, context: Context): Transition<State, Event> {
  const { code, retryAfterMs } = refused.problem;
  if (retryAfterMs === undefined) return refuseCode({ account, mail }, refused, context);
  const { nowMs, clockAheadMs = 0 } = context;
  const resendAt = new Date(nowMs - clockAheadMs + retryAfterMs).toISOString();
  return {
    at: 'code',
    account,
    mail: { ...mail, resendAt },
    refusal: { why: 'problem', problem: { code }, atMs: nowMs },
  };
}

export const mailFlow = define({
  id: 'mail',
  start: () => load(),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, { input }) => {
          const { refusal } = state;
          const { mail, pending } = account;
          if (pending.mail) return { at: 'code', account, mail: pending.mail };
          if (!offers(account, 'beginMail')) return go(state, { effect: 'hand-over', flow: 'not-offered' });
          // Who has the app comes to change the address and is asked for the new one at once. The others, and whoever
          // has just confirmed it in another tab, learn that nothing is left to do.
          if (mail && !input.isChange && (refusal || !account.devices.length))
            return { at: 'alreadySet', account, address: mail.address };
          return { at: 'address', account, typed: '', ...(refusal && { refusal }) };
        },
      },
    },
    alreadySet: {
      screen: ({ account, address }) => ({
        kind: 'notice',
        heading: msg('Mail is already set up'),
        body: [msg(str`Codes are sent to ${address}.`)],
        ...onward(account),
        others: [{ label: msg('Use another address'), event: { type: 'changed' } }],
      }),
      on: {
        changed: ({ account }) => ({ at: 'address', account, typed: '' }),
        wentOn,
      },
    },
    address: {
      screen: addressScreen,
      on: {
        wentOn,
        submittedAddress: (before, { value }, { nowMs }) => {
          const { account, typed, refusal } = before;
          const { address, fault } = checkAddress(value, account.policy, refusal && typed);
          // The service may accept another address at once.
          if (refusal?.why === 'problem' && address === typed && lockedUntilMs(refusal)! > nowMs) return before;
          if (fault) return { at: 'address', account, typed: fault.why === 'typo' ? address : value, refusal: fault };
          return send(account, address);
        },
        tookSuggestion: (state) =>
          state.refusal?.why === 'typo' ? send(state.account, state.refusal.suggestion) : state,
      },
    },
    sending: {
      busyOn: 'address',
      screen: addressScreen,
      on: {
        sent: ({ account }, { answer: mail }) => ({ at: 'code', account, mail }),
        refused: ({ account, typed }, { problem }, { nowMs }) => ({
          at: 'address',
          account,
          typed,
          refusal:
            problem.code === 'mail_domain_forbidden'
              ? { why: 'forbidden', domain: domainOf(typed) }
              : { why: 'problem', problem, atMs: nowMs },
        }),
      },
    },
    code: {
      screen: codeScreen,
      on: {
        submittedCode: ({ account, mail }, { value }) => {
          const rule = codeRule(account, mail);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', account, mail, refusal: { why: 'slip', slip, rule } };
          return go(
            { at: 'confirming', account, mail },
            {
              effect: 'call',
              operation: 'confirmMail',
              input: { id: mail.id, code: inOnePiece(value) },
              then: 'confirmed',
            },
          );
        },
        askedAgain: ({ account, mail }) =>
          go(
            { at: 'resending', account, mail },
            { effect: 'call', operation: 'resendMail', input: { id: mail.id }, then: 'sent' },
          ),
        changed: ({ account, mail }) =>
          go(
            { at: 'changingAddress', account, mail },
            { effect: 'call', operation: 'cancelMail', input: { id: mail.id }, then: 'cancelled' },
          ),
      },
    },
    confirming: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        confirmed: ({ account }, { answer }) =>
          go({ at: 'done', account, address: answer.mail.address }, { effect: 'complete' }),
        refused: refuseCode,
      },
    },
    resending: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        sent: ({ account }, { answer: mail }) => ({ at: 'code', account, mail, resent: true }),
        refused: refuseResend,
      },
    },
    changingAddress: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        cancelled: ({ account }) => ({ at: 'address', account, typed: '' }),
        // Nothing is pending any more, or the next `beginMail` replaces it: either way the person can go on.
        refused: ({ account }) => ({ at: 'address', account, typed: '' }),
      },
    },
    done: {
      screen: ({ account, address }) => ({
        kind: 'done',
        heading: msg('Mail is set up'),
        body: [
          msg(str`From now on, codes are sent to ${address}.`),
          ...(account.devices.length || !onward(account).primary
            ? []
            : [msg('Next, set up the app: it shows codes without waiting for a mail.')]),
        ],
        ...onward(account),
      }),
      on: { wentOn },
    },
  },
});

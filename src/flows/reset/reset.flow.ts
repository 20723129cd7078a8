import type { Account, Answer, MailedCode } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { whereScreen, type WhereEvent } from '../common/where-screen.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { listed } from '../common/listed.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import { isGone, lockedUntilMs, ourTimeMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import { again, clockScreen, noMailboxScreen, oldEntriesWords } from './screens.ts';
import type { Alert, Screen } from '../machine/screen.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn, type CodeRule } from '../machine/typed-code.ts';

/**
 * Setup Again (再設定, older 初期化).
 *
 * For a person whose apps show no working code any more, on any device. Leaves an account without apps behind, and goes
 * straight on to the manuals 2-1 and 2-2. Left half way, nothing has changed: the code of the mail is what does it.
 *
 * The first screen protects a person whose app works: it names every device that stops, before anything is sent.
 *
 * Over 300 lines: its screens say in turn what is lost and what stays, and have to agree with one another.
 */
type ProblemRefusal = Extract<Refusal, { why: 'problem' }>;

interface Sent {
  account: Account;
  mail: MailedCode;
}

type State =
  /** `refusal`: what made us look again. */
  | { at: 'loading'; refusal?: ProblemRefusal }
  | { at: 'nothingToReset' }
  | { at: 'before'; account: Account; refusal?: ProblemRefusal }
  | { at: 'clock'; account: Account }
  /** There is no address, or the person cannot read what is sent to it. */
  | { at: 'noMailbox'; account: Account; hasAddress: boolean }
  | { at: 'sending'; account: Account }
  /** `sent`: a new code, or one that waits since the page was left. */
  | ({ at: 'code'; refusal?: Refusal; sent?: 'anew' | 'before' } & Sent)
  | ({ at: 'confirming' } & Sent)
  | ({ at: 'resending' } & Sent)
  /** The apps are gone from the account. Asked only of whoever had them in other places than on smartphones. */
  | { at: 'where'; account: Account; removedDevices: number };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'began' }
  | { type: 'hasOther' }
  | { type: 'hasRecovery' }
  | { type: 'wasRefused' }
  | { type: 'works' }
  | { type: 'lostMailbox' }
  | { type: 'changesAddress' }
  | { type: 'sent'; answer: MailedCode }
  | { type: 'submittedCode'; value: string }
  | { type: 'askedAgain' }
  | { type: 'confirmed'; answer: Answer<'confirmReset'> }
  | WhereEvent
  | { type: 'wentOn' }
  | { type: 'wentBack' }
  | { type: 'stopped' }
  | Refused;

const resetSteps = (): string[] => [msg('Begin'), msg('Code')];

const { define, go } = hostOf<State, Event>();

const load = (refusal?: ProblemRefusal): Transition<State, Event> =>
  go(
    { at: 'loading', ...(refusal && { refusal }) },
    { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
  );
const send = (state: State): Transition<State, Event> =>
  go(state, { effect: 'call', operation: 'beginReset', input: {}, then: 'sent' });
const toChooser = (state: State) => go(state, { effect: 'hand-over', flow: 'choose' });
const toOverview = (state: State) => go(state, { effect: 'hand-over', flow: 'overview' });

const sentOf = ({ account, mail }: Sent): Sent => ({ account, mail });
const codeRule = ({ account: { policy }, mail }: Sent): CodeRule => ({
  asked: 'mail',
  digits: mail.digits,
  otherDigits: policy.app.digits,
});

function beforeScreen(
  { account, refusal }: { account: Account; refusal?: ProblemRefusal },
  context: Context,
): Screen<Event> {
  const { devices, mail, recovery } = account;
  const alert = refusal && sendingAlert(refusal, mail?.address);
  const waitUntilMs = lockedUntilMs(refusal);
  return {
    kind: 'notice',
    heading: msg('Set up the app again'),
    progress: { at: 0, steps: resetSteps() },
    body: [
      msg('This is for when none of your apps shows a code that works.'),
      msg(
        str`Every app on every device stops working and has to be set up anew: ${listed(
          devices.map(({ name }) => name),
          context,
        )}.`,
      ),
      ...(recovery ? [msg('Your recovery codes end with them. Make new ones afterwards.')] : []),
      msg('Nothing else changes: your password, your mail address and your services stay as they are.'),
      ...(mail ? [msg(str`First we send a code to ${mail.address}. Until you have typed it, nothing changes.`)] : []),
    ],
    ...(alert && { alert }),
    ...(waitUntilMs && { waitUntilMs }),
    primary: { label: msg('Send me the code'), event: { type: 'began' } },
    others: [
      ...(offers(account, 'beginSync')
        ? [{ label: msg('Another device still shows a code'), event: { type: 'hasOther' as const } }]
        : []),
      { label: msg('My app shows codes, but they are refused'), event: { type: 'wasRefused' } },
      ...(recovery?.left && offers(account, 'beginApp')
        ? [{ label: msg('I have a recovery code'), event: { type: 'hasRecovery' as const } }]
        : []),
      { label: msg('I cannot open that mailbox any more'), event: { type: 'lostMailbox' } },
    ],
    ...(refusal && { links: contactLinks(context) }),
    back: { type: 'wentBack' },
  };
}

/** Words of its own where the usual ones would have the person correct what is not typed here. */
function sendingAlert(refusal: ProblemRefusal, address: string | undefined): Alert<Event> {
  const { code, retryAfterMs } = refusal.problem;
  if (code === 'rate_limited' && retryAfterMs !== undefined) {
    const minutes = Math.ceil(retryAfterMs / 60_000);
    return {
      tone: 'error',
      text: msg('A code was sent a short while ago.'),
      more: [
        minutes > 1
          ? msg(str`You can have another one sent in ${minutes} minutes.`)
          : msg('You can have another one sent in a minute.'),
      ],
    };
  }
  if (code === 'mail_undeliverable' && address) {
    return {
      tone: 'error',
      text: msg(str`The mail to ${address} could not be sent.`),
      more: [msg('Try again in a few minutes. If the mailbox is closed, you need the help desk.')],
      action: { label: msg('I cannot open that mailbox any more'), event: { type: 'lostMailbox' } },
    };
  }
  return { tone: 'error', refusal };
}

function codeScreen(state: Sent & { refusal?: Refusal; sent?: 'anew' | 'before' }, context: Context): Screen<Event> {
  const rule = codeRule(state);
  const { mail } = state;
  const until = lockedUntilMs(state.refusal) ?? ourTimeMs(mail.lockedUntil, context);
  const { alert } = state.sent
    ? {
        alert: {
          tone: 'news' as const,
          text:
            state.sent === 'anew'
              ? msg('A new code is on its way. The former one no longer works.')
              : msg('You began this before. Type the code from that mail, or have a new one sent.'),
        },
      }
    : refusalAlert(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Type the code from the mail'),
    progress: { at: 1, steps: resetSteps() },
    body: [
      msg(str`We sent a mail to ${mail.address}. It can take a minute; look in the junk mail folder, too.`),
      msg('With this code every app stops working. If you leave now, nothing changes.'),
    ],
    ...(alert && { alert }),
    field: { label: msg(str`${rule.digits}-digit code`), digits: rule.digits },
    submit: { label: msg('Set up again'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    again: {
      label: msg('Send a new code'),
      event: { type: 'askedAgain' },
      fromMs: ourTimeMs(mail.resendAt, context)!,
    },
    others: [
      { label: msg('I cannot open that mailbox any more'), event: { type: 'lostMailbox' } },
      { label: msg('Leave everything as it is'), event: { type: 'stopped' } },
    ],
  };
}

/** None, when they had been taken off before, in another window say. */
function removedWords(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? msg('One device was taken off your account.')
      : msg(str`${count} devices were taken off your account.`),
  ];
}

const whereNow = ({ account, removedDevices }: State & { at: 'where' }, context: Context): Screen<Event> => ({
  ...whereScreen(account.policy, context, again),
  heading: msg('The old codes no longer work'),
  body: [
    ...removedWords(removedDevices),
    msg('Until the app is set up again, codes come by mail.'),
    msg('Where do you want the app?'),
  ],
});

/** One place is not asked for. */
const goOn = ({ account }: Sent, { removedDevices }: Answer<'confirmReset'>): Transition<State, Event> => {
  const where: State = { at: 'where', account, removedDevices };
  const complete = { effect: 'complete' } as const;
  return account.devices.every(({ kind }) => kind === 'smartphone')
    ? go(where, complete, { effect: 'hand-over', flow: 'app-smartphone', input: again })
    : go(where, complete);
};

/** Nothing left to confirm: the account tells how things stand, for an answer may have been lost on its way. */
function refuseCode(state: Sent, { problem }: Refused, { nowMs }: Context): Transition<State, Event> {
  const refusal = { why: 'problem', problem, atMs: nowMs } as const;
  return isGone(problem) ? load(refusal) : { at: 'code', ...sentOf(state), refusal };
}

/** The code on its way can still be typed: only sending another has to wait. */
function refuseResend(state: Sent, refused: Refused, context: Context): Transition<State, Event> {
  const { code, retryAfterMs } = refused.problem;
  const { account, mail } = state;
  if (code === 'mail_required') return { at: 'noMailbox', account, hasAddress: false };
  if (retryAfterMs === undefined) return refuseCode(state, refused, context);
  const { nowMs, clockAheadMs = 0 } = context;
  return {
    at: 'code',
    account,
    mail: { ...mail, resendAt: new Date(nowMs - clockAheadMs + retryAfterMs).toISOString() },
    refusal: { why: 'problem', problem: { code }, atMs: nowMs },
  };
}

export const resetFlow = define({
  id: 'reset',
  start: ({ mode }) => (mode === 'backed' ? load() : toOverview({ at: 'loading' })),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }) => {
          const { refusal } = state;
          if (!offers(account, 'beginReset')) return go(state, { effect: 'hand-over', flow: 'not-offered' });
          if (!account.devices.length) return { at: 'nothingToReset' };
          if (!account.mail) return { at: 'noMailbox', account, hasAddress: false };
          // The code in the mailbox can still be typed.
          if (account.pending.reset) return { at: 'code', account, mail: account.pending.reset, sent: 'before' };
          return { at: 'before', account, ...(refusal && { refusal }) };
        },
      },
    },
    nothingToReset: {
      screen: () => ({
        kind: 'notice',
        heading: msg('No app is set up on your account'),
        body: [
          msg('There is nothing to undo. If an app of yours still shows codes, they no longer count.'),
          ...oldEntriesWords(),
        ],
        primary: { label: msg('Set the app up now'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: toChooser },
    },
    before: {
      screen: beforeScreen,
      on: {
        began: ({ account }) => send({ at: 'sending', account }),
        hasOther: (state) => go(state, { effect: 'hand-over', flow: 'sync' }),
        hasRecovery: (state) => go(state, { effect: 'hand-over', flow: 'renew-key' }),
        wasRefused: ({ account }) => ({ at: 'clock', account }),
        lostMailbox: ({ account }) => ({ at: 'noMailbox', account, hasAddress: true }),
        wentBack: toOverview,
      },
    },
    clock: {
      screen: () => clockScreen<Event>({ works: { type: 'works' }, back: { type: 'wentBack' } }),
      on: {
        works: toOverview,
        wentBack: ({ account }) => ({ at: 'before', account }),
      },
    },
    noMailbox: {
      screen: ({ account, hasAddress }, context) => ({
        ...noMailboxScreen<Event>(
          { hasAddress, ...(offers(account, 'beginMail') && { changes: { type: 'changesAddress' } }) },
          context,
        ),
        back: { type: 'wentBack' },
      }),
      on: {
        changesAddress: (state) => go(state, { effect: 'hand-over', flow: 'mail' }),
        wentBack: (state) => (state.hasAddress ? { at: 'before', account: state.account } : toOverview(state)),
      },
    },
    sending: {
      busyOn: 'before',
      screen: beforeScreen,
      on: {
        sent: ({ account }, { answer: mail }) => ({ at: 'code', account, mail }),
        refused: ({ account }, { problem }, { nowMs }) =>
          problem.code === 'mail_required'
            ? { at: 'noMailbox', account, hasAddress: false }
            : { at: 'before', account, refusal: { why: 'problem', problem, atMs: nowMs } },
      },
    },
    code: {
      screen: codeScreen,
      on: {
        submittedCode: (state, { value }) => {
          const rule = codeRule(state);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', ...sentOf(state), refusal: { why: 'slip', slip, rule } };
          return go(
            { at: 'confirming', ...sentOf(state) },
            {
              effect: 'call',
              operation: 'confirmReset',
              input: { id: state.mail.id, code: inOnePiece(value) },
              then: 'confirmed',
            },
          );
        },
        askedAgain: (state) => send({ at: 'resending', ...sentOf(state) }),
        lostMailbox: ({ account }) => ({ at: 'noMailbox', account, hasAddress: true }),
        stopped: (state) => go(state, { effect: 'stop' }),
      },
    },
    confirming: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        confirmed: (state, { answer }) => goOn(state, answer),
        refused: refuseCode,
      },
    },
    resending: {
      busyOn: 'code',
      screen: codeScreen,
      on: {
        sent: ({ account }, { answer: mail }) => ({ at: 'code', account, mail, sent: 'anew' }),
        refused: refuseResend,
      },
    },
    where: { screen: whereNow, on: { chose: (state, { to }) => go(state, { effect: 'hand-over', ...to }) } },
  },
});

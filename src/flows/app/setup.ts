import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, Answer, Device, DeviceKind, Enrolment, Policy } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import { toldApart } from '../common/device-name.ts';
import { loadingScreen } from '../common/screens.ts';
import { failedScreen } from '../common/failed-screen.ts';
import { offers, type Rules } from '../common/account.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { isGone, lockedUntilMs, ourTimeMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import { setupDoneScreen } from '../common/setup-done.ts';
import type { ShowKeyScreen, Screen } from '../machine/screen.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn, type CodeRule } from '../machine/typed-code.ts';
import { clockRefusal } from '../common/wrong-clock.ts';

/**
 * Fragment: sets up the first app of an account (manuals 2-1 and 2-2), or with `anew` a new key for a device, around the
 * choice of an app.
 *
 * Left half way, the account is unchanged: the set-up is found again with the
 * same key for as long as it is pending, and an entry already in the app shows digits that do not count. Opening the page
 * sends nothing: what would ask for a proof waits for a press.
 *
 * Over 300 lines: one table from the key to the name of the device, which two manuals share.
 */

/**
 * The rules as this set-up needs them. `recoveryCodes`: the institution has them, and the person none. `taken`: the
 * names that are on the list.
 */
export type SetupRules = Rules & { taken?: readonly Pick<Device, 'name'>[] };

/** The set-up under way: what every state after the key knows. */
export interface Pending<Choice> {
  policy: SetupRules;
  /** Null when the person came back to a set-up begun earlier. */
  choice: Choice | null;
  enrolment: Enrolment;
}

interface Waiting {
  policy: SetupRules;
  enrolment: NonNullable<Account['pending']['app']>;
}

export type SetupState<Choice> =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  /** A set-up begun earlier waits for a press, since going on may ask for a proof. */
  | ({ at: 'waiting' } & Waiting)
  | ({ at: 'givingUp' } & Waiting)
  | { at: 'beginning'; policy: SetupRules; choice: Choice | null }
  | ({ at: 'key' } & Pending<Choice>)
  | ({ at: 'code'; refusal?: Refusal } & Pending<Choice>)
  /** `typed` stays wrapped; it is kept to find out which time step it belongs to. */
  | ({ at: 'confirming'; typed: Secret } & Pending<Choice>)
  | ({ at: 'diagnosing'; refused: Refusal & { why: 'problem' } } & Pending<Choice>)
  | ({ at: 'leaving' } & Pending<Choice>)
  | ({ at: 'cancelling' } & Pending<Choice>)
  /** `isNew`: it has got its name from this page. */
  | { at: 'done'; policy: SetupRules; device: Device; isNew: boolean };

export type SetupEvent =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'wentToOverview' }
  | { type: 'wentToRecovery' }
  | { type: 'wantedName' }
  | { type: 'wentBack' }
  | { type: 'begun'; answer: Enrolment }
  | { type: 'added' }
  | { type: 'submittedCode'; value: string }
  | { type: 'confirmed'; answer: Answer<'confirmApp'> }
  /** `deltaSteps`: how far the typed code lies from now; null when it belongs to another key or a far-away time. */
  | { type: 'diagnosed'; deltaSteps: number | null }
  | { type: 'wantedToStop' }
  | { type: 'stopped' }
  | { type: 'cancelled'; answer: Answer<'cancelApp'> }
  | Refused;

/** `chooses`: the rules are known, and the app is to be chosen. `before`: back from the key. */
export type SetupExit<Choice> =
  { exit: 'chooses'; policy: Policy } | { exit: 'before'; policy: Policy; choice: Choice };

/** The words of one manual. */
export interface SetupManual<Choice> {
  kind: DeviceKind;
  /** Nobody can go on here with a set-up that waits. */
  isElsewhere?: (context: Context) => boolean;
  keyScreen: (
    pending: Pending<Choice>,
    context: Context,
  ) => Pick<ShowKeyScreen<never>, 'heading' | 'body' | 'order' | 'qr' | 'link' | 'key'>;
  /** In the reader's language; the back end's own guess stays if the person leaves now. */
  suggestedName: (choice: Choice | null, context: Context) => string;
  /** What to mind from now on. */
  advice: () => string;
}

/** The steps that a person sees. */
export const setupSteps = (): string[] => [msg('Get the app'), msg('Add the key'), msg('Confirm')];

export const startSetup = hostOf<SetupState<never>, SetupEvent>().go(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);

export const beginSetup = <Choice>(
  kind: DeviceKind,
  policy: Policy,
  choice: Choice | null,
  { device, input: { anew } }: Context<Anew>,
) =>
  hostOf<SetupState<Choice>, SetupEvent>().go(
    { at: 'beginning', policy, choice },
    {
      effect: 'call',
      operation: 'beginApp',
      input: {
        kind,
        // Known only of the device this is read on.
        ...((device.form === 'phone') === (kind === 'smartphone') && device.platform && { platform: device.platform }),
        ...(anew && { anew: true, ...anew }),
      },
      then: 'begun',
    },
  );

export function settingUp<Choice>(
  manual: SetupManual<Choice>,
): Fragment<SetupState<Choice>, SetupEvent, SetupExit<Choice>, Anew> {
  type Own = SetupState<Choice>;
  const { go } = hostOf<Own, SetupEvent, SetupExit<Choice>, Anew>();
  const { kind } = manual;
  const toOverview = (state: Own) => go(state, { effect: 'hand-over', flow: 'overview' });
  // Its first screen says that mail comes first.
  const toMail = (state: Own) => go(state, { effect: 'hand-over', flow: 'mail' });
  const pendingOf = ({ policy, choice, enrolment }: Pending<Choice>): Pending<Choice> => ({
    policy,
    choice,
    enrolment,
  });
  const codeRule = ({ enrolment, policy }: Pending<Choice>): CodeRule => ({
    asked: 'app',
    digits: enrolment.key.digits,
    otherDigits: policy.mail.digits,
  });

  const keyScreen = (pending: Pending<Choice>, context: Context<Anew>): Screen<SetupEvent> => {
    const { key } = pending.enrolment;
    const words = manual.keyScreen(pending, context);
    return {
      kind: 'show-key',
      ...words,
      // Before the new key is there: afterwards nobody can tell the two entries apart.
      ...(context.input.again && { body: context.input.again().concat(words.body ?? []) }),
      progress: { at: 1, steps: setupSteps() },
      uri: key.uri,
      secret: key.secret,
      primary: { label: msg(str`The app shows ${key.digits} digits`), event: { type: 'added' } },
      others: [{ label: msg('Stop the set-up'), event: { type: 'wantedToStop' } }],
      ...(pending.choice && { back: { type: 'wentBack' } as const }),
    };
  };

  const codeScreen = (state: Pending<Choice> & { refusal?: Refusal }, context: Context): Screen<SetupEvent> => {
    const rule = codeRule(state);
    const until = lockedUntilMs(state.refusal) ?? ourTimeMs(state.enrolment.lockedUntil, context);
    return {
      kind: 'enter-code',
      heading: msg('Type the digits the app shows'),
      progress: { at: 2, steps: setupSteps() },
      body: [msg('This is how the service learns that the app works. Until then, its digits do not count.')],
      ...refusalAlert(state.refusal),
      field: {
        label: msg(str`${rule.digits}-digit code`),
        digits: rule.digits,
        hint: msg(
          str`The digits change every ${state.enrolment.key.periodS} seconds. If they are about to change, wait for the next ones.`,
        ),
      },
      submit: { label: msg('Confirm'), type: 'submittedCode' },
      ...(until !== undefined && { lockedUntilMs: until }),
      others: [{ label: msg('Stop the set-up'), event: { type: 'wantedToStop' } }],
      back: { type: 'wentBack' },
    };
  };

  const leavingScreen = (): Screen<SetupEvent> => ({
    kind: 'notice',
    heading: msg('Not finished yet'),
    body: [
      msg('The app may already show digits, but the service does not take them before you have typed a code here.'),
      msg(
        'If you stop now, nothing changes on your account. Delete the new entry from the app then, so that you do not mix it up later.',
      ),
    ],
    primary: { label: msg('Go on with the set-up'), event: { type: 'wentBack' } },
    others: [{ label: msg('Stop the set-up'), event: { type: 'stopped' } }],
  });
  const cancel = (state: Own & { enrolment: { id: string } }) =>
    go(state, {
      effect: 'call',
      operation: 'cancelApp',
      input: { id: state.enrolment.id },
      then: 'cancelled',
    });
  const rename = (state: Own, { id }: Device) =>
    go(state, { effect: 'hand-over', flow: 'devices', input: { deviceId: id, renames: true } });
  const leave = (state: Own) => go(state, { effect: 'stop' });
  // A refused cancellation changes nothing: the set-up is gone already or expires by itself, and the person wants to
  // leave.
  const left = { cancelled: leave, refused: leave };

  return {
    states: {
      loading: {
        screen: loadingScreen,
        on: {
          loaded: (state, { answer: account }, context) => {
            const { devices, mail, pending, stepUp } = account;
            const policy = {
              ...account.policy,
              recoveryCodes: account.policy.recoveryCodes && !account.recovery,
              offers: account.offers,
              ...(devices.length && { taken: devices.map(({ name }) => ({ name })) }),
            };
            // That screen says what else the person can do.
            if (devices.length && !context.input.anew) return toOverview(state);
            const isMailFirst = policy.mail.requiredFirst && !mail;
            if (!offers(policy, isMailFirst ? 'beginMail' : 'beginApp'))
              return go(state, { effect: 'hand-over', flow: 'not-offered' });
            if (isMailFirst) return toMail(state);
            if (!pending.app || manual.isElsewhere?.(context)) return { exit: 'chooses', policy };
            // A person who has just proven who they are goes on at once.
            return stepUp.freshUntil
              ? beginSetup(kind, policy, null, context)
              : { at: 'waiting', policy, enrolment: pending.app };
          },
        },
      },
      failed: { screen: failedScreen({ type: 'retried' }), on: { retried: () => startSetup } },
      waiting: {
        screen: leavingScreen,
        on: {
          wentBack: ({ policy }, _, context) => beginSetup(kind, policy, null, context),
          stopped: (state) => cancel({ ...state, at: 'givingUp' }),
        },
      },
      givingUp: { busyOn: 'waiting', screen: leavingScreen, on: left },
      beginning: {
        screen: loadingScreen,
        on: {
          begun: ({ policy, choice }, { answer: enrolment }) => ({ at: 'key', policy, choice, enrolment }),
          refused: (state, { problem }) =>
            problem.code === 'mail_required' && offers(state.policy, 'beginMail')
              ? toMail(state)
              : { at: 'failed', problem },
        },
      },
      key: {
        screen: keyScreen,
        unfinished: true,
        on: {
          added: (state) => ({ at: 'code', ...pendingOf(state) }),
          wentBack: (state) => (state.choice ? { exit: 'before', policy: state.policy, choice: state.choice } : state),
          wantedToStop: (state) => ({ at: 'leaving', ...pendingOf(state) }),
        },
      },
      code: {
        screen: codeScreen,
        unfinished: true,
        on: {
          submittedCode: (state, { value }, context) => {
            const rule = codeRule(state);
            const slip = slipIn(value, rule);
            if (slip) return { at: 'code', ...pendingOf(state), refusal: { why: 'slip', slip, rule } };
            const code = inOnePiece(value);
            return go(
              { at: 'confirming', ...pendingOf(state), typed: new Secret(code) },
              {
                effect: 'call',
                operation: 'confirmApp',
                input: {
                  id: state.enrolment.id,
                  code,
                  ...(!context.input.anew?.deviceId && {
                    name: toldApart(manual.suggestedName(state.choice, context), state.policy.taken ?? []),
                  }),
                },
                then: 'confirmed',
              },
            );
          },
          wentBack: (state) => ({ at: 'key', ...pendingOf(state) }),
          wantedToStop: (state) => ({ at: 'leaving', ...pendingOf(state) }),
        },
      },
      confirming: {
        busyOn: 'code',
        screen: codeScreen,
        on: {
          confirmed: ({ policy }, { answer: { device } }, { input: { anew } }) =>
            go({ at: 'done', policy, device, isNew: !anew?.deviceId }, { effect: 'complete', deviceId: device.id }),
          refused: (state, { problem }, { nowMs }) => {
            if (isGone(problem)) return { at: 'failed', problem };
            // Another tab has finished the set-up. The account tells with which device.
            if (problem.code === 'already_enrolled') return startSetup;
            const refusal = { why: 'problem', problem, atMs: nowMs } as const;
            if (problem.code !== 'invalid_code') return { at: 'code', ...pendingOf(state), refusal };
            return go(
              { at: 'diagnosing', ...pendingOf(state), refused: refusal },
              { effect: 'diagnose', key: state.enrolment.key, code: state.typed },
            );
          },
        },
      },
      diagnosing: {
        busyOn: 'code',
        screen: codeScreen,
        on: {
          diagnosed: (state, { deltaSteps }, context) => ({
            at: 'code',
            ...pendingOf(state),
            refusal: clockRefusal(state, deltaSteps, context, kind),
          }),
        },
      },
      leaving: {
        screen: leavingScreen,
        unfinished: true,
        on: {
          wentBack: (state) => ({ at: 'code', ...pendingOf(state) }),
          stopped: (state) => cancel({ ...state, at: 'cancelling' }),
        },
      },
      cancelling: { busyOn: 'leaving', screen: leavingScreen, on: left },
      done: {
        screen: ({ policy, device, isNew }, { input: { anew } }) =>
          setupDoneScreen<SetupEvent>(device, manual.advice(), {
            seeDevices: { type: 'wentToOverview' },
            ...(isNew && offers(policy, 'renameDevice') && { rename: { type: 'wantedName' } }),
            ...(!anew &&
              policy.recoveryCodes &&
              offers(policy, 'beginRecoveryCodes') && { makeCodes: { type: 'wentToRecovery' } }),
          }),
        on: {
          wentToOverview: toOverview,
          wentToRecovery: (state) => go(state, { effect: 'hand-over', flow: 'recovery-codes' }),
          wantedName: (state) => rename(state, state.device),
        },
      },
    },
  };
}

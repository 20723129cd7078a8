import type { App } from '../apps/app.ts';
import { usualApps } from '../apps/usual.ts';
import type { Problem } from '../contract/problem-codes.ts';
import type { Account, Answer, Device, Enrolment, Policy } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import { Secret } from '../secret.ts';
import { contactLinks, loadingStep } from './common-steps.ts';
import { failedStep } from './failed-step.ts';
import { defineFlow, go, type Context, type Refused, type Transition } from './machine.ts';
import { keyWords, scanWords } from './key-words.ts';
import { isGone, lockedUntilMs, refusalAlert, type Refusal } from './refusal.ts';
import type { ShowKeyStep, Step } from './steps.ts';
import { digitsOf, slipIn, type CodeRule } from './typed-code.ts';
import { clockRefusal } from './wrong-clock.ts';

/**
 * Manual 2-1, App/Smartphone (アプリ/スマートフォン).
 *
 * For a person who reads codes by mail and has never set up the app. Leaves one device on the account. Left half way,
 * the account is unchanged: the set-up is found again with the same key for as long as it is pending, and an entry
 * already in the app shows digits that do not count.
 */

/** An app of the catalogue, `other`, or null when the person came back to a set-up begun earlier. */
type AppChoice = App['id'] | 'other' | null;

/** The set-up under way: what every state after the key knows. */
interface Pending {
  policy: Policy;
  app: AppChoice;
  enrolment: Enrolment;
}

type State =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | { at: 'mailFirst' }
  | { at: 'alreadySet'; devices: Device[] }
  | { at: 'app'; policy: Policy }
  | { at: 'install'; policy: Policy; app: AppChoice }
  | { at: 'beginning'; policy: Policy; app: AppChoice }
  | ({ at: 'key' } & Pending)
  | ({ at: 'code'; refusal?: Refusal } & Pending)
  /** `typed` stays wrapped; it is kept to find out which time step it belongs to. */
  | ({ at: 'confirming'; typed: Secret } & Pending)
  | ({ at: 'diagnosing'; refused: Refusal & { why: 'problem' } } & Pending)
  | ({ at: 'leaving' } & Pending)
  | ({ at: 'cancelling' } & Pending)
  /** `typed` is null until the person has sent a name: a suggestion stands in the field. */
  | { at: 'naming'; device: Device; typed: string | null; refusal?: 'empty' | Refusal }
  | { at: 'renaming'; device: Device; typed: string }
  | { at: 'done'; device: Device };

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'retried' }
  | { type: 'wentToMail' }
  | { type: 'wentToChooser' }
  | { type: 'wentToOverview' }
  | { type: 'chose'; app: AppChoice }
  | { type: 'installed' }
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
  | { type: 'submittedName'; value: string }
  | { type: 'renamed'; answer: Answer<'renameDevice'> }
  | Refused;

const stepsInAll = 4;

const load: Transition<State, Event> = go<State, Event>(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);

const toOverview = (state: State) => go<State, Event>(state, { effect: 'hand-over', flow: 'overview' });

const begin = (policy: Policy, app: AppChoice, { device }: Context) =>
  go<State, Event>(
    { at: 'beginning', policy, app },
    {
      effect: 'call',
      operation: 'beginApp',
      input: { kind: 'smartphone', ...(device.form === 'phone' && device.platform && { platform: device.platform }) },
      then: 'begun',
    },
  );

const codeRule = ({ enrolment, policy }: Pending): CodeRule => ({
  asked: 'app',
  digits: enrolment.key.digits,
  otherDigits: policy.mail.digits,
});
const pendingOf = ({ policy, app, enrolment }: Pending): Pending => ({ policy, app, enrolment });
const rowOf = (app: AppChoice): App | undefined => usualApps.find(({ id }) => id === app);
const nameOf = (app: AppChoice): string => rowOf(app)?.name ?? msg('your app');

function installStep({ app }: { app: AppChoice }): Step<Event> {
  const known = rowOf(app);
  const { ios, android } = known?.stores ?? {};
  return {
    kind: 'notice',
    heading: known ? msg(str`Get ${known.name}`) : msg('Get your app ready'),
    progress: { step: 1, of: stepsInAll },
    body: known
      ? [
          msg('Install it on your smartphone, or go on if it is there already.'),
          msg(str`Look-alikes exist. The right one is free and comes from ${known.publisher}.`),
        ]
      : [msg('Any app that shows time-based one-time passwords (TOTP) will do. Open it on your smartphone.')],
    links: [
      ...(ios ? [{ label: msg('App Store (iPhone)'), href: ios }] : []),
      ...(android ? [{ label: msg('Google Play (Android)'), href: android }] : []),
    ],
    primary: { label: msg('I have the app'), event: { type: 'installed' } },
    back: { type: 'wentBack' },
  };
}

function keyStep({ app, enrolment }: Pending, { device, locale }: Context): ShowKeyStep<Event> {
  const onPhone = device.form === 'phone';
  const takes = rowOf(app)?.takes;
  return {
    kind: 'show-key',
    heading: msg(str`Add the key to ${nameOf(app)}`),
    progress: { step: 2, of: stepsInAll },
    uri: enrolment.key.uri,
    secret: enrolment.key.secret,
    order: onPhone ? 'link-first' : 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction: scanWords(takes?.['otpauth-qr']?.menu[locale], onPhone),
    },
    link: {
      label: msg('Open in an app on this phone'),
      ...(device.platform === 'ios' && {
        note: msg(
          'On an iPhone this opens Apple’s Passwords, which can show codes too. For another app, copy the key below instead.',
        ),
      }),
    },
    key: {
      label: msg('Key'),
      note: keyWords(takes?.['key-text']?.menu[locale], onPhone),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
    primary: { label: msg(str`The app shows ${enrolment.key.digits} digits`), event: { type: 'added' } },
    others: [{ label: msg('Stop the set-up'), event: { type: 'wantedToStop' } }],
    ...(app && { back: { type: 'wentBack' } as const }),
  };
}

function codeStep(state: Pending & { refusal?: Refusal }): Step<Event> {
  const rule = codeRule(state);
  const until = lockedUntilMs(state.refusal);
  return {
    kind: 'enter-code',
    heading: msg('Type the digits the app shows'),
    progress: { step: 3, of: stepsInAll },
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
}

function leavingStep(): Step<Event> {
  return {
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
  };
}

/** In the reader's language; the back end's own guess stays if the person leaves now. */
function suggestedName({ device: { platform } }: Context): string {
  if (platform === 'ios') return 'iPhone';
  return platform === 'android' ? msg('Android phone') : msg('Smartphone');
}

function nameStep(
  { typed, refusal }: { typed: string | null; refusal?: 'empty' | Refusal },
  context: Context,
): Step<Event> {
  return {
    kind: 'enter-text',
    heading: msg('It works. What shall we call this device?'),
    progress: { step: 4, of: stepsInAll },
    body: [msg('The name helps you find it in the list when you change your phone or lose it.')],
    ...(refusal === 'empty' ? { alert: { tone: 'error', text: msg('Type a name.') } } : refusalAlert(refusal)),
    field: {
      label: msg('Name of the device'),
      value: typed ?? suggestedName(context),
      type: 'text',
      autocomplete: 'off',
      maxLength: 64,
    },
    submit: { label: msg('Save the name'), type: 'submittedName' },
  };
}

export const appSmartphoneFlow = defineFlow<State, Event>({
  id: 'app-smartphone',
  start: ({ mode }) =>
    mode === 'backed' ? load : go<State, Event>({ at: 'loading' }, { effect: 'hand-over', flow: 'overview' }),
  states: {
    loading: {
      step: loadingStep,
      on: {
        loaded: (_, { answer: { devices, mail, pending, policy } }, context) => {
          if (devices.length) return { at: 'alreadySet', devices };
          if (policy.mail.requiredFirst && !mail) return { at: 'mailFirst' };
          return pending.app ? begin(policy, null, context) : { at: 'app', policy };
        },
      },
    },
    failed: { step: failedStep({ type: 'retried' }), on: { retried: () => load } },
    mailFirst: {
      step: () => ({
        kind: 'notice',
        heading: msg('First, set up your mail address'),
        body: [msg('The app can be set up only after that. It takes about two minutes.')],
        primary: { label: msg('Set up mail'), event: { type: 'wentToMail' } },
      }),
      on: { wentToMail: (state) => go<State, Event>(state, { effect: 'hand-over', flow: 'mail' }) },
    },
    alreadySet: {
      step: ({ devices }, context) => ({
        kind: 'notice',
        heading: msg('The app is already set up'),
        body: [
          msg(str`Your account has: ${devices.map(({ name }) => name).join(', ')}.`),
          msg(
            'To use the app on another device as well, sync it with the one you have. Setting it up anew would stop the others.',
          ),
        ],
        links: contactLinks(context),
        primary: { label: msg('See what you can do'), event: { type: 'wentToOverview' } },
      }),
      on: { wentToOverview: toOverview },
    },
    app: {
      step: ({ policy }, { profile }) => ({
        kind: 'choose',
        heading: msg('Which app do you want to use?'),
        progress: { step: 1, of: stepsInAll },
        body: [
          msg(
            str`It runs on your smartphone and shows a new code every ${policy.app.periodS} seconds, even without a connection.`,
          ),
        ],
        choices: [
          ...usualApps.map(({ id, name }) => ({
            label: name,
            ...(profile.apps[0] === id && { note: msg('Named in the manuals. Take this one if you are not sure.') }),
            event: { type: 'chose' as const, app: id },
          })),
          { label: msg('Another app'), note: msg('One you use already'), event: { type: 'chose', app: 'other' } },
        ],
        back: { type: 'wentToChooser' },
      }),
      on: {
        chose: ({ policy }, { app }) => ({ at: 'install', policy, app }),
        wentToChooser: (state) => go<State, Event>(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    install: {
      step: installStep,
      on: {
        installed: ({ policy, app }, _, context) => begin(policy, app, context),
        wentBack: ({ policy }) => ({ at: 'app', policy }),
      },
    },
    beginning: {
      step: loadingStep,
      on: {
        begun: ({ policy, app }, { answer: enrolment }) => ({ at: 'key', policy, app, enrolment }),
        refused: (_, { problem }) =>
          problem.code === 'mail_required' ? { at: 'mailFirst' } : { at: 'failed', problem },
      },
    },
    key: {
      step: keyStep,
      unfinished: true,
      on: {
        added: (state) => ({ at: 'code', ...pendingOf(state) }),
        wentBack: ({ policy, app }) => ({ at: 'install', policy, app }),
        wantedToStop: (state) => ({ at: 'leaving', ...pendingOf(state) }),
      },
    },
    code: {
      step: codeStep,
      unfinished: true,
      on: {
        submittedCode: (state, { value }) => {
          const rule = codeRule(state);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', ...pendingOf(state), refusal: { why: 'slip', slip, rule } };
          const code = digitsOf(value);
          return go<State, Event>(
            { at: 'confirming', ...pendingOf(state), typed: new Secret(code) },
            { effect: 'call', operation: 'confirmApp', input: { id: state.enrolment.id, code }, then: 'confirmed' },
          );
        },
        wentBack: (state) => ({ at: 'key', ...pendingOf(state) }),
        wantedToStop: (state) => ({ at: 'leaving', ...pendingOf(state) }),
      },
    },
    confirming: {
      busyOn: 'code',
      step: codeStep,
      on: {
        confirmed: (_, { answer: { device } }) =>
          go<State, Event>({ at: 'naming', device, typed: null }, { effect: 'complete', deviceId: device.id }),
        refused: (state, { problem }, { nowMs }) => {
          if (isGone(problem)) return { at: 'failed', problem };
          // Finished elsewhere, in another tab say: the account tells with what.
          if (problem.code === 'already_enrolled') return load;
          const refusal = { why: 'problem', problem, atMs: nowMs } as const;
          if (problem.code !== 'invalid_code') return { at: 'code', ...pendingOf(state), refusal };
          return go<State, Event>(
            { at: 'diagnosing', ...pendingOf(state), refused: refusal },
            { effect: 'diagnose', key: state.enrolment.key, code: state.typed },
          );
        },
      },
    },
    diagnosing: {
      busyOn: 'code',
      step: codeStep,
      on: {
        diagnosed: (state, { deltaSteps }, context) => ({
          at: 'code',
          ...pendingOf(state),
          refusal: clockRefusal(state, deltaSteps, context),
        }),
      },
    },
    leaving: {
      step: leavingStep,
      unfinished: true,
      on: {
        wentBack: (state) => ({ at: 'code', ...pendingOf(state) }),
        stopped: (state) =>
          go<State, Event>(
            { at: 'cancelling', ...pendingOf(state) },
            { effect: 'call', operation: 'cancelApp', input: { id: state.enrolment.id }, then: 'cancelled' },
          ),
      },
    },
    cancelling: {
      busyOn: 'leaving',
      step: leavingStep,
      on: {
        cancelled: (state) => go<State, Event>(state, { effect: 'stop' }),
        // It is gone already or expires by itself; the person wants to leave either way.
        refused: (state) => go<State, Event>(state, { effect: 'stop' }),
      },
    },
    naming: {
      step: nameStep,
      on: {
        submittedName: ({ device }, { value }) => {
          const name = value.trim();
          if (name === '') return { at: 'naming', device, typed: '', refusal: 'empty' };
          if (name === device.name) return { at: 'done', device };
          return go<State, Event>(
            { at: 'renaming', device, typed: name },
            { effect: 'call', operation: 'renameDevice', input: { id: device.id, name }, then: 'renamed' },
          );
        },
      },
    },
    renaming: {
      busyOn: 'naming',
      step: nameStep,
      on: {
        renamed: (_, { answer: { device } }) => ({ at: 'done', device }),
        refused: ({ device, typed }, { problem }, { nowMs }) => ({
          at: 'naming',
          device,
          typed,
          refusal: { why: 'problem', problem, atMs: nowMs },
        }),
      },
    },
    done: {
      step: ({ device }) => ({
        kind: 'done',
        heading: msg('The app is set up'),
        body: [
          msg(str`“${device.name}” now shows the codes for signing in.`),
          msg('Before you change or give away this phone, add the app to the new one while the old one still works.'),
        ],
        primary: { label: msg('See my devices'), event: { type: 'wentToOverview' } },
      }),
      on: { wentToOverview: toOverview },
    },
  },
});

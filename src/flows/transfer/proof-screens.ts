import { ownApp } from '../../apps/catalogue.ts';
import type { Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import { removedWords, type Removed } from './old-device.ts';
import { offers } from '../common/account.ts';
import { browserName } from '../common/browser-name.ts';
import { phoneName, toldApart } from '../common/device-name.ts';
import { institutionName } from '../common/institution.ts';
import { lockedUntilMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Action, EnterCodeScreen, Screen } from '../machine/screen.ts';
import type { Chosen, Event, Waiting } from './state.ts';
import type { CodeRule } from '../machine/typed-code.ts';

import { contact, otherNew, settingsLinks } from './screens.ts';
import { provingStep, stepsOf } from './steps.ts';

/** The screens that prove the new app and end a transfer; what leads from one to the next is in transfer.ts. */

/** Without a back end: nothing else shows that the key has arrived. */
export function compareScreen({ kept, entry }: { kept: Chosen; entry: Entry | null }, context: Context): Screen<Event> {
  const common = {
    // What this page takes has no steps of its own.
    ...(kept.newApp !== ownApp.id && provingStep(kept, context)),
    others: [{ label: msg('No, they differ'), event: { type: 'sawDifferent' } }] as Action<Event>[],
    links: settingsLinks(context),
    back: { type: 'wentBack' } as const,
  };
  const primary: Action<Event> = { label: msg('Yes, both show the same'), event: { type: 'sawSame' } };
  return entry && !context.can.insecure
    ? {
        ...common,
        kind: 'compare-code',
        heading:
          kept.newApp === ownApp.id
            ? msg('Does your app show these digits?')
            : msg('Does the new app show these digits?'),
        body: [msg('Both apps show the same digits at the same time.')],
        key: entry.key,
        label: [entry.issuer, entry.account].filter(Boolean).join(' · ') || institutionName(context),
        primary,
      }
    : {
        ...common,
        kind: 'notice',
        heading: msg('Do both apps show the same digits?'),
        body: [
          msg(
            'Hold the two devices side by side. They change at the same time; wait for the next digits if they are about to.',
          ),
        ],
        primary,
      };
}

export function differScreen({ waiting }: { waiting: Waiting | null }, context: Context): Screen<Event> {
  return {
    kind: 'notice',
    heading: waiting ? msg('The code is refused') : msg('The digits differ'),
    body: [
      waiting
        ? msg('Wait for the next digits and type those: they change every half minute.')
        : msg('Wait for the next digits and compare again: they change every half minute.'),
      msg('If that does not help, look at the clock: turn automatic date and time off and on again on both devices.'),
      msg('Two accounts with the same name? One of them may be from an earlier set-up. Take the other one.'),
    ],
    primary: { label: waiting ? msg('Type the digits again') : msg('Compare again'), event: { type: 'wentBack' } },
    others: [{ label: msg('Begin the transfer again'), event: { type: 'wantedAnew' } }],
    ...contact(context),
  };
}

export const ruleOf = ({ base: { policy } }: Chosen): CodeRule => ({
  asked: 'app',
  digits: policy.app.digits,
  otherDigits: policy.mail.digits,
});

function anyCodeScreen(chosen: Chosen, refusal: Refusal | undefined): EnterCodeScreen<Event> {
  const { digits } = ruleOf(chosen);
  const until = lockedUntilMs(refusal);
  return {
    kind: 'enter-code',
    heading: msg('Type the digits of the new app'),
    body: [],
    ...refusalAlert(refusal),
    field: {
      label: msg(str`${digits}-digit code`),
      digits,
      hint: msg(
        str`The digits change every ${chosen.base.policy.app.periodS} seconds. If they are about to change, wait for the next ones.`,
      ),
    },
    submit: { label: msg('Confirm'), type: 'submittedCode' },
    ...(until !== undefined && { lockedUntilMs: until }),
    back: { type: 'wentBack' },
  };
}

export function oldCodeScreen(
  { chosen, refusal }: { chosen: Chosen; refusal?: Refusal },
  context: Context,
): Screen<Event> {
  return {
    ...anyCodeScreen(chosen, refusal),
    heading: msg('Type the digits of the app you have'),
    progress: { at: 0, steps: stepsOf(chosen, context) },
    body: [msg('They show that the other device is yours. It then gets a key of its own.')],
    others: otherNew(chosen),
    ...contact(context),
  };
}

/** What the service takes here shows that the key has arrived: nobody has to compare digits. */
export function codeScreen(
  { waiting, refusal }: { waiting: Waiting; refusal?: Refusal },
  context: Context,
): EnterCodeScreen<Event> {
  const isWrong = refusal?.why === 'problem' && refusal.problem.code === 'invalid_code';
  return {
    ...anyCodeScreen(waiting.chosen, refusal),
    ...provingStep(waiting.chosen, context),
    body: [msg('Use the app that you have just added, not the one you had. Its code shows that it works.')],
    others: [
      ...(isWrong ? [{ label: msg('It is refused again and again'), event: { type: 'sawDifferent' } as const }] : []),
      { label: msg('Stop the set-up'), event: { type: 'wantedToStop' } },
    ],
  };
}

export function leavingScreen(): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('Not finished yet'),
    body: [
      msg('The new app may already show digits, but the service does not know the device yet.'),
      msg('If you stop now, delete the account from the new app. The one you had goes on working.'),
    ],
    primary: { label: msg('Go on with the set-up'), event: { type: 'wentBack' } },
    others: [{ label: msg('Stop the set-up'), event: { type: 'stopped' } }],
  };
}

/** In the reader's language. The page may be open on another device than the new one: then its kind is all that is known. */
export function suggestedName({ base, from, to, newApp }: Chosen, context: Context): string {
  const name =
    to === 'browser'
      ? newApp === ownApp.id || from !== to
        ? browserName(msg('Browser'), context)
        : msg('Browser')
      : from !== to
        ? phoneName(msg('Smartphone'), context)
        : msg('Smartphone');
  return toldApart(name, base.devices);
}

export function doneScreen(
  { chosen, device, removed }: { chosen: Chosen; device: Device | null; removed: Removed },
  context: Context,
): Screen<Event> {
  const { base, newApp } = chosen;
  const isHere = newApp === ownApp.id;
  const naming: Action<Event>[] =
    device && offers(base.policy, 'renameDevice')
      ? [{ label: msg('Give it another name'), event: { type: 'wantedName' } }]
      : [];
  const overview: Action<Event> = { label: msg('See my devices'), event: { type: 'wentToOverview' } };
  const questions: Action<Event> = { label: msg('Back to the questions'), event: { type: 'wentToChooser' } };
  const onwards = device ? overview : questions;
  return {
    kind: 'done',
    heading:
      removed !== 'nothing'
        ? msg('The new device has taken over')
        : isHere
          ? msg('The app works in this browser, too')
          : msg('The app works there, too'),
    body: [
      device
        ? msg(str`“${device.name}” now shows the codes for signing in.`)
        : msg('From now on you can use the code of the new app.'),
      ...(isHere
        ? [
            msg(
              str`To see them tomorrow, open this page in this browser and press “${msg('Show the codes of this browser')}”.`,
            ),
          ]
        : []),
      ...removedWords(removed),
      ...(removed === 'nothing'
        ? [
            device
              ? msg(str`Before you give one of them away, come back: “${msg('I am replacing a device')}”.`)
              : msg('Before you give one of them away, come back here.'),
          ]
        : []),
    ],
    ...(isHere
      ? {
          primary: { label: msg('Show the codes'), event: { type: 'wentToCodes' } },
          others: [onwards, ...naming],
        }
      : { primary: onwards, others: naming }),
    ...(!device && { links: settingsLinks(context) }),
  };
}

import type { Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
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

import { contact, progress, settingsLinks } from './screens.ts';

/** The screens that prove the new app and end a transfer; what leads from one to the next is in transfer.ts. */

export function compareScreen({ entry }: { entry: Entry | null }, context: Context): Screen<Event> {
  const common = {
    ...progress(2),
    others: [{ label: msg('No, they differ'), event: { type: 'sawDifferent' } }] as Action<Event>[],
    links: context.mode === 'guide' ? settingsLinks(context) : [],
    back: { type: 'wentBack' } as const,
  };
  const primary: Action<Event> = { label: msg('Yes, both show the same'), event: { type: 'sawSame' } };
  return entry && !context.can.insecure
    ? {
        ...common,
        kind: 'compare-code',
        heading: msg('Does the new app show these digits?'),
        body: [msg('The old app and the new one show the same digits at the same time.')],
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
            'Hold the old device and the new one side by side. They change at the same time; wait for the next digits if they are about to.',
          ),
        ],
        primary,
      };
}

export function differScreen(context: Context): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('The digits differ'),
    body: [
      msg('Wait for the next digits and compare again: they change every half minute.'),
      msg('If they still differ, look at the clock: turn automatic date and time off and on again on both devices.'),
      msg('Two accounts with the same name? One of them may be from an earlier set-up. Compare the other one, too.'),
    ],
    primary: { label: msg('Compare again'), event: { type: 'wentBack' } },
    others: [{ label: msg('Begin the transfer again'), event: { type: 'wantedAnew' } }],
    ...contact(context),
  };
}

export function trialScreen(context: Context): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('Sign in once with the new app'),
    body: [
      msg(
        str`Sign in to a service of ${institutionName(context)} with the digits of the new app. Only that proves that it works.`,
      ),
      msg('Keep the old device until then.'),
    ],
    primary: { label: msg('The digits were accepted'), event: { type: 'sawSame' } },
    others: [{ label: msg('They were refused'), event: { type: 'sawDifferent' } }],
    links: [...settingsLinks(context), ...contactLinks(context)],
    back: { type: 'wentBack' },
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
    ...progress(0),
    body: [msg('They show that the new device is yours. It then gets a key of its own.')],
    ...contact(context),
  };
}

export function codeScreen({ waiting, refusal }: { waiting: Waiting; refusal?: Refusal }): EnterCodeScreen<Event> {
  return {
    ...anyCodeScreen(waiting.chosen, refusal),
    ...progress(2),
    body: [msg('This is how the service learns of the new device. Use the new one, not the old.')],
    others: [{ label: msg('Stop the set-up'), event: { type: 'wantedToStop' } }],
  };
}

export function leavingScreen(): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('Not finished yet'),
    body: [
      msg('The new app may already show digits, but the service does not know the device yet.'),
      msg('If you stop now, delete the account from the new app. The old one goes on working.'),
    ],
    primary: { label: msg('Go on with the set-up'), event: { type: 'wentBack' } },
    others: [{ label: msg('Stop the set-up'), event: { type: 'stopped' } }],
  };
}

/** In the reader's language. The page may be open on another device than the new one: then its kind is all that is known. */
export function suggestedName({ base, from, to }: Chosen, context: Context): string {
  const isHere = to === 'browser' ? from !== to : context.device.form === 'phone' && from !== to;
  const name =
    to === 'browser'
      ? isHere
        ? browserName(msg('Browser'), context)
        : msg('Browser')
      : isHere
        ? phoneName(msg('Smartphone'), context)
        : msg('Smartphone');
  return toldApart(name, base.devices);
}

export function doneScreen(
  { chosen, device, removed }: { chosen: Chosen; device: Device | null; removed: Removed },
  context: Context,
): Screen<Event> {
  return {
    kind: 'done',
    heading: removed === 'nothing' ? msg('The app works on the new device, too') : msg('The new device has taken over'),
    body: [
      device
        ? msg(str`“${device.name}” now shows the codes for signing in.`)
        : msg('From now on you can use the code of the new app.'),
      ...removedWords(removed),
      ...(removed === 'nothing' && chosen.from === chosen.to
        ? [msg('Before you give one of them away, come back here.')]
        : []),
    ],
    ...(device
      ? {
          primary: { label: msg('See my devices'), event: { type: 'wentToOverview' } },
          ...(offers(chosen.base.policy, 'renameDevice') && {
            others: [{ label: msg('Give it another name'), event: { type: 'wantedName' } }],
          }),
        }
      : {
          primary: { label: msg('Back to the questions'), event: { type: 'wentToChooser' } },
          links: settingsLinks(context),
        }),
  };
}

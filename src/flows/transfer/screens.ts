import { appOrUnlisted, appsFor, ownApp, type App, type Form, type Place } from '../../apps/catalogue.ts';
import { planRoutes, type NoRoute, type Route } from '../../apps/routes.ts';
import type { Device } from '../../contract/types.ts';
import { canMakeCodes, type Entry } from '../../core/entry.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { contactLinks } from '../common/screens.ts';
import type { Ends } from './ends.ts';
import { offersPairing } from '../common/offers-pairing.ts';
import { keyWords, menuOf, menuPath, scanWords } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import { removedWords, type Removed } from './old-device.ts';
import { institutionName } from '../common/institution.ts';
import type { ReadingScreen } from '../reading/reading.ts';
import { lockedUntilMs, refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Action, ChooseScreen, EnterCodeScreen, Link, ShowKeyScreen, Screen } from '../machine/screen.ts';
import type { Chosen, Event, Waiting } from './state.ts';
import { appName, bringWords, giveWords, placeWords, takeWords, wayWords } from './words.ts';
import type { CodeRule } from '../machine/typed-code.ts';

/** The screens of a transfer; what leads from one to the next is in transfer.ts. */

export const planFor = ({ base, from, to, oldApp, newApp }: Chosen, { can, mode }: Context) =>
  planRoutes(
    { app: appOrUnlisted(oldApp), place: from },
    { app: appOrUnlisted(newApp), place: to },
    { ...can, pairing: mode === 'backed' && !can.insecure && offersPairing(base.policy) },
    base.policy.app,
  );

/** The way in use; asked only where there is one. */
export function routeOf(chosen: Chosen, context: Context): Route {
  const plan = planFor(chosen, context);
  return plan.at === 'routes' ? plan.routes[chosen.via]! : [];
}

const progress = (step: number, { mode }: Context) => ({ progress: { step, of: mode === 'backed' ? 4 : 3 } });

const contact = (context: Context) => ({ links: contactLinks(context) });

/** Where the institution confirms that the new app works. */
export function settingsLinks({ profile, locale }: Context): Link[] {
  const { settings, manuals } = profile.links;
  if (settings) return [{ label: msg('Open the settings of one-time passwords'), href: inLanguage(settings, locale) }];
  return manuals ? [{ label: msg('All manuals'), href: inLanguage(manuals, locale) }] : [];
}

const otherWay = (chosen: Chosen, context: Context): Action<{ type: 'wantedOtherWay' }>[] => {
  const plan = planFor(chosen, context);
  if (plan.at === 'none' || plan.routes.length < 2) return [];
  const next = plan.routes[(chosen.via + 1) % plan.routes.length]!;
  const label = next[0]!.how === 'pair' ? msg('Read it on the phone instead') : msg('Try another way');
  return [{ label, event: { type: 'wantedOtherWay' } }];
};

function appChoices(
  place: Place,
  isMore: boolean,
  { profile }: Context,
  hasOwn: boolean,
): ChooseScreen<Event>['choices'] {
  const { named, others } = appsFor(place, profile.apps);
  const row = ({ id, name }: App) => ({
    label: name,
    ...(profile.apps.includes(id) && { note: msg('Named in the manuals') }),
    event: { type: 'choseApp', app: id } as const,
  });
  const unlisted = { label: msg('An app that is not listed'), event: { type: 'choseApp', app: 'other' } as const };
  if (isMore) return [...others.map(row), unlisted];
  const more = others.length ? { label: msg('Another app'), event: { type: 'wantedMoreApps' } as const } : unlisted;
  const own = {
    label: msg('This page itself'),
    note: msg('The app in this browser'),
    event: { type: 'choseApp', app: ownApp.id } as const,
  };
  return [...(hasOwn ? [own] : []), ...named.map(row), more];
}

export function oldAppScreen(
  { ends: { from }, isMore }: { ends: Ends; isMore: boolean },
  context: Context,
): ChooseScreen<Event> {
  return {
    kind: 'choose',
    heading:
      from === 'smartphone'
        ? msg('Which app shows the code on the old smartphone?')
        : msg('What shows the code in the old browser?'),
    ...progress(1, context),
    body: [msg('It keeps working until the new one has proved that it works.')],
    choices: appChoices(from, isMore, context, context.can.vault && from === 'browser'),
    back: { type: 'wentBack' },
  };
}

/** From our own app to our own app only pairing leads, which needs a back end; on a phone it is the same page there. */
const mayTakeHere = ({ base, to }: Ends, oldApp: string | null, { can, mode }: Context): boolean =>
  can.vault && canMakeCodes(base.policy.app) && (oldApp === ownApp.id ? mode === 'backed' : to === 'browser');

export function newAppScreen(
  { ends, isMore, oldApp }: { ends: Ends; isMore: boolean; oldApp: string | null },
  context: Context,
): ChooseScreen<Event> {
  const { to } = ends;
  return {
    kind: 'choose',
    heading:
      to === 'smartphone'
        ? msg('Which app do you want on the new smartphone?')
        : msg('What do you want to use in the new browser?'),
    ...progress(1, context),
    choices: appChoices(to, isMore, context, mayTakeHere(ends, oldApp, context)),
    back: { type: 'wentBack' },
  };
}

export function noRouteScreen({ chosen, why }: { chosen: Chosen; why: NoRoute }, context: Context): Screen<Event> {
  const [oldName, newName] = [appName(chosen.oldApp), appName(chosen.newApp)];
  const reasons: Record<NoRoute, string[]> = {
    'gives-nothing': [
      msg(str`${oldName} has no way to hand an account to another app or device.`),
      msg('With “Set up again” you get a new key and set up both devices at once. The old app then stops working.'),
    ],
    'takes-nothing': [
      msg(str`${newName} cannot import anything ${oldName} can export.`),
      msg('Choose another app for the new device, or set up again for both at once.'),
    ],
    'would-lose': [
      msg(
        str`The keys of ${institutionName(context)} have settings that get lost on the way to ${newName}: it would show wrong codes without saying so.`,
      ),
      msg('Choose another app for the new device.'),
    ],
  };
  const reset: Action<Event> = { label: msg('Set up again'), event: { type: 'wentToReset' } };
  const choose: Action<Event> = { label: msg('Choose another app'), event: { type: 'wantedOtherApp' } };
  return {
    kind: 'notice',
    heading: msg('This cannot be transferred'),
    body: reasons[why],
    ...(offers(chosen.base.policy, 'beginReset')
      ? why === 'gives-nothing'
        ? { primary: reset, others: [choose] }
        : { primary: choose, others: [reset] }
      : { primary: choose }),
    ...contact(context),
    back: { type: 'wentBack' },
  };
}

export function whichEndScreen(_: unknown, context: Context): Screen<Event> {
  return {
    kind: 'choose',
    heading: msg('Which of the two browsers is this?'),
    ...progress(1, context),
    choices: [
      {
        label: msg('The new one'),
        note: msg('It shows a code for the other browser'),
        event: { type: 'isNewEnd' },
      },
      {
        label: msg('The old one'),
        note: msg('It has the account, and takes the code of the other browser'),
        event: { type: 'isOldEnd' },
      },
    ],
    back: { type: 'wentBack' },
  };
}

export function installScreen({ chosen }: { chosen: Chosen }, context: Context): Screen<Event> {
  const app = appOrUnlisted(chosen.newApp);
  const { ios, android, chrome, edge, firefox } = app.stores;
  const isBrowser = chosen.to === 'browser';
  return {
    kind: 'notice',
    heading: msg(str`Get ${app.name}`),
    ...progress(1, context),
    body: [
      isBrowser
        ? msg(
            'Install it in the new browser and pin it beside the address bar, or go on if it is there already. Safari cannot take it.',
          )
        : msg('Install it on the new smartphone, or go on if it is there already.'),
      msg(str`Look-alikes exist. The right one is free and comes from ${app.publisher}.`),
      ...(isBrowser
        ? [msg('It does not work in private windows, and whoever uses the same computer account can see your codes.')]
        : []),
    ],
    links: [
      ...(ios ? [{ label: msg('App Store (iPhone)'), href: ios }] : []),
      ...(android ? [{ label: msg('Google Play (Android)'), href: android }] : []),
      ...(chrome ? [{ label: msg('For Chrome'), href: chrome }] : []),
      ...(edge ? [{ label: msg('For Edge'), href: edge }] : []),
      ...(firefox ? [{ label: msg('For Firefox'), href: firefox }] : []),
    ],
    primary: { label: msg('It is there'), event: { type: 'installed' } },
    back: { type: 'wentBack' },
  };
}

export function giveScreen({ chosen }: { chosen: Chosen }, context: Context): Screen<Event> {
  const { form } = routeOf(chosen, context)[0]!;
  const isFile = form === 'otpauth-text' || form === 'backup-file';
  return {
    kind: 'notice',
    heading: chosen.from === 'smartphone' ? msg('On the old smartphone') : msg('In the old browser'),
    ...progress(2, context),
    body: giveWords(chosen.oldApp, form, context),
    primary: { label: isFile ? msg('I have the file') : msg('The QR code is there'), event: { type: 'given' } },
    others: otherWay(chosen, context),
    ...contact(context),
    back: { type: 'wentBack' },
  };
}

export function takeScreen({ chosen }: { chosen: Chosen }, context: Context): Screen<Event> {
  const { form } = routeOf(chosen, context)[0]!;
  return {
    kind: 'notice',
    heading: chosen.to === 'smartphone' ? msg('On the new smartphone') : msg('In the new browser'),
    ...progress(2, context),
    body: takeWords(chosen.newApp, form, context),
    primary: { label: msg('The new app shows digits'), event: { type: 'taken' } },
    others: otherWay(chosen, context),
    ...contact(context),
    back: { type: 'wentBack' },
  };
}

export const readScreen: ReadingScreen<Chosen> = (chosen, context) => {
  const { form } = routeOf(chosen, context)[0]!;
  const isCode = form === 'migration-qr' || form === 'otpauth-qr';
  return {
    heading: msg(str`Bring the key from the old ${placeWords(chosen.from)} here`),
    ...progress(2, context),
    body: [
      ...giveWords(chosen.oldApp, form, context),
      bringWords(form, chosen.from, context),
      msg(str`Only the account of ${institutionName(context)} is kept, and it does not leave this page.`),
    ],
    first: isCode && context.can.camera && context.device.form === 'computer' ? 'camera' : 'picture',
    others: otherWay(chosen, context),
    ...contact(context),
  };
};

export function showScreen({ kept, entry }: { kept: Chosen; entry: Entry }, context: Context): ShowKeyScreen<Event> {
  return {
    ...keyScreen(kept, entry.key, context),
    others: otherWay(kept, context),
    back: { type: 'wentBack' },
  };
}

/** A key for the new app, wherever it comes from. */
export function keyScreen(
  { newApp, to }: Chosen,
  { uri, secret }: Pick<Entry['key'], 'uri' | 'secret'>,
  context: Context,
): Omit<ShowKeyScreen<Event>, 'others' | 'back'> {
  const { locale, device } = context;
  const app = appOrUnlisted(newApp);
  const { takes } = app;
  const isOnThisPhone = to === 'smartphone' && device.form === 'phone';
  const labelsOf = (form: Form): readonly string[] | undefined => {
    const labels = menuOf(takes[form], locale);
    return labels?.length ? labels : undefined;
  };
  const typing = labelsOf('key-text');
  return {
    kind: 'show-key',
    heading: msg(str`Add the key to ${appName(newApp)}`),
    ...progress(2, context),
    body:
      to === 'browser' ? wayWords(app, takes['otpauth-qr'], context, msg('In the app, choose to scan a QR code.')) : [],
    uri,
    secret,
    order: isOnThisPhone ? 'link-first' : 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction:
        to === 'browser' ? msg('The whole code has to be in sight.') : scanWords(labelsOf('otpauth-qr'), isOnThisPhone),
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
      note:
        to === 'browser' && typing
          ? msg(str`Or open ${menuPath(typing)} there and paste this key. Any account name will do.`)
          : keyWords(typing, isOnThisPhone),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
    ...('otpauth-text' in takes && {
      file: {
        label: msg('Save the key as a file'),
        note: msg('For importing into the new app. Whoever has the file can make your codes: delete it afterwards.'),
      },
    }),
    primary: { label: msg('The new app shows digits'), event: { type: 'taken' } },
  };
}

export function compareScreen({ entry }: { entry: Entry | null }, context: Context): Screen<Event> {
  const common = {
    ...progress(3, context),
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
    ...progress(1, context),
    body: [msg('They show that the new device is yours. It then gets a key of its own.')],
    ...contact(context),
  };
}

export function codeScreen(
  { waiting, refusal }: { waiting: Waiting; refusal?: Refusal },
  context: Context,
): EnterCodeScreen<Event> {
  return {
    ...anyCodeScreen(waiting.chosen, refusal),
    ...progress(3, context),
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

/** In the reader's language; the back end's own guess stays if the person leaves now. */
export const suggestedName = ({ to }: Chosen): string => (to === 'browser' ? msg('Browser') : msg('New smartphone'));

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
      ? { primary: { label: msg('See my devices'), event: { type: 'wentToOverview' } } }
      : {
          primary: { label: msg('Back to the questions'), event: { type: 'wentToChooser' } },
          links: settingsLinks(context),
        }),
  };
}

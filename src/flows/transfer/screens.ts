import { appOrUnlisted, appsFor, ownApp, type App, type Form, type Place } from '../../apps/catalogue.ts';
import type { NoRoute } from '../../apps/routes.ts';
import { canMakeCodes, type Entry } from '../../core/entry.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { step } from '../common/steps.ts';
import { contactLinks } from '../common/screens.ts';
import type { Ends } from './ends.ts';
import { keyWords, menuOf, menuPath, scanWords } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import { institutionName } from '../common/institution.ts';
import type { ReadingScreen } from '../reading/reading.ts';
import type { Action, ChooseScreen, Link, ShowKeyScreen, Screen } from '../machine/screen.ts';
import { planFor, routeOf } from './plan.ts';
import type { Chosen, Event } from './state.ts';
import { appName, bringWords, giveWords, placeWords, takeWords, wayWords } from './words.ts';

/** The screens of a transfer until the new app has the key; what leads from one to the next is in transfer.ts. */

/** The steps are those that a person does between the two apps. */
export const progress = (at: number) => step(at, [msg('Choose'), msg('Transfer'), msg('Confirm')]);

export const contact = (context: Context) => ({ links: contactLinks(context) });

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
    ...progress(0),
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
    ...progress(0),
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

export function whichEndScreen(_: unknown): Screen<Event> {
  return {
    kind: 'choose',
    heading: msg('Which of the two browsers is this?'),
    ...progress(0),
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

export function installScreen({ chosen }: { chosen: Chosen }): Screen<Event> {
  const app = appOrUnlisted(chosen.newApp);
  const { ios, android, chrome, edge, firefox } = app.stores;
  const isBrowser = chosen.to === 'browser';
  return {
    kind: 'notice',
    heading: msg(str`Get ${app.name}`),
    ...progress(0),
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
    ...progress(1),
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
    ...progress(1),
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
    ...progress(1),
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
    ...progress(1),
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

import { appOrUnlisted, ownApp, type Form } from '../../apps/catalogue.ts';
import type { Entry } from '../../core/entry.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { thisBrowser } from '../common/this-browser.ts';
import { keyWords, menuOf, menuPath, scanWords } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import { institutionName } from '../common/institution.ts';
import type { ReadingScreen } from '../reading/reading.ts';
import type { Action, Link, ShowKeyScreen, Screen } from '../machine/screen.ts';
import { isTogether, planFor, routeOf } from './plan.ts';
import type { Chosen, Event } from './state.ts';
import { addingStep, stepAt } from './steps.ts';
import { appName, bringWords, getWords, giveWords, onNewWords, onOldWords, takeWords, wayWords } from './words.ts';

/** The screens that carry the key to the new app; what leads from one to the next is in transfer.ts. */

export const contact = (context: Context) => ({ links: contactLinks(context) });

/** Where the institution confirms that the new app works. */
export function settingsLinks({ profile, locale }: Context): Link[] {
  const { settings, manuals } = profile.links;
  if (settings) return [{ label: msg('Open the settings of one-time passwords'), href: inLanguage(settings, locale) }];
  return manuals ? [{ label: msg('All manuals'), href: inLanguage(manuals, locale) }] : [];
}

/** Where the new app is to be had: for the browser or the phone that this is, where the app is wanted here. */
function storeLinks({ from, to, newApp }: Chosen, isHere: boolean, context: Context): Link[] {
  const { ios, android, chrome, edge, firefox } = appOrUnlisted(newApp).stores;
  const browser = isHere ? thisBrowser(context) : null;
  const { form, platform } = context.device;
  const phone = from !== to && form === 'phone' ? platform : null;
  const link = (label: string, href: string | undefined, isWanted: boolean): Link[] =>
    href && isWanted ? [{ label, href }] : [];
  return [
    ...link(msg('App Store (iPhone)'), ios, phone !== 'android'),
    ...link(msg('Google Play (Android)'), android, phone !== 'ios'),
    ...link(msg('For Chrome'), chrome, !browser || browser === 'chrome'),
    ...link(msg('For Edge'), edge, !browser || browser === 'edge'),
    ...link(msg('For Firefox'), firefox, !browser || browser === 'firefox'),
  ];
}

const otherWay = (chosen: Chosen, context: Context): Action<{ type: 'wantedOtherWay' }>[] => {
  const plan = planFor(chosen, context);
  if (plan.at === 'none' || plan.routes.length < 2) return [];
  const next = plan.routes[(chosen.via + 1) % plan.routes.length]!;
  const label = next[0]!.how === 'pair' ? msg('Read it on the phone instead') : msg('Try another way');
  return [{ label, event: { type: 'wantedOtherWay' } }];
};

const otherOldWords = (): string => msg('It is in another app');
const otherOld = (): Action<Event> => ({ label: otherOldWords(), event: { type: 'wantedOldApp' } });
export const otherNew = ({ isHere }: Chosen): Action<Event>[] =>
  isHere ? [] : [{ label: msg('Another app there'), event: { type: 'wantedNewApp' } }];

export function giveScreen({ chosen }: { chosen: Chosen }, context: Context): Screen<Event> {
  const { form } = routeOf(chosen, context)[0]!;
  const isFile = form === 'otpauth-text' || form === 'backup-file';
  return {
    kind: 'notice',
    heading: onOldWords(chosen),
    ...stepAt(0, chosen, context),
    body: giveWords(chosen, form, context),
    primary: { label: isFile ? msg('I have the file') : msg('The QR code is there'), event: { type: 'given' } },
    others: [otherOld(), ...otherWay(chosen, context)],
    ...contact(context),
    back: { type: 'wentBack' },
  };
}

/** Where nothing may be pressed between the two apps, it tells of both. */
export function takeScreen({ chosen }: { chosen: Chosen }, context: Context): Screen<Event> {
  const { form } = routeOf(chosen, context)[0]!;
  const isBoth = isTogether(chosen, context);
  const take = takeWords(chosen.newApp, form, context);
  return {
    kind: 'notice',
    heading: isBoth ? msg('Scan the QR code of the browser') : onNewWords(chosen),
    ...addingStep(chosen, context),
    body: [
      ...(isBoth ? [msg('First, on the smartphone:')] : []),
      ...getWords(chosen.newApp),
      ...(isBoth
        ? [
            ...take.slice(0, -1),
            msg('Then, in the browser that shows the code:'),
            // Without “leave it on the screen”.
            ...giveWords(chosen, form, context).slice(0, -1),
            msg('Point the smartphone at that QR code. A press on this page closes it, so scan it first.'),
          ]
        : take),
    ],
    primary: { label: msg('The new app shows digits'), event: { type: 'taken' } },
    others: [...(isBoth ? [otherOld()] : []), ...otherNew(chosen), ...otherWay(chosen, context)],
    links: [...storeLinks(chosen, false, context), ...contactLinks(context)],
    back: { type: 'wentBack' },
  };
}

export const readScreen: ReadingScreen<Chosen> = (chosen, context) => {
  const { from, isHere } = chosen;
  const { form } = routeOf(chosen, context)[0]!;
  const isCode = form === 'migration-qr' || form === 'otpauth-qr';
  return {
    heading:
      from === 'smartphone'
        ? msg('Bring the key from the smartphone here')
        : isHere
          ? msg('Bring the key from the other browser here')
          : msg('Bring the key from the browser here'),
    // What this page takes it confirms by itself.
    ...(chosen.newApp !== ownApp.id && stepAt(0, chosen, context)),
    body: [
      ...giveWords(chosen, form, context),
      bringWords(form, from, context),
      msg(str`Only the account of ${institutionName(context)} is kept, and it does not leave this page.`),
    ],
    first: isCode && context.can.camera && context.device.form === 'computer' ? 'camera' : 'picture',
    others: [
      { label: otherOldWords(), event: { type: 'wantedOtherWay', isOtherApp: true } },
      ...otherWay(chosen, context),
    ],
    ...contact(context),
  };
};

export function showScreen({ kept, entry }: { kept: Chosen; entry: Entry }, context: Context): ShowKeyScreen<Event> {
  return {
    ...keyScreen(kept, entry.key, context),
    others: [...otherNew(kept), ...otherWay(kept, context)],
    back: { type: 'wentBack' },
  };
}

/** A key for the new app, wherever it comes from. */
export function keyScreen(
  chosen: Chosen,
  { uri, secret }: Pick<Entry['key'], 'uri' | 'secret'>,
  context: Context,
): Omit<ShowKeyScreen<Event>, 'others' | 'back'> {
  const { locale, device } = context;
  const { newApp, to } = chosen;
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
    ...addingStep(chosen, context),
    body: [
      ...getWords(newApp, to === 'browser'),
      ...(to === 'browser'
        ? wayWords(app, takes['otpauth-qr'], context, msg('In the app, choose to scan a QR code.'))
        : []),
    ],
    uri,
    secret,
    order: isOnThisPhone ? 'link-first' : 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction:
        to === 'browser'
          ? msg('The whole QR code has to be in sight.')
          : scanWords(labelsOf('otpauth-qr'), isOnThisPhone),
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
    links: [...storeLinks(chosen, to === 'browser', context), ...contactLinks(context)],
    primary: { label: msg('The new app shows digits'), event: { type: 'taken' } },
  };
}

import { otherApps } from '../../apps/others.ts';
import type { Policy } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { inLanguage, languages } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { step } from '../common/steps.ts';
import { contactLinks } from '../common/screens.ts';
import { menuPath } from '../common/key-words.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen, Progress, ShowKeyScreen, Screen } from '../machine/screen.ts';

/** A browser that takes the extension, or another app that the person has in theirs. */
export type BrowserChoice = 'chrome' | 'edge' | 'firefox' | 'other';
type Extensible = Exclude<BrowserChoice, 'other'>;

/**
 * Fragment: asks which browser it is and which app it gets, and says where to get that.
 *
 * It asks because many browsers call themselves Chrome.
 */
export type BrowserState =
  /** Nobody can put an extension into a phone's browser. */
  | { at: 'onPhone' }
  | { at: 'browser'; policy: Policy }
  | { at: 'noExtension'; policy: Policy }
  /** The extension forgets a part of the key. */
  | { at: 'wouldLose'; policy: Policy }
  | { at: 'install'; policy: Policy; choice: BrowserChoice }
  | { at: 'pin'; policy: Policy; choice: Extensible };

export type BrowserEvent =
  | { type: 'chose'; browser: BrowserChoice }
  | { type: 'choseSafari' }
  | { type: 'installed' }
  | { type: 'pinned' }
  | { type: 'wentBack' }
  | { type: 'wentToChooser' }
  | { type: 'wentToSmartphone' }
  /** This page itself is the app. */
  | { type: 'wentHere' };

const known = otherApps.find(({ id }) => id === 'authenticator-extension')!;
const browserNames = { chrome: 'Google Chrome', edge: 'Microsoft Edge', firefox: 'Firefox' } as const;

/** Whether the extension's codes would be right: it takes every key for SHA1 and 30 seconds. */
export const extensionKeeps = ({ algorithm, periodS }: Pick<Policy['app'], 'algorithm' | 'periodS'>): boolean =>
  algorithm === 'SHA1' && periodS === 30;

/** The first state: the choice of an app, unless no browser here takes an extension. */
export const firstBrowserState = (policy: Policy, { device }: Context): BrowserState =>
  device.form === 'phone' ? { at: 'onPhone' } : { at: 'browser', policy };

/** Where the person stood before the key. */
export const lastBrowserState = (policy: Policy, choice: BrowserChoice): BrowserState =>
  choice === 'other' ? { at: 'install', policy, choice } : { at: 'pin', policy, choice };

const institution = ({ profile, locale }: Context): string => inLanguage(profile.name, locale);

/** In this browser there is no way. On the smartphone there is. */
const toSmartphoneScreen = (
  words: Pick<NoticeScreen<BrowserEvent>, 'heading' | 'body' | 'back' | 'others'>,
  context: Context,
) =>
  ({
    kind: 'notice',
    ...words,
    primary: { label: msg('Set the app up on a smartphone'), event: { type: 'wentToSmartphone' } },
    links: contactLinks(context),
  }) satisfies Screen<BrowserEvent>;

function installScreen(choice: BrowserChoice, first: { progress: Progress }): Screen<BrowserEvent> {
  const ways = { kind: 'notice', ...first, back: { type: 'wentBack' } } as const;
  if (choice === 'other') {
    return {
      ...ways,
      heading: msg('Get your app ready'),
      body: [
        msg('Any app that shows time-based one-time passwords (TOTP) will do. Open it on this computer.'),
        msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
      ],
      primary: { label: msg('I have the app'), event: { type: 'installed' } },
    };
  }
  const name = browserNames[choice];
  return {
    ...ways,
    heading: msg(str`Add the extension to ${name}`),
    body: [
      msg(str`Open the store in ${name} and add “${known.name}”, or go on if it is there already.`),
      msg(str`Look-alikes exist. The right one is free and its developer is “${known.publisher}”.`),
      msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
    ],
    links: [{ label: msg(str`The extension in the store for ${name}`), href: known.stores[choice]! }],
    primary: { label: msg('I have the extension'), event: { type: 'installed' } },
  };
}

/** `ready`: the app is there. `here`: this page is to be the app. */
export type BrowserExit =
  { exit: 'ready'; policy: Policy; choice: BrowserChoice } | { exit: 'here'; from: BrowserState };

/** `steps`: those of the flow. To get the app is the first. */
export function choosingBrowserApp(steps: () => string[]): Fragment<BrowserState, BrowserEvent, BrowserExit, Anew> {
  const { go } = hostOf<BrowserState, BrowserEvent, BrowserExit, Anew>();
  const toChooser = (state: BrowserState) => go(state, { effect: 'hand-over', flow: 'choose' });
  // What is to get a new key is a browser: the smartphone comes in its place, as another device.
  const toSmartphone = (state: BrowserState, _: unknown, { input }: Context<Anew>) =>
    go(state, {
      effect: 'hand-over',
      flow: 'app-smartphone',
      input: input.anew ? { anew: {} } : {},
    });
  const toHere = (from: BrowserState): BrowserExit => ({ exit: 'here', from });
  const first = () => step(0, steps());

  return {
    states: {
      onPhone: {
        screen: (_, context) =>
          toSmartphoneScreen(
            {
              heading: msg('This needs a computer'),
              body: [
                msg('Browsers on phones do not take the extension that shows the codes.'),
                msg('Open this page in a browser on your computer, or set the app up on this phone instead.'),
              ],
              back: { type: 'wentToChooser' },
              ...(context.can.vault && {
                others: [{ label: msg('Use this page as the app'), event: { type: 'wentHere' } as const }],
              }),
            },
            context,
          ),
        on: { wentToSmartphone: toSmartphone, wentToChooser: toChooser, wentHere: toHere },
      },
      browser: {
        screen: ({ policy }, context) => ({
          kind: 'choose',
          heading: msg('Which browser do you use?'),
          ...first(),
          body: [msg(str`The extension “${known.name}” shows the codes. It stays in the browser that you add it to.`)],
          choices: [
            ...(context.can.vault && canMakeCodes(policy.app)
              ? [
                  {
                    label: msg('This page itself'),
                    note: msg('Nothing to install: your codes are shown here'),
                    event: { type: 'wentHere' as const },
                  },
                ]
              : []),
            {
              label: browserNames.chrome,
              note: msg('Or another one that takes extensions from the Chrome Web Store'),
              event: { type: 'chose', browser: 'chrome' },
            },
            { label: browserNames.edge, event: { type: 'chose', browser: 'edge' } },
            { label: browserNames.firefox, event: { type: 'chose', browser: 'firefox' } },
            { label: 'Safari', event: { type: 'choseSafari' } },
            {
              label: msg('Another app on this computer'),
              note: msg('One you use already'),
              event: { type: 'chose', browser: 'other' },
            },
          ],
          back: { type: 'wentToChooser' },
        }),
        on: {
          chose: ({ policy }, { browser }) => {
            if (browser !== 'other' && !extensionKeeps(policy.app)) return { at: 'wouldLose', policy };
            return { at: 'install', policy, choice: browser };
          },
          choseSafari: ({ policy }) => ({ at: 'noExtension', policy }),
          wentToChooser: toChooser,
          wentHere: toHere,
        },
      },
      noExtension: {
        screen: (_, context) =>
          toSmartphoneScreen(
            {
              heading: msg('Safari cannot take the extension'),
              body: [
                msg('There is no edition of it for Safari.'),
                msg(
                  'Open this page in Chrome, Edge or Firefox on this computer, or set the app up on a smartphone instead.',
                ),
              ],
              back: { type: 'wentBack' },
            },
            context,
          ),
        on: { wentToSmartphone: toSmartphone, wentBack: ({ policy }) => ({ at: 'browser', policy }) },
      },
      wouldLose: {
        screen: (_, context) =>
          toSmartphoneScreen(
            {
              heading: msg('The extension would show wrong codes'),
              body: [
                msg(str`It does not keep a part of the key of ${institution(context)}, and does not say so.`),
                msg('Set the app up on a smartphone instead.'),
              ],
              back: { type: 'wentBack' },
            },
            context,
          ),
        on: { wentToSmartphone: toSmartphone, wentBack: ({ policy }) => ({ at: 'browser', policy }) },
      },
      install: {
        screen: ({ choice }) => installScreen(choice, first()),
        on: {
          installed: ({ policy, choice }) =>
            choice === 'other' ? { exit: 'ready', policy, choice } : { at: 'pin', policy, choice },
          wentBack: ({ policy }) => ({ at: 'browser', policy }),
        },
      },
      pin: {
        screen: () => ({
          kind: 'notice',
          heading: msg('Keep the extension in view'),
          ...first(),
          body: [
            msg(
              str`Press the puzzle piece at the top right of the browser and pin “${known.name}” to the toolbar. Its icon then stays there.`,
            ),
            msg('In private windows it is missing, unless you allow it there in the settings of the extension.'),
          ],
          primary: { label: msg('I see its icon'), event: { type: 'pinned' } },
          back: { type: 'wentBack' },
        }),
        on: {
          pinned: ({ policy, choice }) => ({ exit: 'ready', policy, choice }),
          wentBack: ({ policy, choice }) => ({ at: 'install', policy, choice }),
        },
      },
    },
  };
}

/** How to scan with the extension: it reads what stands in a page of the same browser, through a box drawn over it. */
function extensionScanWords({ locale }: Context): string[] {
  const { menu, note } = known.takes['otpauth-qr']!;
  return [
    msg(str`Press the icon of the extension, then ${menuPath(inLanguage(menu, locale))}.`),
    inLanguage(note!, locale),
    msg('The whole code must be in view. If it is cut off, make the window larger or set the zoom to 100%.'),
  ];
}

const otherScanWords = (): string => msg('In the app, choose to read a QR code from the screen, if it can do that.');

/** What became of it. */
const extensionAddedWords = (): string =>
  msg('A small window says that the account was added: press OK. Press the icon again to see the code.');

/** How to scan what the institution's page shows. */
export const browserScanWords = (choice: BrowserChoice, context: Context): string[] =>
  choice === 'other' ? [otherScanWords()] : [...extensionScanWords(context), extensionAddedWords()];

/** What to mind from then on. */
export const browserAdvice = (): string =>
  msg(
    'The codes live in this browser only: they are gone when the extension is removed. Add the app to a second device soon.',
  );

/** How the key gets into the extension, or into another app of this computer. */
export function browserKeyScreen(
  isExtension: boolean,
  context: Context,
): Pick<ShowKeyScreen<never>, 'heading' | 'body' | 'order' | 'qr' | 'link' | 'key'> {
  const menu = menuPath(inLanguage(known.takes['key-text']!.menu, context.locale));
  return {
    heading: isExtension ? msg('Add the key to the extension') : msg('Add the key to your app'),
    ...(isExtension && { body: [extensionAddedWords()] }),
    order: 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction: isExtension ? extensionScanWords(context).join(languages[context.locale].joiner) : otherScanWords(),
    },
    link: { label: msg('Open in an app on this computer') },
    key: {
      label: msg('Key'),
      note: isExtension
        ? msg(
            str`If it cannot be scanned: in the extension, press ${menu} and paste this key. Any account name will do.`,
          )
        : msg('Or choose to enter a key in the app and paste this one. Any account name will do.'),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
  };
}

import type { Policy } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { thisBrowser } from '../common/this-browser.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen, Progress, Screen } from '../machine/screen.ts';
import { extension, type BrowserChoice } from './browser-key.ts';

/**
 * Fragment: says how this browser gets the extension, and asks only those who want another browser or app.
 *
 * Many browsers call themselves Chrome, so another one is always a press away. The screen protects from look-alikes in
 * the stores, and from shared computers.
 */
export type BrowserState =
  /** Nobody can put an extension into a phone's browser. */
  | { at: 'onPhone' }
  | { at: 'browser'; policy: Policy }
  /** There is none for Safari. `isAsked`: the person chose it from the list. */
  | { at: 'noExtension'; policy: Policy; isAsked?: true }
  /** The extension forgets a part of the key. */
  | { at: 'wouldLose'; policy: Policy }
  | { at: 'install'; policy: Policy; choice: BrowserChoice };

export type BrowserEvent =
  | { type: 'chose'; browser: BrowserChoice }
  | { type: 'choseSafari' }
  | { type: 'installed' }
  | { type: 'wantedAnother' }
  | { type: 'wentBack' }
  | { type: 'wentToSmartphone' }
  /** This page itself is the app. */
  | { type: 'wentHere' };

const browserNames = { chrome: 'Google Chrome', edge: 'Microsoft Edge', firefox: 'Firefox' } as const;

/** Whether the extension's codes would be right: it takes every key for SHA1 and 30 seconds. */
export const extensionKeeps = ({ algorithm, periodS }: Pick<Policy['app'], 'algorithm' | 'periodS'>): boolean =>
  algorithm === 'SHA1' && periodS === 30;

/** The first state: the browser that this is, where the extension is made for it. */
export function firstBrowserState(policy: Policy, context: Context): BrowserState {
  if (context.device.form === 'phone') return { at: 'onPhone' };
  const browser = thisBrowser(context);
  if (browser === 'safari') return { at: 'noExtension', policy };
  return browser && extensionKeeps(policy.app) ? { at: 'install', policy, choice: browser } : { at: 'browser', policy };
}

/** Whether this page can be the app. */
export const mayBeHere = ({ can }: Context, policy: Policy): boolean => can.vault && canMakeCodes(policy.app);

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

function installScreen(
  { choice }: { choice: BrowserChoice },
  context: Context,
  first: { progress: Progress },
): Screen<BrowserEvent> {
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
      msg('Not on a shared or lab computer: whoever uses it after you could read your codes.'),
      msg(str`Open the store in ${name} and add “${extension.name}”, or go on if it is there already.`),
      msg(str`Look-alikes exist. The right one is free and its developer is “${extension.publisher}”.`),
      msg(
        str`Then press the puzzle piece at the top right of the browser and pin “${extension.name}” to the toolbar, so that its icon stays there. In private windows it is missing, unless its settings allow it there.`,
      ),
    ],
    stores: [{ label: msg(str`The extension in the store for ${name}`), href: extension.stores[choice]! }],
    primary: { label: msg('I see its icon'), event: { type: 'installed' } },
    ...(choice === thisBrowser(context) && {
      others: [{ label: msg('Another browser or app'), event: { type: 'wantedAnother' } }],
    }),
  };
}

/** `ready`: the app is there. `here`: this page is to be the app. */
export type BrowserExit =
  { exit: 'ready'; policy: Policy; choice: BrowserChoice } | { exit: 'here'; from: BrowserState };

/** `steps`: those of the flow. To get the app is the first. */
export function choosingBrowserApp(steps: () => string[]): Fragment<BrowserState, BrowserEvent, BrowserExit, Anew> {
  const { go } = hostOf<BrowserState, BrowserEvent, BrowserExit, Anew>();
  const toChooser = (state: BrowserState, { input }: Context<Anew>) =>
    go(state, { effect: 'hand-over', flow: 'choose', input: { ...input, isWhere: true } });
  /** From the list, back to the browser that this is; from that one, to where the app is wanted. */
  const before = (state: BrowserState & { policy: Policy }, context: Context<Anew>) => {
    const first = firstBrowserState(state.policy, context);
    return first.at === state.at ? toChooser(state, context) : first;
  };
  // What is to get a new key is a browser: the smartphone comes in its place, as another device.
  const toSmartphone = (state: BrowserState, _: unknown, { input: { anew, again } }: Context<Anew>) =>
    go(state, {
      effect: 'hand-over',
      flow: 'app-smartphone',
      input: { ...(anew && { anew: {} }), ...(again && { again }) },
    });
  const toHere = (from: BrowserState): BrowserExit => ({ exit: 'here', from });
  const first = () => ({ progress: { at: 0, steps: steps() } });

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
              back: { type: 'wentBack' },
              ...(context.can.vault && {
                others: [{ label: msg('Use this page as the app'), event: { type: 'wentHere' } as const }],
              }),
            },
            context,
          ),
        on: {
          wentToSmartphone: toSmartphone,
          wentBack: (state, _, context) => toChooser(state, context),
          wentHere: toHere,
        },
      },
      browser: {
        screen: ({ policy }, context) => ({
          kind: 'choose',
          heading: msg('Which browser or app do you want to use?'),
          ...first(),
          body: [
            msg(
              str`In the browsers named here, the extension “${extension.name}” shows the codes, each in the browser that you add it to.`,
            ),
          ],
          choices: [
            ...(mayBeHere(context, policy)
              ? [
                  {
                    label: msg('In this browser'),
                    note: msg('Nothing to install: this page shows the codes'),
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
          back: { type: 'wentBack' },
        }),
        on: {
          chose: ({ policy }, { browser }) => {
            if (browser !== 'other' && !extensionKeeps(policy.app)) return { at: 'wouldLose', policy };
            return { at: 'install', policy, choice: browser };
          },
          choseSafari: ({ policy }) => ({ at: 'noExtension', policy, isAsked: true }),
          wentBack: (state, _, context) => before(state, context),
          wentHere: toHere,
        },
      },
      noExtension: {
        screen: ({ policy, isAsked }, context) => ({
          kind: 'choose',
          heading: msg('Safari cannot take the extension'),
          body: [msg('There is no edition of it for Safari.')],
          choices: [
            ...(mayBeHere(context, policy)
              ? [
                  {
                    label: msg('In this browser'),
                    note: msg('Nothing to install: this page shows the codes'),
                    event: { type: 'wentHere' as const },
                  },
                ]
              : []),
            { label: msg('Set the app up on a smartphone'), event: { type: 'wentToSmartphone' } },
            ...(isAsked
              ? []
              : [
                  {
                    label: msg('Another browser or app'),
                    note: msg('Open this page in Chrome, Edge or Firefox for the extension'),
                    event: { type: 'wantedAnother' as const },
                  },
                ]),
          ],
          back: { type: 'wentBack' },
          links: contactLinks(context),
        }),
        on: {
          wentHere: toHere,
          wentToSmartphone: toSmartphone,
          wantedAnother: ({ policy }) => ({ at: 'browser', policy }),
          wentBack: (state, _, context) =>
            state.isAsked ? { at: 'browser', policy: state.policy } : toChooser(state, context),
        },
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
        screen: (state, context) => installScreen(state, context, first()),
        on: {
          installed: ({ policy, choice }) => ({ exit: 'ready', policy, choice }),
          wantedAnother: ({ policy }) => ({ at: 'browser', policy }),
          wentBack: (state, _, context) =>
            state.choice === thisBrowser(context) ? toChooser(state, context) : { at: 'browser', policy: state.policy },
        },
      },
    },
  };
}

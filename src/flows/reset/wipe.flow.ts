import { inLanguage, type OwnWords } from '../../localization/languages.ts';
import { msg, quote, str } from '../../localization/msg.ts';
import { thisBrowser } from '../common/this-browser.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { NoticeScreen, Screen } from '../machine/screen.ts';

/**
 * Leads through wiping the browser extension on a computer that is handed over.
 *
 * For a person who gives a computer away and has the codes elsewhere. Leaves a browser without them; the account is
 * not touched, so there is nothing to call. Left half way, what was deleted so far stays deleted.
 *
 * Source: the university's FAQ on deleting the extension; labels are those of the extension 8.0.2
 * and of the browsers. Not for Safari, which cannot have the extension.
 */
type BrowserId = 'chrome' | 'edge' | 'firefox';

interface Known {
  browser: BrowserId;
}

type State =
  | { at: 'before' }
  /** No other device shows the code. */
  | { at: 'lastOne' }
  | { at: 'browser' }
  | ({ at: 'options' } & Known)
  | ({ at: 'reset' } & Known)
  | ({ at: 'remove' } & Known)
  | ({ at: 'files' } & Known)
  | { at: 'done' };

type Event =
  | { type: 'hasOther' }
  | { type: 'hasNoOther' }
  | { type: 'needsNone' }
  | { type: 'syncs' }
  | { type: 'resets' }
  | { type: 'chose'; browser: BrowserId }
  | { type: 'wantedBrowser' }
  | { type: 'wentOn' }
  | { type: 'wiped' }
  | { type: 'wentBack' };

const wipeSteps = (): string[] => [msg('Open'), msg('Delete'), msg('Remove'), msg('Check')];

interface Browser {
  name: string;
  /** Labels on the way from the icon to the options. */
  options: OwnWords<readonly string[]>;
  /** The entry of the icon's menu that removes the extension. */
  remove: OwnWords;
}

const browsers: Record<BrowserId, Browser> = {
  chrome: {
    name: 'Google Chrome',
    options: { en: ['Manage extension', 'Extension options'], ja: ['拡張機能を管理', '拡張機能のオプション'] },
    remove: { en: 'Remove from Chrome…', ja: 'Chrome から削除...' },
  },
  edge: {
    name: 'Microsoft Edge',
    options: { en: ['Manage extension', 'Extension options'], ja: ['拡張機能の管理', '拡張機能のオプション'] },
    remove: { en: 'Remove from Microsoft Edge', ja: 'Microsoft Edge から削除' },
  },
  firefox: {
    name: 'Firefox',
    options: { en: ['Manage Extension', '…', 'Options'], ja: ['拡張機能を管理', '…', 'オプション'] },
    remove: { en: 'Remove Extension', ja: '拡張機能を削除' },
  },
};

const quotedAll = (labels: readonly string[]): string => labels.map(quote).join(' → ');

const { define, go } = hostOf<State, Event>();

const toFlow = (flow: 'sync' | 'reset' | 'overview' | 'choose') => (state: State) =>
  go(state, { effect: 'hand-over', flow });

function beforeScreen(): Screen<Event> {
  return {
    kind: 'choose',
    heading: msg('Does another device show your code?'),
    body: [
      msg('You are about to delete the extension “Authenticator” and its entries from a computer you hand over.'),
      msg('A smartphone counts, or a browser in which you are signed in to another browser account.'),
      msg('A browser with the same browser account does not count: if it is kept in sync, its entries go, too.'),
    ],
    choices: [
      { label: msg('Yes, another device shows it'), event: { type: 'hasOther' } },
      { label: msg('No, only this computer shows it'), event: { type: 'hasNoOther' } },
      {
        label: msg('I do not need the codes any more'),
        note: msg('You graduate or leave, for example'),
        event: { type: 'needsNone' },
      },
    ],
    back: { type: 'wentBack' },
  };
}

function lastOneScreen(): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('First, take the code to another device'),
    body: [
      msg('What is deleted here cannot be brought back. Without it you could sign in only with codes by mail.'),
      msg('Export the entry to your smartphone or to another browser now, while this one still has it.'),
      msg('If the extension shows no code any more, set the app up again instead.'),
    ],
    primary: { label: msg('Take it to another device'), event: { type: 'syncs' } },
    others: [{ label: msg('Set up the app again'), event: { type: 'resets' } }],
    back: { type: 'wentBack' },
  };
}

function browserScreen(): Screen<Event> {
  return {
    kind: 'choose',
    heading: msg('Which browser is the extension in?'),
    body: [msg('If it is in several, come back here for each of them.')],
    choices: (Object.keys(browsers) as BrowserId[]).map((browser) => ({
      label: browsers[browser].name,
      event: { type: 'chose', browser },
    })),
    back: { type: 'wentBack' },
  };
}

/** The browser that this page is in is the likeliest one. */
function known(context: Context): State {
  const browser = thisBrowser(context);
  return browser && browser !== 'safari' ? { at: 'options', browser } : { at: 'browser' };
}

/** One small step in that browser. */
function guidedScreen(step: number, heading: string, body: string[]): NoticeScreen<Event> {
  return {
    kind: 'notice',
    heading,
    progress: { at: step - 1, steps: wipeSteps() },
    body,
    primary: { label: msg('Done, next'), event: { type: 'wentOn' } },
    back: { type: 'wentBack' },
  };
}

function optionsScreen({ browser }: Known, { locale }: Context): Screen<Event> {
  const { name, options } = browsers[browser];
  return {
    ...guidedScreen(1, msg('Open the options of the extension'), [
      msg(str`In ${name}, on the computer you hand over, find the icon of “Authenticator” at the top right.`),
      msg('Not there? Press the icon that looks like a piece of a puzzle.'),
      msg(str`Press the icon with the right mouse button. Then: ${quotedAll(inLanguage(options, locale))}.`),
    ]),
    others: [{ label: msg('It is in another browser'), event: { type: 'wantedBrowser' } }],
  };
}

function resetScreen(): Screen<Event> {
  return guidedScreen(2, msg('Delete the entries'), [
    msg(
      'Tick the box, then press “Reset Authenticator” (in Japanese 「認証システムをリセット」). Wait for “Success.” (「成功しました。」).',
    ),
    msg('All entries of the extension in this browser are deleted, those of other services, too.'),
    msg(
      'Despite its name, this is not Setup Again (再設定): nothing changes on your account, and your other devices go on showing codes.',
    ),
  ]);
}

function removeScreen({ browser }: Known, { locale }: Context): Screen<Event> {
  const { remove } = browsers[browser];
  return guidedScreen(3, msg('Remove the extension'), [
    msg(str`Press its icon with the right mouse button once more, then “${inLanguage(remove, locale)}”.`),
    msg('The browser asks whether you are sure. Confirm it.'),
  ]);
}

function filesScreen(): Screen<Event> {
  const screen = guidedScreen(4, msg('Delete what you have exported'), [
    msg('Whoever finds such a file can make your codes.'),
    msg(
      'In the folder Downloads and wherever else you kept them, delete authenticator.txt, authenticator.json and pictures of QR codes. Then empty the bin.',
    ),
    msg(
      'If you told the sign-in page to trust this browser, delete its cookies as well: until then it may ask for no code.',
    ),
  ]);
  return { ...screen, primary: { label: msg('Everything is deleted'), event: { type: 'wiped' } } };
}

function doneScreen(_: State, { mode }: Context): Screen<Event> {
  const isBacked = mode === 'backed';
  return {
    kind: 'done',
    heading: msg('The computer no longer shows your codes'),
    body: isBacked
      ? [msg('It is still on the list of your account. Take it off there, so that the list stays right.')]
      : [msg('Your account has not changed.')],
    primary: {
      label: isBacked ? msg('See your set-up') : msg('Back to the beginning'),
      event: { type: 'wentOn' },
    },
    others: [{ label: msg('The extension is in another browser, too'), event: { type: 'wentBack' } }],
  };
}

export const wipeFlow = define({
  id: 'wipe',
  start: () => ({ at: 'before' }),
  states: {
    before: {
      screen: beforeScreen,
      on: {
        hasOther: (_, __, context) => known(context),
        hasNoOther: () => ({ at: 'lastOne' }),
        needsNone: (_, __, context) => known(context),
        wentBack: toFlow('choose'),
      },
    },
    lastOne: {
      screen: lastOneScreen,
      on: { syncs: toFlow('sync'), resets: toFlow('reset'), wentBack: () => ({ at: 'before' }) },
    },
    browser: {
      screen: browserScreen,
      on: { chose: (_, { browser }) => ({ at: 'options', browser }), wentBack: () => ({ at: 'before' }) },
    },
    options: {
      screen: optionsScreen,
      on: {
        wentOn: ({ browser }) => ({ at: 'reset', browser }),
        wantedBrowser: () => ({ at: 'browser' }),
        wentBack: () => ({ at: 'before' }),
      },
    },
    reset: {
      screen: resetScreen,
      on: {
        wentOn: ({ browser }) => ({ at: 'remove', browser }),
        wentBack: ({ browser }) => ({ at: 'options', browser }),
      },
    },
    remove: {
      screen: removeScreen,
      on: {
        wentOn: ({ browser }) => ({ at: 'files', browser }),
        wentBack: ({ browser }) => ({ at: 'reset', browser }),
      },
    },
    files: {
      screen: filesScreen,
      on: {
        // Only the person sees that browser: nobody else could say so.
        wiped: () => go({ at: 'done' }, { effect: 'complete' }),
        wentBack: ({ browser }) => ({ at: 'remove', browser }),
      },
    },
    done: {
      screen: doneScreen,
      on: {
        wentOn: (state, _, { mode }) => toFlow(mode === 'backed' ? 'overview' : 'choose')(state),
        wentBack: () => ({ at: 'browser' }),
      },
    },
  },
});

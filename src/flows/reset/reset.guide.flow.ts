import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import { quoted } from '../common/quote.ts';
import { whereScreen, type WhereEvent } from '../common/where-screen.ts';
import { again, clockScreen, noMailboxScreen, oldEntriesWords } from './screens.ts';
import type { Link, Screen } from '../machine/screen.ts';

/**
 * Setup Again (再設定, older 初期化) on the institution's own pages.
 *
 * The order is that of the university's FAQ “none of my TOTPs work”.
 *
 * For a person whose apps show no working code any more. Leaves an account without apps behind. Left half way, nothing
 * has changed: the link in the mail is what does it.
 */
type State =
  | { at: 'before' }
  | { at: 'clock' }
  | { at: 'noMailbox' }
  | { at: 'page' }
  | { at: 'mail' }
  /** The old codes no longer work. */
  | { at: 'where' };

type Event =
  | { type: 'began' }
  | { type: 'hasOther' }
  | { type: 'wasRefused' }
  | { type: 'works' }
  | { type: 'lostMailbox' }
  | { type: 'changesAddress' }
  | { type: 'wentOn' }
  | { type: 'initialized' }
  | WhereEvent
  | { type: 'wentBack' };

const resetSteps = (): string[] => [msg('Begin'), msg('Ask'), msg('Mail'), msg('Set up')];

const { define, go } = hostOf<State, Event>();

const toChooser = (state: State) => go(state, { effect: 'hand-over', flow: 'choose' });

/** The page where one-time passwords are set up, or the manuals that lead there. */
function pageLinks({ profile, locale }: Context): Link[] {
  const { settings, manuals } = profile.links;
  if (settings) return [{ label: msg('Settings page'), href: inLanguage(settings, locale) }];
  return manuals ? [{ label: msg('All manuals'), href: inLanguage(manuals, locale) }] : [];
}

function beforeScreen(): Screen<Event> {
  return {
    kind: 'notice',
    heading: msg('Set up the app again'),
    progress: { at: 0, steps: resetSteps() },
    body: [
      msg('This is for when none of your apps shows a code that works.'),
      msg('Every app on every device stops working and has to be set up anew.'),
      msg('Nothing else changes: your password, your mail address and your services stay as they are.'),
      msg('You need your mailbox: the settings page sends you a link. Until you have followed it, nothing changes.'),
    ],
    primary: { label: msg('Begin'), event: { type: 'began' } },
    others: [
      { label: msg('Another device still shows a code'), event: { type: 'hasOther' } },
      { label: msg('My app shows codes, but they are refused'), event: { type: 'wasRefused' } },
      { label: msg('I cannot open that mailbox any more'), event: { type: 'lostMailbox' } },
    ],
    back: { type: 'wentBack' },
  };
}

/** One screen for what is done on one page: nothing has to be read here between two presses there. */
function pageScreen(_: State, context: Context): Screen<Event> {
  const [firstTime, initialize] = [quoted(context, 'firstTime'), quoted(context, 'initialize')];
  return {
    kind: 'notice',
    heading: msg('Ask for the app to be voided'),
    progress: { at: 1, steps: resetSteps() },
    body: [
      context.profile.links.settings
        ? msg('Open the page where one-time passwords are set up. It opens beside this one: come back for each step.')
        : msg('Open the page of your institution where one-time passwords are set up. Come back here for each step.'),
      firstTime
        ? msg(str`There, press this link: ${firstTime}`)
        : msg('There, press the link for people who have not set up the app yet.'),
      msg(
        'The link serves two purposes. Now, with an app on your account, it leads to voiding that app. Afterwards the same link leads to the QR code for the new one.',
      ),
      msg('Sign in there with your account name and your password.'),
      initialize ? msg(str`Then press ${initialize}.`) : msg('Then press the button that voids the one-time password.'),
    ],
    primary: { label: msg('Done, next'), event: { type: 'wentOn' } },
    links: pageLinks(context),
    back: { type: 'wentBack' },
  };
}

function mailScreen(_: State, context: Context): Screen<Event> {
  const [mailSent, initialized] = [quoted(context, 'mailSent'), quoted(context, 'initialized')];
  return {
    kind: 'notice',
    heading: msg('Follow the link in the mail'),
    progress: { at: 2, steps: resetSteps() },
    body: [
      mailSent
        ? msg(str`The page says ${mailSent}. Open your mailbox; look in the junk mail folder, too.`)
        : msg('The page says that a mail has been sent. Open your mailbox; look in the junk mail folder, too.'),
      msg(
        'Does the page say that the mail went to the help desk or the support center? Then there is no address on your account.',
      ),
      msg('Open the link in the mail and sign in with your account name and your password once more.'),
      msg('With this, every app stops working. If you leave the link alone, nothing changes.'),
      initialized
        ? msg(str`When the page says ${initialized}, it is done.`)
        : msg('When the page says that the one-time password has been voided, it is done.'),
    ],
    primary: { label: msg('The page says so'), event: { type: 'initialized' } },
    others: [{ label: msg('No mail comes, or the address is an old one'), event: { type: 'lostMailbox' } }],
    back: { type: 'wentBack' },
  };
}

const whereNow = (_: State, context: Context): Screen<Event> => ({
  ...whereScreen(context.profile.policy, context, again),
  progress: { at: 3, steps: resetSteps() },
  heading: msg('The old codes no longer work'),
  body: [
    msg('Until the app is set up again, codes come by mail.'),
    ...oldEntriesWords(),
    msg('On the settings page, press the picture of a house to get back to the beginning.'),
    msg('Set up one device first, then sync the others with it.'),
    msg('Where do you want the app?'),
  ],
  back: { type: 'wentBack' },
});

export const resetGuideFlow = define({
  id: 'reset',
  start: () => ({ at: 'before' }),
  states: {
    before: {
      screen: beforeScreen,
      on: {
        began: () => ({ at: 'page' }),
        hasOther: (state) => go(state, { effect: 'hand-over', flow: 'sync' }),
        wasRefused: () => ({ at: 'clock' }),
        lostMailbox: () => ({ at: 'noMailbox' }),
        wentBack: toChooser,
      },
    },
    clock: {
      screen: () => clockScreen<Event>({ works: { type: 'works' }, back: { type: 'wentBack' } }),
      on: { works: toChooser, wentBack: () => ({ at: 'before' }) },
    },
    noMailbox: {
      screen: (_, context) => ({
        ...noMailboxScreen<Event>({ hasAddress: true, changes: { type: 'changesAddress' } }, context),
        back: { type: 'wentBack' },
      }),
      on: {
        changesAddress: (state) => go(state, { effect: 'hand-over', flow: 'mail' }),
        wentBack: () => ({ at: 'before' }),
      },
    },
    page: {
      screen: pageScreen,
      on: { wentOn: () => ({ at: 'mail' }), wentBack: () => ({ at: 'before' }) },
    },
    mail: {
      screen: mailScreen,
      on: {
        // The institution's page is the only witness, and the person the only one who reads it.
        initialized: () => go({ at: 'where' }, { effect: 'complete' }),
        lostMailbox: () => ({ at: 'noMailbox' }),
        wentBack: () => ({ at: 'page' }),
      },
    },
    where: {
      screen: whereNow,
      on: {
        chose: (state, { to }) => go(state, { effect: 'hand-over', ...to }),
        wentBack: () => ({ at: 'mail' }),
      },
    },
  },
});

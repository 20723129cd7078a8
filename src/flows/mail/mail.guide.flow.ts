import type { Policy } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { addressFaultAlert, checkAddress, privateAddressWords, type AddressFault } from './address-check.ts';
import { contactLinks } from '../common/screens.ts';
import { settingsLinks, settingsWords } from '../common/guide-words.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import { quoted } from '../common/quote.ts';
import { institutionName } from '../common/institution.ts';
import type { Alert, Screen } from '../machine/screen.ts';

/**
 * Manual 1, Initial Setup: Mail (初回設定:メール), on the institution's own pages.
 *
 * For everybody, before any app. Leaves a verified address behind, if the person does what is said here; this page only
 * leads, and looks at the address beforehand. Left half way, nothing has changed.
 */

/** `address`: as it was checked here; null when the person went on without. */
interface Known {
  policy: Policy;
  address: string | null;
}

type State =
  | { at: 'address'; policy: Policy; typed: string; fault?: AddressFault }
  | ({ at: 'signIn' } & Known)
  | ({ at: 'send' } & Known)
  | ({ at: 'noMail' } & Known)
  | ({ at: 'code' } & Known)
  | ({ at: 'trial' } & Known)
  | ({ at: 'failed' } & Known)
  | { at: 'done' };

type Event =
  | { type: 'submittedAddress'; value: string }
  | { type: 'tookSuggestion' }
  | { type: 'skipped' }
  | { type: 'signedIn' }
  | { type: 'received' }
  | { type: 'missedMail' }
  | { type: 'wasTaken' }
  | { type: 'worked' }
  | { type: 'didNotWork' }
  | { type: 'wantedAddress' }
  | { type: 'wentBack' }
  | { type: 'wentOn' };

const progress = (at: number) => ({
  at,
  steps: [msg('Address'), msg('Sign in'), msg('Send'), msg('Code'), msg('Try it')],
});
const known = ({ policy, address }: Known): Known => ({ policy, address });

function faultAlert(fault: AddressFault): Alert<Event> {
  const alert = addressFaultAlert(fault);
  if (fault.why !== 'typo') return alert;
  return { ...alert, more: [msg('If the address is right as it is, check it once more or go on without checking.')] };
}

function addressScreen(
  { policy, typed, fault }: { policy: Policy; typed: string; fault?: AddressFault },
  context: Context,
): Screen<Event> {
  return {
    kind: 'enter-text',
    heading: msg('Which mail address do you want to use?'),
    progress: progress(0),
    body: [
      ...privateAddressWords(policy, context),
      msg('You can have it checked here first. It stays on this page: nothing is sent.'),
    ],
    ...(fault && { alert: faultAlert(fault) }),
    field: { label: msg('Mail address'), value: typed, type: 'email', autocomplete: 'email', maxLength: 320 },
    submit: { label: msg('Check the address'), type: 'submittedAddress' },
    others: [{ label: msg('Go on without checking'), event: { type: 'skipped' } }],
    back: { type: 'wentBack' },
  };
}

function sendScreen({ address }: Known, context: Context): Screen<Event> {
  const sendMail = quoted(context, 'sendMail');
  return {
    kind: 'notice',
    heading: msg('Have a code sent to your address'),
    progress: progress(2),
    body: [
      address === null
        ? msg('On that page, enter your mail address. Only one can be registered.')
        : msg(str`On that page, enter ${address}. Only one address can be registered.`),
      sendMail ? msg(str`Press ${sendMail} and wait for the mail.`) : msg('Have the mail sent and wait for it.'),
    ],
    links: contactLinks(context),
    primary: { label: msg('The mail has come'), event: { type: 'received' } },
    others: [{ label: msg('No mail comes'), event: { type: 'missedMail' } }],
    back: { type: 'wentBack' },
  };
}

function codeScreen({ policy }: Known, context: Context): Screen<Event> {
  const update = quoted(context, 'update');
  const { digits } = policy.mail;
  return {
    kind: 'notice',
    heading: msg('Type the code from the mail on that page'),
    progress: progress(3),
    body: [
      msg(str`The code has ${digits} digits. If the mail asks you to confirm in another way, do that.`),
      update
        ? msg(str`Then press ${update}. The address counts only after that.`)
        : msg('Then keep the change. The address counts only after that.'),
    ],
    links: contactLinks(context),
    primary: { label: msg('The page has taken it'), event: { type: 'wasTaken' } },
    others: [{ label: msg('No mail comes'), event: { type: 'missedMail' } }],
    back: { type: 'wentBack' },
  };
}

const { define, go } = hostOf<State, Event>();

export const mailGuideFlow = define({
  id: 'mail',
  start: ({ profile: { policy } }) => ({ at: 'address', policy, typed: '' }),
  states: {
    address: {
      screen: addressScreen,
      on: {
        submittedAddress: ({ policy, ...before }, { value }) => {
          const { address, fault } = checkAddress(value, policy, before.fault && before.typed);
          if (fault) return { at: 'address', policy, typed: fault.why === 'typo' ? address : value, fault };
          return { at: 'signIn', policy, address };
        },
        tookSuggestion: (state) =>
          state.fault?.why === 'typo' ? { at: 'signIn', policy: state.policy, address: state.fault.suggestion } : state,
        skipped: ({ policy }) => ({ at: 'signIn', policy, address: null }),
        wentBack: (state) => go(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    signIn: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('Open the settings page'),
        progress: progress(1),
        body: settingsWords(context),
        links: [...settingsLinks(context), ...contactLinks(context)],
        primary: { label: msg('I am signed in'), event: { type: 'signedIn' } },
        back: { type: 'wentBack' },
      }),
      on: {
        signedIn: (state) => ({ at: 'send', ...known(state) }),
        wentBack: ({ policy, address }) => ({ at: 'address', policy, typed: address ?? '' }),
      },
    },
    send: {
      screen: sendScreen,
      on: {
        received: (state) => ({ at: 'code', ...known(state) }),
        missedMail: (state) => ({ at: 'noMail', ...known(state) }),
        wentBack: (state) => ({ at: 'signIn', ...known(state) }),
      },
    },
    noMail: {
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('No mail has come'),
        body: [
          msg('It can take some minutes. Look in the junk mail folder, too.'),
          msg('Check the address on that page for typing mistakes and have the mail sent again.'),
          msg('Some mailboxes, those of mobile carriers above all, refuse mail from computers. Try another address.'),
        ],
        links: contactLinks(context),
        primary: { label: msg('Try again'), event: { type: 'wentBack' } },
      }),
      on: { wentBack: (state) => ({ at: 'send', ...known(state) }) },
    },
    code: {
      screen: codeScreen,
      on: {
        wasTaken: (state) => ({ at: 'trial', ...known(state) }),
        missedMail: (state) => ({ at: 'noMail', ...known(state) }),
        wentBack: (state) => ({ at: 'send', ...known(state) }),
      },
    },
    trial: {
      screen: ({ policy }, context) => ({
        kind: 'notice',
        heading: msg('Sign in once to check'),
        progress: progress(4),
        body: [
          msg(
            str`Sign out of ${institutionName(context)} and in again. Choose the code by mail and type the ${policy.mail.digits} digits from the new mail.`,
          ),
          msg('An older code does not work a second time.'),
        ],
        links: contactLinks(context),
        primary: { label: msg('It works'), event: { type: 'worked' } },
        others: [{ label: msg('It does not work'), event: { type: 'didNotWork' } }],
        back: { type: 'wentBack' },
      }),
      on: {
        worked: () => go({ at: 'done' }, { effect: 'complete' }),
        didNotWork: (state) => ({ at: 'failed', ...known(state) }),
        wentBack: (state) => ({ at: 'code', ...known(state) }),
      },
    },
    failed: {
      screen: ({ policy }, context) => ({
        kind: 'notice',
        heading: msg('The code does not let you in'),
        body: [
          msg(
            str`Type the ${policy.mail.digits} digits of the newest mail. The ${policy.app.digits} digits of an app belong to the other method.`,
          ),
          msg('If no mail comes, the address was not kept: enter it on the settings page once more.'),
        ],
        links: contactLinks(context),
        primary: { label: msg('Try again'), event: { type: 'wentBack' } },
        others: [{ label: msg('Enter the address once more'), event: { type: 'wantedAddress' } }],
      }),
      on: {
        wentBack: (state) => ({ at: 'trial', ...known(state) }),
        wantedAddress: (state) => ({ at: 'send', ...known(state) }),
      },
    },
    done: {
      screen: (_, context) => ({
        kind: 'done',
        heading: msg('Mail is set up'),
        body: [msg('Next, set up the app: it shows codes without waiting for a mail.')],
        links: settingsLinks(context),
        primary: { label: msg('Go on to the app'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: (state) => go(state, { effect: 'hand-over', flow: 'choose' }) },
    },
  },
});

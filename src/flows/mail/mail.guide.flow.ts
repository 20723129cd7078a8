import type { Policy } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { addressFaultAlert, checkAddress, privateAddressWords, type AddressFault } from './address-check.ts';
import { contactLinks } from '../common/screens.ts';
import { settingsLinks, settingsWords } from '../common/guide-words.ts';
import { hostOf } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import { quoted } from '../common/quote.ts';
import { institutionName } from '../common/institution.ts';
import type { Alert, Progress, Screen } from '../machine/screen.ts';

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
  | ({ at: 'send' } & Known)
  | ({ at: 'noMail' } & Known)
  | ({ at: 'code' } & Known)
  | ({ at: 'failed' } & Known)
  | ({ at: 'done' } & Known);

type Event =
  | { type: 'submittedAddress'; value: string }
  | { type: 'tookSuggestion' }
  | { type: 'skipped' }
  | { type: 'received' }
  | { type: 'missedMail' }
  | { type: 'wasTaken' }
  | { type: 'didNotWork' }
  | { type: 'wantedAddress' }
  | { type: 'wentBack' }
  | { type: 'wentOn' };

const progress = (at: number): Progress => ({
  at,
  steps: [msg('Address'), msg('Send'), msg('Code')],
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
    progress: progress(1),
    body: [
      ...settingsWords(context),
      address === null
        ? msg('On that page, enter your mail address. Only one can be registered.')
        : msg(str`On that page, enter ${address}. Only one address can be registered.`),
      sendMail ? msg(str`Press ${sendMail} and wait for the mail.`) : msg('Have the mail sent and wait for it.'),
    ],
    stores: settingsLinks(context, { isStart: true }),
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
    progress: progress(2),
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
          return { at: 'send', policy, address };
        },
        tookSuggestion: (state) =>
          state.fault?.why === 'typo' ? { at: 'send', policy: state.policy, address: state.fault.suggestion } : state,
        skipped: ({ policy }) => ({ at: 'send', policy, address: null }),
        wentBack: (state) => go(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    send: {
      screen: sendScreen,
      on: {
        received: (state) => ({ at: 'code', ...known(state) }),
        missedMail: (state) => ({ at: 'noMail', ...known(state) }),
        wentBack: ({ policy, address }) => ({ at: 'address', policy, typed: address ?? '' }),
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
        // The code from the mail has proven the address there.
        wasTaken: (state) => go({ at: 'done', ...known(state) }, { effect: 'complete' }),
        missedMail: (state) => ({ at: 'noMail', ...known(state) }),
        wentBack: (state) => ({ at: 'send', ...known(state) }),
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
        wentBack: (state) => ({ at: 'done', ...known(state) }),
        wantedAddress: (state) => ({ at: 'send', ...known(state) }),
      },
    },
    done: {
      screen: ({ policy }, context) => ({
        kind: 'done',
        heading: msg('Mail is set up'),
        body: [
          msg(
            str`When you next sign in to ${institutionName(context)}, you can choose the code by mail: type the ${policy.mail.digits} digits from the newest mail. Each code works once.`,
          ),
          msg('Next, set up the app: it shows codes without waiting for a mail.'),
        ],
        links: contactLinks(context),
        primary: { label: msg('Go on to the app'), event: { type: 'wentOn' } },
        others: [{ label: msg('It does not work'), event: { type: 'didNotWork' } }],
      }),
      on: {
        wentOn: (state) => go(state, { effect: 'hand-over', flow: 'choose', input: { isWhere: true } }),
        didNotWork: (state) => ({ at: 'failed', ...known(state) }),
      },
    },
  },
});

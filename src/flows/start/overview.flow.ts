import type { Account } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import type { FlowId } from '../machine/flow-id.ts';
import { listed } from '../common/listed.ts';
import { offeredOnly, offersFlow } from '../common/offered-flows.ts';
import { resetWaits } from '../common/reset-waits.ts';
import { hostOf } from '../machine/host.ts';
import type { AccountChanged, Context } from '../machine/machine.ts';
import type { OwnAlert, Screen } from '../machine/screen.ts';

/**
 * Shows a person who has the app what is set up, and what they can do next.
 *
 * Leaves nothing behind. Without a back end there is nothing to see: the chooser asks instead.
 */
type State =
  | { at: 'loading' }
  | { at: 'overview'; account: Account }
  /** The overview, while the account is read anew. */
  | { at: 'looking'; account: Account };

type Event = { type: 'loaded'; answer: Account } | { type: 'chose'; flow: FlowId } | AccountChanged;

/** What should not wait until the person looks for it. */
function alertOf(account: Account): OwnAlert<Event> | undefined {
  const { devices, policy, recovery } = account;
  const unfinished = offersFlow(account, 'reset') && resetWaits<Event>(account, { type: 'chose', flow: 'reset' });
  if (unfinished) return unfinished;
  const waiting = devices.filter(({ needsSync }) => needsSync).length;
  if (waiting)
    return {
      tone: 'news',
      text: msg(str`Devices that wait for the new key: ${waiting}`),
      action: { label: msg('Go on'), event: { type: 'chose', flow: 'renew-key' } },
    };
  if (!policy.recoveryCodes || recovery) return undefined;
  if (!offersFlow(account, 'recovery-codes')) return undefined;
  return {
    tone: 'news',
    text: msg('If the device is lost one day, recovery codes let you in.'),
    action: { label: msg('Make my codes'), event: { type: 'chose', flow: 'recovery-codes' } },
  };
}

function overviewScreen({ account }: { account: Account }, context: Context): Screen<Event> {
  const { devices, mail } = account;
  const alert = alertOf(account);
  const choice = (label: string, flow: FlowId, note?: string) => ({
    label,
    ...(note && { note }),
    event: { type: 'chose', flow } as const,
  });
  return {
    kind: 'choose',
    heading: msg('Your set-up'),
    body: [
      devices.length === 1
        ? msg(str`App on one device: ${devices[0]!.name}.`)
        : msg(
            str`App on ${devices.length} devices: ${listed(
              devices.map(({ name }) => name),
              context,
            )}.`,
          ),
      mail ? msg(str`Codes by mail: ${mail.address}.`) : msg('Codes by mail: not set up.'),
    ],
    ...(alert && { alert }),
    choices: offeredOnly(account, [
      choice(msg('Use the app on another device, too'), 'sync', msg('Manuals 2-3 to 2-6')),
      choice(msg('I am replacing a device'), 'change-device', msg('Change Devices')),
      choice(mail ? msg('Change the mail address') : msg('Set up mail'), 'mail', msg('Manual 1')),
      choice(msg('Set up the app again'), 'reset', msg('When every app is lost, or the codes are refused')),
      choice(msg('Check my code'), 'check-code', msg('Whether the service takes it')),
      choice(msg('I am handing on a computer'), 'wipe', msg('Wipe the codes from its browser')),
    ]),
    links: contactLinks(context),
  };
}

const { define, go } = hostOf<State, Event>();

const load = (state: State) => go(state, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

const ways = {
  // Who has an address comes to change it.
  chose: (state: State, { flow }: { flow: FlowId }) =>
    go(state, { effect: 'hand-over', ...(flow === 'mail' ? { flow, input: { isChange: true } } : { flow }) }),
  accountChanged: ({ account }: { account: Account }) => load({ at: 'looking', account }),
};

/** Somebody without a device is asked where to begin. */
const show = (state: State, { answer: account }: { answer: Account }) =>
  account.devices.length ? ({ at: 'overview', account } as const) : go(state, { effect: 'hand-over', flow: 'choose' });

export const overviewFlow = define({
  id: 'overview',
  start: ({ mode }) =>
    mode === 'backed' ? load({ at: 'loading' }) : go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' }),
  states: {
    loading: {
      screen: loadingScreen,
      on: { loaded: show },
    },
    overview: {
      only: 'backed',
      screen: overviewScreen,
      on: ways,
    },
    looking: {
      only: 'backed',
      within: 'overview',
      screen: overviewScreen,
      on: { ...ways, loaded: show },
    },
  },
});

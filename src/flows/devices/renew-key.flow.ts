import { placeOf, type Place } from '../../apps/app.ts';
import type { Account, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { working } from '../common/account.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { syncAgain, type RowEvent } from './rows.ts';
import { kindWords } from '../common/device-words.ts';
import { offeredOnly, offersFlow } from '../common/offered-flows.ts';
import type { To } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { AccountChanged, Context, Transition } from '../machine/machine.ts';
import type { Action, ListRow, Screen } from '../machine/screen.ts';

/**
 * Makes a new key: in the shared model first on one device, then on each that stays; in the per-device model for a
 * person who has no device left and proves who they are in another way.
 *
 * For a person who has lost a device, or removed one that goes on making codes. The list of what is still to do comes
 * from the account, so it survives a reload. Left half way, devices without the new key stay refused.
 */
type State =
  | { at: 'loading' }
  /** In the per-device model a lost device is removed, and no key has to be renewed. */
  | { at: 'notNeeded'; account: Account }
  | { at: 'first'; account: Account }
  | { at: 'checklist'; account: Account }
  /** The checklist, while the account is read anew. */
  | { at: 'looking'; account: Account };

type Event = { type: 'loaded'; answer: Account } | { type: 'wantedOnceMore' } | RowEvent | AccountChanged;

const { define, go } = hostOf<State, Event>();

const away = (state: State, to: To): Transition<State, Event> => go(state, { effect: 'hand-over', ...to });
const wentTo = (state: State, { type: _, ...to }: Event & { type: 'wentTo' }) => away(state, to);
const load = (state: State): Transition<State, Event> =>
  go(state, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

const waiting = ({ devices }: Account): Device[] => devices.filter(({ needsSync }) => needsSync);

function stateOf(account: Account): Transition<State, Event> {
  if (!account.devices.length) return away({ at: 'loading' }, { flow: 'overview' });
  if (account.policy.secretModel === 'per-device') return { at: 'notNeeded', account };
  const isUnderWay = waiting(account).length && working(account.devices).length;
  if (!isUnderWay && !offersFlow(account, 'renew-key')) return away({ at: 'loading' }, { flow: 'not-offered' });
  return { at: isUnderWay ? 'checklist' : 'first', account };
}

/** This many devices fit on a screen. A person with more may take one that is not named. */
const mostNamed = 20;

function firstScreen({ account }: { account: Account }, context: Context): Screen<Event> {
  const choice = (label: string, note: string | undefined, place: Place, deviceId?: string) => ({
    label,
    ...(note && { note }),
    event: {
      type: 'wentTo',
      flow: `app-${place}`,
      input: { anew: deviceId === undefined ? {} : { deviceId } },
    } as const,
  });
  return {
    kind: 'choose',
    ...(account.policy.secretModel !== 'per-device'
      ? {
          heading: msg('Which device gets the new key first?'),
          body: [
            msg('A new key ends every copy of the old one, also on devices you no longer have.'),
            msg('Take a device that is at hand. The others stay on your list until you sync them again.'),
          ],
        }
      : {
          heading: msg('Which device do you set up now?'),
          body: [
            msg('One that is on the list gets a new key, and its old one ends.'),
            msg('Afterwards remove the lost ones from the list: until then their codes count.'),
          ],
        }),
    choices: [
      ...account.devices.slice(0, mostNamed).flatMap((device) => {
        const place = placeOf(device.kind);
        return place ? [choice(device.name, kindWords(device), place, device.id)] : [];
      }),
      choice(msg('Another smartphone'), msg('Not on the list yet'), 'smartphone'),
      choice(msg('Another browser'), msg('Not on the list yet'), 'browser'),
    ],
    back: { type: 'wentTo', flow: 'overview' },
    links: contactLinks(context),
  };
}

function checklistRow(device: Device, account: Account): ListRow<Event> {
  const { id, name, needsSync } = device;
  const kind = kindWords(device);
  if (!needsSync) return { id, title: name, mark: msg('Has the new key'), facts: [kind], actions: [] };
  return {
    id,
    title: name,
    facts: [kind],
    warning: msg('Waits for the new key'),
    actions: offeredOnly<Action<RowEvent>>(account, [
      ...syncAgain(device, account.devices),
      { label: msg('Remove'), event: { type: 'wentTo', flow: 'remove-device', input: { deviceId: id } } },
    ]),
  };
}

function checklistScreen({ account }: { account: Account }, context: Context): Screen<Event> {
  const { devices } = account;
  const left = waiting(account).length;
  return {
    kind: 'list',
    heading: left ? msg(str`Devices that wait for the new key: ${left}`) : msg('Every device has the new key'),
    body: [
      left
        ? msg('Sync each one that you keep, and remove the others. You can go on later: this list stays.')
        : msg('Codes of the old key no longer count anywhere.'),
    ],
    label: msg('Your devices'),
    // What is still to do comes first.
    rows: [...waiting(account), ...working(devices)].map((device) => checklistRow(device, account)),
    primary: { label: msg('Back to the overview'), event: { type: 'wentTo', flow: 'overview' } },
    others: offersFlow(account, 'renew-key')
      ? [{ label: msg('Renew the key once more'), event: { type: 'wantedOnceMore' } }]
      : [],
    links: contactLinks(context),
  };
}

const ways = {
  wentTo,
  wantedOnceMore: ({ account }: { account: Account }): State => ({ at: 'first', account }),
  accountChanged: ({ account }: { account: Account }) => load({ at: 'looking', account }),
};

export const renewKeyFlow = define({
  id: 'renew-key',
  start: ({ mode }) => (mode === 'backed' ? load({ at: 'loading' }) : away({ at: 'loading' }, { flow: 'choose' })),
  states: {
    loading: { screen: loadingScreen, on: { loaded: (_, { answer }) => stateOf(answer) } },
    notNeeded: {
      only: 'backed',
      screen: ({ account }, context) => ({
        kind: 'notice',
        heading: msg('Each of your devices has a key of its own'),
        body: [msg('Remove the one that is lost: its codes stop working at once, and the others go on.')],
        primary: { label: msg('See my devices'), event: { type: 'wentTo', flow: 'devices' } },
        others: offersFlow(account, 'renew-key')
          ? [{ label: msg('Every device is gone'), event: { type: 'wantedOnceMore' } }]
          : [],
        links: contactLinks(context),
      }),
      on: { wentTo, wantedOnceMore: ({ account }) => ({ at: 'first', account }) },
    },
    first: { only: 'backed', screen: firstScreen, on: { wentTo } },
    checklist: {
      only: 'backed',
      screen: checklistScreen,
      on: ways,
    },
    looking: {
      only: 'backed',
      within: 'checklist',
      screen: checklistScreen,
      on: { ...ways, loaded: (_, { answer: account }) => ({ at: 'checklist', account }) },
    },
  },
});

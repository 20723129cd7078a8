import type { Account, Answer, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import type { OfDevice, To } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Refused, Transition } from '../machine/machine.ts';
import { refusalAlert, type Refusal } from '../machine/refusal.ts';
import { offeredOnly, offersFlow } from '../common/offered-flows.ts';
import { offers, working } from '../common/account.ts';
import type { Action, Screen } from '../machine/screen.ts';

/**
 * Takes a device off the list, and says what that ends and what it does not: a copy of a shared key goes on making
 * codes that count, until the key is renewed.
 *
 * For a person who came from the list of devices. What is removed can be put back there for ten minutes.
 */
interface Doomed {
  account: Account;
  device: Device;
}

type State =
  | { at: 'loading' }
  | ({ at: 'lastOne' } & Doomed)
  | ({ at: 'confirm'; refusal?: Refusal } & Doomed)
  | ({ at: 'removing' } & Doomed)
  | ({ at: 'stillValid' } & Doomed);

type Event =
  | { type: 'loaded'; answer: Account }
  | { type: 'confirmedRemoval' }
  | { type: 'removed'; answer: Answer<'removeDevice'> }
  | ({ type: 'wentTo' } & To)
  | Refused;

/** Whether no other device makes codes that count. */
const isLast = ({ account: { devices }, device }: Doomed): boolean =>
  !device.needsSync && working(devices).every(({ id }) => id === device.id);

/** What ends, and what does not. */
function consequences(doomed: Doomed): string[] {
  const { account, device } = doomed;
  if (device.needsSync) return [msg('Its codes are refused already. Nothing changes on your other devices.')];
  if (isLast(doomed))
    return [
      msg('It is your last device with the app. Its codes stop working at once.'),
      msg('After that you need the codes by mail to sign in, or you set the app up again.'),
    ];
  switch (account.policy.secretModel) {
    case 'per-device':
      return [msg('Its codes stop working at once. Your other devices go on.')];
    case 'shared':
      return [
        msg('It leaves the list, but its app keeps a copy of your key: its codes go on working.'),
        msg('Is it lost or in other hands? Then renew the key: that ends every copy.'),
      ];
    default:
      return [msg('It leaves the list. Then we can say whether its codes go on working.')];
  }
}

const { define, go } = hostOf<State, Event, never, OfDevice>();

const away = (state: State, to: To): Transition<State, Event> => go(state, { effect: 'hand-over', ...to });
const wentTo = (state: State, { type: _, ...to }: Event & { type: 'wentTo' }) => away(state, to);
const toList = (state: State, deviceId?: string): Transition<State, Event> =>
  go(state, { effect: 'hand-over', flow: 'devices', input: deviceId ? { deviceId } : {} });

const renewing = { type: 'wentTo', flow: 'renew-key' } as const;
/** The first of the possible ways becomes the main button. */
const primaryAndOthers = ([primary, ...others]: Action<Event>[]) => ({ ...(primary && { primary }), others });

/** We name the time only where the service does: another service may have another than ours. */
function undoWords(account: Account): string[] {
  const { restorableForS } = account.policy;
  if (!offers(account, 'restoreDevice') || restorableForS === 0) return [];
  if (!restorableForS) return [msg('You can undo this for a while.')];
  const minutes = Math.floor(restorableForS / 60);
  return [minutes > 1 ? msg(str`You can undo this for ${minutes} minutes.`) : msg('You can undo this for a minute.')];
}

const backToList = (device: Device) => ({ type: 'wentTo', flow: 'devices', input: { deviceId: device.id } }) as const;

function confirmScreen(state: Doomed & { refusal?: Refusal }, context: Context): Screen<Event> {
  const { account, device } = state;
  const isEnd = isLast(state);
  const isCopy = account.policy.secretModel === 'shared' && !device.needsSync && !isEnd;
  const remove = { label: msg('Remove it'), event: { type: 'confirmedRemoval' }, look: 'danger' } as const;
  const back = backToList(device);
  return {
    kind: 'notice',
    heading: msg(str`Remove “${device.name}”?`),
    body: [...consequences(state), ...undoWords(account)],
    ...refusalAlert(state.refusal),
    // Of the last device the safe way comes first.
    ...(isEnd ? { primary: { label: msg('Keep it'), event: back }, others: [remove] } : { primary: remove }),
    ...(isCopy && { others: offeredOnly(account, [{ label: msg('Renew the key'), event: renewing }]) }),
    back,
    links: contactLinks(context),
  };
}

export const removeDeviceFlow = define({
  id: 'remove-device',
  start: ({ mode }) =>
    mode === 'backed'
      ? go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' })
      : away({ at: 'loading' }, { flow: 'choose' }),
  states: {
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, { input }) => {
          const device = account.devices.find(({ id }) => id === input.deviceId);
          if (!device) return toList(state);
          if (!offersFlow(account, 'remove-device')) return away(state, { flow: 'not-offered' });
          const doomed = { account, device };
          const { mail, policy } = account;
          return { at: isLast(doomed) && !(mail && policy.lastDeviceRemovable) ? 'lastOne' : 'confirm', ...doomed };
        },
      },
    },
    lastOne: {
      only: 'backed',
      screen: ({ account, device }, context) => ({
        kind: 'notice',
        heading: msg(str`“${device.name}” cannot be removed yet`),
        body: [
          account.policy.lastDeviceRemovable
            ? msg('It is your only way to sign in. Add another device or set up mail first.')
            : msg('It is your last device with the app. Add another device first.'),
        ],
        ...(offersFlow(account, 'sync') && {
          primary: { label: msg('Add a device'), event: { type: 'wentTo', flow: 'sync' } as const },
        }),
        back: backToList(device),
        links: contactLinks(context),
      }),
      on: { wentTo },
    },
    confirm: {
      only: 'backed',
      screen: confirmScreen,
      on: {
        confirmedRemoval: ({ account, device }) =>
          go(
            { at: 'removing', account, device },
            { effect: 'call', operation: 'removeDevice', input: { id: device.id }, then: 'removed' },
          ),
        wentTo,
      },
    },
    removing: {
      only: 'backed',
      busyOn: 'confirm',
      screen: confirmScreen,
      on: {
        removed: (state, { answer: { stillValid } }) =>
          stillValid ? { ...state, at: 'stillValid' } : toList(state, state.device.id),
        refused: (state, { problem }, { nowMs }) =>
          problem.code === 'not_found'
            ? toList(state)
            : {
                at: 'confirm',
                account: state.account,
                device: state.device,
                refusal: { why: 'problem', problem, atMs: nowMs },
              },
      },
    },
    stillValid: {
      only: 'backed',
      screen: ({ account, device }, context) => ({
        kind: 'notice',
        heading: msg(str`“${device.name}” is off the list. Its codes still work.`),
        body: [
          msg('It has a copy of the key that your other devices use. Whoever holds it can make codes that count.'),
          msg('If you have the device, delete the entry from its app. If not, renew the key: that ends every copy.'),
        ],
        ...primaryAndOthers([
          ...offeredOnly(account, [{ label: msg('Renew the key'), event: renewing }]),
          { label: msg('Back to my devices'), event: backToList(device) },
        ]),
        links: contactLinks(context),
      }),
      on: { wentTo },
    },
  },
});

import type { Answer, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { Ends } from './ends.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { institutionName } from '../common/institution.ts';
import { offers } from '../common/account.ts';
import { refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { Screen } from '../machine/screen.ts';

/**
 * Fragment: asks what becomes of the old device once the new one works. It stays in use, or the person deletes its account
 * there and it is taken off the list.
 */
export type Replaced = Pick<Ends, 'base' | 'from'>;

/** `stillValid`: a copy of the key may be left in an app somewhere. */
export type Removed = 'nothing' | 'stillValid' | 'gone';

export type OldDeviceState<Chosen> =
  | { at: 'keepOld'; chosen: Chosen; device: Device | null }
  | { at: 'retire'; chosen: Chosen; device: Device | null }
  | { at: 'pickOld'; chosen: Chosen; device: Device; refusal?: Refusal }
  | { at: 'removing'; chosen: Chosen; device: Device };

export type OldDeviceEvent =
  | { type: 'choseToKeep' }
  | { type: 'choseToRetire' }
  | { type: 'deleted' }
  | { type: 'wentToWipe' }
  | { type: 'choseOld'; id: string }
  | { type: 'removed'; answer: Answer<'removeDevice'> }
  | Refused;

/** `device`: the new one; null where there is no back end that lists it. */
export interface OldDeviceExit<Chosen> {
  exit: 'settled';
  chosen: Chosen;
  device: Device | null;
  removed: Removed;
}

/** What is to be known about a copy that may be left. */
export const removedWords = (removed: Removed): string[] =>
  removed === 'stillValid'
    ? [
        msg(
          'If the account is still in an app somewhere, that app goes on showing valid codes. Set up again if you cannot delete it there.',
        ),
      ]
    : [];

const oldDevices = ({ base, from }: Replaced, device: Device): Device[] =>
  base.devices.filter(({ id, kind }) => id !== device.id && kind === from);

const keepScreen = ({ chosen }: { chosen: Replaced }): Screen<OldDeviceEvent> => ({
  kind: 'choose',
  heading:
    chosen.from === 'smartphone' ? msg('What becomes of the old smartphone?') : msg('What becomes of the old browser?'),
  body: [msg('Two devices are better than one: when one is lost, the other still shows the code.')],
  choices: [
    { label: msg('Keep both'), event: { type: 'choseToKeep' } },
    {
      label: msg('Stop using the old one'),
      note: msg('It is replaced, sold, returned or handed on'),
      event: { type: 'choseToRetire' },
    },
  ],
});

function retireScreen({ from }: Replaced, app: string, context: Context): Screen<OldDeviceEvent> {
  const isPhone = from === 'smartphone';
  return {
    kind: 'notice',
    heading: isPhone ? msg('Now the old smartphone') : msg('Now the old browser'),
    body: [
      msg('Do not trade in, erase or hand over the old device before the new app has worked once for signing in.'),
      isPhone
        ? msg(str`Then delete the account of ${institutionName(context)} from ${app} on the old device.`)
        : msg(
            'Then delete the account from the old browser. Where the computer gets a new owner, wipe the whole app or extension.',
          ),
      msg('A phone’s own data transfer does not carry the key. What is deleted here is gone.'),
    ],
    primary: { label: msg('It is deleted'), event: { type: 'deleted' } },
    others: [
      ...(isPhone ? [] : [{ label: msg('How to wipe a computer'), event: { type: 'wentToWipe' } as const }]),
      { label: msg('I keep it after all'), event: { type: 'choseToKeep' } },
    ],
  };
}

const pickScreen = ({
  chosen,
  device,
  refusal,
}: {
  chosen: Replaced;
  device: Device;
  refusal?: Refusal;
}): Screen<OldDeviceEvent> => ({
  kind: 'choose',
  heading: msg('Which one is it in your list?'),
  body: [msg('It is taken off the list of your devices.')],
  ...refusalAlert(refusal),
  choices: oldDevices(chosen, device).map(({ id, name }) => ({ label: name, event: { type: 'choseOld', id } })),
  others: [{ label: msg('None of these'), event: { type: 'choseToKeep' } }],
});

/** `appName`: the app on the old device. */
export function settlingOldDevice<Chosen extends Replaced>(
  appName: (chosen: Chosen) => string,
): Fragment<OldDeviceState<Chosen>, OldDeviceEvent, OldDeviceExit<Chosen>> {
  const { go } = hostOf<OldDeviceState<Chosen>, OldDeviceEvent, OldDeviceExit<Chosen>>();
  const end = (chosen: Chosen, device: Device | null, removed: Removed) =>
    ({ exit: 'settled', chosen, device, removed }) as const;

  return {
    states: {
      keepOld: {
        screen: keepScreen,
        on: {
          choseToKeep: ({ chosen, device }) => end(chosen, device, 'nothing'),
          choseToRetire: ({ chosen, device }) => ({ at: 'retire', chosen, device }),
        },
      },
      retire: {
        screen: ({ chosen }, context) => retireScreen(chosen, appName(chosen), context),
        on: {
          deleted: ({ chosen, device }) => {
            if (!device || !oldDevices(chosen, device).length) return end(chosen, device, 'gone');
            return offers(chosen.base.policy, 'removeDevice')
              ? { at: 'pickOld', chosen, device }
              : end(chosen, device, 'stillValid');
          },
          choseToKeep: ({ chosen, device }) => end(chosen, device, 'nothing'),
          wentToWipe: (state) => go(state, { effect: 'hand-over', flow: 'wipe' }),
        },
      },
      pickOld: {
        only: 'backed',
        screen: pickScreen,
        on: {
          choseOld: ({ chosen, device }, { id }) =>
            go(
              { at: 'removing', chosen, device },
              { effect: 'call', operation: 'removeDevice', input: { id }, then: 'removed' },
            ),
          choseToKeep: ({ chosen, device }) => end(chosen, device, 'stillValid'),
        },
      },
      removing: {
        only: 'backed',
        busyOn: 'pickOld',
        screen: pickScreen,
        on: {
          removed: ({ chosen, device }, { answer: { stillValid } }) =>
            end(chosen, device, stillValid ? 'stillValid' : 'gone'),
          refused: ({ chosen, device }, { problem }, { nowMs }) =>
            problem.code === 'not_found'
              ? end(chosen, device, 'gone')
              : { at: 'pickOld', chosen, device, refusal: { why: 'problem', problem, atMs: nowMs } },
        },
      },
    },
  };
}

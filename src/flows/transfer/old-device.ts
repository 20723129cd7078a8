import type { Answer, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { entryName, type Ends } from './ends.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { offers } from '../common/account.ts';
import { refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { ChooseScreen, NoticeScreen } from '../machine/screen.ts';

/**
 * Fragment: gives the old device up once the new one works. The person deletes its account there, and it is taken off the
 * list.
 *
 * Only for whoever has said before that a device is replaced: `giveUpOld` is the first state. Where a device is added,
 * both stay and nothing is asked.
 */
export type Replaced = Pick<Ends, 'base' | 'from'>;

/** `stillValid`: a copy of the key may be left in an app somewhere. */
export type Removed = 'nothing' | 'stillValid' | 'gone';

interface Leaving<Chosen> {
  chosen: Chosen;
  /** The new one. */
  device: Device | null;
}

export type OldDeviceState<Chosen> =
  | ({ at: 'pickOld' } & Leaving<Chosen>)
  /** `old`: which one it is on the list, if it is. */
  | ({ at: 'retire'; old: Device | null; refusal?: Refusal } & Leaving<Chosen>)
  | ({ at: 'removing'; old: Device } & Leaving<Chosen>);

export type OldDeviceEvent =
  | { type: 'choseOld'; id: string | null }
  | { type: 'deleted' }
  | { type: 'choseToKeep' }
  | { type: 'wentToWipe' }
  | { type: 'wentBack' }
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

const oldDevices = ({ base, from }: Replaced, device: Device | null): Device[] =>
  base.devices.filter(({ id, kind }) => id !== device?.id && kind === from);

/** The first state. Which one of the list it is is asked only where there are several that it can be. */
export function giveUpOld<Chosen extends Replaced>(chosen: Chosen, device: Device | null): OldDeviceState<Chosen> {
  const old = offers(chosen.base.policy, 'removeDevice') ? oldDevices(chosen, device) : [];
  return old.length > 1 ? { at: 'pickOld', chosen, device } : { at: 'retire', chosen, device, old: old[0] ?? null };
}

function pickScreen({ chosen, device }: Leaving<Replaced>): ChooseScreen<OldDeviceEvent> {
  return {
    kind: 'choose',
    heading: msg('Which device are you replacing?'),
    choices: oldDevices(chosen, device).map(({ id, name }) => ({ label: name, event: { type: 'choseOld', id } })),
    others: [{ label: msg('None of these'), event: { type: 'choseOld', id: null } }],
  };
}

/** `appName`: the app on the old device. `steps`: those of the way, this one the last. */
export function settlingOldDevice<Chosen extends Replaced>(
  appName: (chosen: Chosen) => string,
  steps: (chosen: Chosen, context: Context) => string[] = () => [],
): Fragment<OldDeviceState<Chosen>, OldDeviceEvent, OldDeviceExit<Chosen>> {
  const { go } = hostOf<OldDeviceState<Chosen>, OldDeviceEvent, OldDeviceExit<Chosen>>();
  const end = ({ chosen, device }: Leaving<Chosen>, removed: Removed) =>
    ({ exit: 'settled', chosen, device, removed }) as const;

  const retireScreen = (
    { chosen, device, old, refusal }: Leaving<Chosen> & { old: Device | null; refusal?: Refusal },
    context: Context,
  ): NoticeScreen<OldDeviceEvent> => {
    const isPhone = chosen.from === 'smartphone';
    const names = steps(chosen, context);
    return {
      kind: 'notice',
      heading: isPhone ? msg('Now the old smartphone') : msg('Now the old browser'),
      ...(names.length > 0 && { progress: { at: names.length - 1, steps: names } }),
      ...refusalAlert(refusal),
      body: [
        msg('Do not trade in, erase or hand over the old device before the new app has worked once for signing in.'),
        isPhone
          ? msg(str`Then delete the account “${entryName(chosen.base, context)}” from ${appName(chosen)} there.`)
          : msg(
              'Then delete the account from the old browser. Where the computer gets a new owner, wipe the whole app or extension.',
            ),
        msg('A phone’s own data transfer does not carry the key. What is deleted here is gone.'),
        ...(old ? [msg(str`“${old.name}” is then taken off the list of your devices.`)] : []),
      ],
      primary: { label: msg('It is deleted'), event: { type: 'deleted' } },
      others: [
        ...(isPhone ? [] : [{ label: msg('How to wipe a computer'), event: { type: 'wentToWipe' } as const }]),
        { label: msg('I keep it after all'), event: { type: 'choseToKeep' } },
      ],
      ...(giveUpOld(chosen, device).at === 'pickOld' && { back: { type: 'wentBack' } as const }),
    };
  };

  return {
    states: {
      pickOld: {
        only: 'backed',
        screen: pickScreen,
        on: {
          choseOld: ({ chosen, device }, { id }) => ({
            at: 'retire',
            chosen,
            device,
            old: oldDevices(chosen, device).find((each) => each.id === id) ?? null,
          }),
        },
      },
      retire: {
        screen: retireScreen,
        on: {
          deleted: (state) => {
            const { chosen, device, old } = state;
            if (!old) return end(state, oldDevices(chosen, device).length ? 'stillValid' : 'gone');
            return go(
              { at: 'removing', chosen, device, old },
              { effect: 'call', operation: 'removeDevice', input: { id: old.id }, then: 'removed' },
            );
          },
          choseToKeep: (state) => end(state, 'nothing'),
          wentToWipe: (state) => go(state, { effect: 'hand-over', flow: 'wipe' }),
          wentBack: ({ chosen, device }) => giveUpOld(chosen, device),
        },
      },
      removing: {
        only: 'backed',
        busyOn: 'retire',
        screen: retireScreen,
        on: {
          removed: (state, { answer: { stillValid } }) => end(state, stillValid ? 'stillValid' : 'gone'),
          refused: (state, { problem }, { nowMs }) =>
            problem.code === 'not_found'
              ? end(state, 'gone')
              : {
                  at: 'retire',
                  chosen: state.chosen,
                  device: state.device,
                  old: state.old,
                  refusal: { why: 'problem', problem, atMs: nowMs },
                },
        },
      },
    },
  };
}

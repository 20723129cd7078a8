import type { Answer, Device } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Refused } from '../machine/machine.ts';
import { refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { EnterTextScreen } from '../machine/screen.ts';

/** Fragment: another name for the device that has just been added, for whoever wants one. */
export type NamingState<Kept> =
  | { at: 'naming'; kept: Kept; device: Device; typed: string; refusal?: 'empty' | Refusal }
  | { at: 'renaming'; kept: Kept; device: Device; typed: string };

export type NamingEvent =
  | { type: 'submittedName'; value: string }
  | { type: 'renamed'; answer: Answer<'renameDevice'> }
  | { type: 'keptName' }
  | Refused;

/** `named`: the device has the name that it keeps. */
export interface NamingExit<Kept> {
  exit: 'named';
  kept: Kept;
  device: Device;
}

/** The first state; the name that the device has stands in the field. */
export const nameAnew = <Kept>(kept: Kept, device: Device): NamingState<Kept> => ({
  at: 'naming',
  kept,
  device,
  typed: device.name,
});

export function naming<Kept>(): Fragment<NamingState<Kept>, NamingEvent, NamingExit<Kept>> {
  const { go } = hostOf<NamingState<Kept>, NamingEvent, NamingExit<Kept>>();
  const named = (kept: Kept, device: Device): NamingExit<Kept> => ({ exit: 'named', kept, device });

  const screen = ({
    typed,
    refusal,
  }: {
    typed: string;
    refusal?: 'empty' | Refusal;
  }): EnterTextScreen<NamingEvent> => ({
    kind: 'enter-text',
    heading: msg('What shall we call this device?'),
    body: [msg('The name helps you find it in the list when you change your phone or lose it.')],
    ...(refusal === 'empty' ? { alert: { tone: 'error', text: msg('Type a name.') } } : refusalAlert(refusal)),
    field: { label: msg('Name of the device'), value: typed, type: 'text', autocomplete: 'off', maxLength: 64 },
    submit: { label: msg('Save the name'), type: 'submittedName' },
    back: { type: 'keptName' },
  });

  return {
    states: {
      naming: {
        screen,
        on: {
          submittedName: ({ kept, device }, { value }) => {
            const name = value.trim();
            if (name === '') return { at: 'naming', kept, device, typed: '', refusal: 'empty' };
            if (name === device.name) return named(kept, device);
            return go(
              { at: 'renaming', kept, device, typed: name },
              { effect: 'call', operation: 'renameDevice', input: { id: device.id, name }, then: 'renamed' },
            );
          },
          keptName: ({ kept, device }) => named(kept, device),
        },
      },
      renaming: {
        busyOn: 'naming',
        screen,
        on: {
          renamed: ({ kept }, { answer: { device } }) => named(kept, device),
          refused: ({ kept, device, typed }, { problem }, { nowMs }) => ({
            at: 'naming',
            kept,
            device,
            typed,
            // The service cleans names, and refuses a name of which nothing is left.
            refusal: problem.code === 'invalid_input' ? 'empty' : { why: 'problem', problem, atMs: nowMs },
          }),
        },
      },
    },
  };
}

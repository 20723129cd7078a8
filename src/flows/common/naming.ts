import type { Answer, Device } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Refused } from '../machine/machine.ts';
import { refusalAlert, type Refusal } from '../machine/refusal.ts';
import type { EnterTextScreen } from '../machine/screen.ts';

/** Fragment: asks for a name for the device that has just been added. */
export type NamingState<Kept> =
  /** `typed` is null until the person has sent a name: a suggestion stands in the field. */
  | { at: 'naming'; kept: Kept; device: Device; typed: string | null; refusal?: 'empty' | Refusal }
  | { at: 'renaming'; kept: Kept; device: Device; typed: string };

export type NamingEvent =
  { type: 'submittedName'; value: string } | { type: 'renamed'; answer: Answer<'renameDevice'> } | Refused;

/** `named`: the device has its name. */
export interface NamingExit<Kept> {
  exit: 'named';
  kept: Kept;
  device: Device;
}

export interface NamingWords<Kept> {
  suggestion: (kept: Kept, context: Context) => string;
  progress: { step: number; of: number };
}

export function naming<Kept>(words: NamingWords<Kept>): Fragment<NamingState<Kept>, NamingEvent, NamingExit<Kept>> {
  const { go } = hostOf<NamingState<Kept>, NamingEvent, NamingExit<Kept>>();
  const named = (kept: Kept, device: Device): NamingExit<Kept> => ({ exit: 'named', kept, device });

  const screen = (
    { kept, typed, refusal }: { kept: Kept; typed: string | null; refusal?: 'empty' | Refusal },
    context: Context,
  ): EnterTextScreen<NamingEvent> => ({
    kind: 'enter-text',
    heading: msg('It works. What shall we call this device?'),
    progress: words.progress,
    body: [msg('The name helps you find it in the list when you change your phone or lose it.')],
    ...(refusal === 'empty' ? { alert: { tone: 'error', text: msg('Type a name.') } } : refusalAlert(refusal)),
    field: {
      label: msg('Name of the device'),
      value: typed ?? words.suggestion(kept, context),
      type: 'text',
      autocomplete: 'off',
      maxLength: 64,
    },
    submit: { label: msg('Save the name'), type: 'submittedName' },
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

import type { Answer, Device } from '../contract/types.ts';
import { msg } from '../localization/msg.ts';
import { go, type AnyEvent, type Context, type Refused, type StateEntry, type Transition } from './machine.ts';
import { refusalAlert, type Refusal } from './refusal.ts';
import type { EnterTextStep } from './steps.ts';

/** A name for the device that has just been added, as states that a flow takes over as they are. */
export type NamingState<Kept> =
  /** `typed` is null until the person has sent a name: a suggestion stands in the field. */
  | { at: 'naming'; kept: Kept; device: Device; typed: string | null; refusal?: 'empty' | Refusal }
  | { at: 'renaming'; kept: Kept; device: Device; typed: string };

export type NamingEvent =
  { type: 'submittedName'; value: string } | { type: 'renamed'; answer: Answer<'renameDevice'> } | Refused;

export interface NamingWays<Kept, State, Event> {
  suggestion: (kept: Kept, context: Context) => string;
  progress: { step: number; of: number };
  next: (kept: Kept, device: Device) => Transition<State, Event>;
}

export function namingStates<Kept, State, Event extends AnyEvent>(ways: NamingWays<Kept, State, Event>) {
  type Own = NamingState<Kept>;
  type Entries = { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, Own, NamingEvent> };
  const next = (kept: Kept, device: Device) => ways.next(kept, device) as unknown as Transition<Own, NamingEvent>;

  const step = (
    { kept, typed, refusal }: { kept: Kept; typed: string | null; refusal?: 'empty' | Refusal },
    context: Context,
  ): EnterTextStep<NamingEvent> => ({
    kind: 'enter-text',
    heading: msg('It works. What shall we call this device?'),
    progress: ways.progress,
    body: [msg('The name helps you find it in the list when you change your phone or lose it.')],
    ...(refusal === 'empty' ? { alert: { tone: 'error', text: msg('Type a name.') } } : refusalAlert(refusal)),
    field: {
      label: msg('Name of the device'),
      value: typed ?? ways.suggestion(kept, context),
      type: 'text',
      autocomplete: 'off',
      maxLength: 64,
    },
    submit: { label: msg('Save the name'), type: 'submittedName' },
  });

  const entries: Entries = {
    naming: {
      step,
      on: {
        submittedName: ({ kept, device }, { value }) => {
          const name = value.trim();
          if (name === '') return { at: 'naming', kept, device, typed: '', refusal: 'empty' };
          if (name === device.name) return next(kept, device);
          return go<Own, NamingEvent>(
            { at: 'renaming', kept, device, typed: name },
            { effect: 'call', operation: 'renameDevice', input: { id: device.id, name }, then: 'renamed' },
          );
        },
      },
    },
    renaming: {
      busyOn: 'naming',
      step,
      on: {
        renamed: ({ kept }, { answer: { device } }) => next(kept, device),
        refused: ({ kept, device, typed }, { problem }, { nowMs }) => ({
          at: 'naming',
          kept,
          device,
          typed,
          // The service cleans names, and refuses what nothing is left of.
          refusal: problem.code === 'invalid_input' ? 'empty' : { why: 'problem', problem, atMs: nowMs },
        }),
      },
    },
  };
  return entries as unknown as { [At in Own['at']]: StateEntry<Extract<Own, { at: At }>, State, Event> };
}

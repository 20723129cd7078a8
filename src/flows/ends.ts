import { placeOf, type Place } from '../apps/app.ts';
import type { Device, Policy } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import { go, type AnyEvent, type Context, type StateEntry, type Transition } from './machine.ts';
import type { ChooseStep } from './steps.ts';

/** Where is the app, and where is it wanted? As states that a flow takes over as they are. */
export type EndsState = { at: 'from'; base: Base } | { at: 'to'; base: Base; old: Place };

export type EndsEvent =
  | { type: 'choseFrom'; place: Place }
  | { type: 'choseTo'; place: Place }
  | { type: 'wentToReset' }
  | { type: 'wentToChooser' }
  | { type: 'wentBack' };

/** The rules, and what is on the account; no devices where there is no back end. */
export interface Base {
  policy: Policy;
  devices: Device[];
}

/** From the place of the old device to that of the new one. */
export interface Ends {
  base: Base;
  from: Place;
  to: Place;
}

export interface EndsWays<State, Event> {
  /** Spoken in the reader's language. */
  headings: () => { from: string; to: string };
  next: (ends: Ends, context: Context) => Transition<State, Event>;
}

/** The place, where the page says it or the account has devices of one kind only. */
const knownPlace = ({ devices }: Base, { from }: Context): Place | undefined =>
  from ?? (new Set(devices.map(({ kind }) => kind)).size === 1 ? placeOf(devices[0]!.kind) : undefined);

export function askEnds<State, Event>(base: Base, { next }: EndsWays<State, Event>, context: Context) {
  const from = knownPlace(base, context);
  if (!from) return { at: 'from', base } as Transition<State, Event>;
  const { to } = context;
  return to ? next({ base, from, to }, context) : ({ at: 'to', base, old: from } as Transition<State, Event>);
}

const manuals = {
  smartphone: { smartphone: '2-3', browser: '2-5' },
  browser: { smartphone: '2-4', browser: '2-6' },
} as const;

export function endsStates<State, Event extends AnyEvent>({ headings, next }: EndsWays<State, Event>) {
  type Entries = { [At in EndsState['at']]: StateEntry<Extract<EndsState, { at: At }>, EndsState, EndsEvent> };
  const away = (ends: Ends, context: Context) => next(ends, context) as unknown as Transition<EndsState, EndsEvent>;

  const toStep = ({ old }: { old: Place }): ChooseStep<EndsEvent> => {
    const choice = (place: Place, label: string) => ({
      label,
      note: msg(str`Manual ${manuals[old][place]}`),
      event: { type: 'choseTo', place } as const,
    });
    return {
      kind: 'choose',
      heading: headings().to,
      choices: [
        choice('smartphone', old === 'smartphone' ? msg('On another smartphone') : msg('On a smartphone')),
        choice('browser', old === 'browser' ? msg('In another browser') : msg('In a browser on a computer')),
      ],
      back: { type: 'wentBack' },
    };
  };

  const entries: Entries = {
    from: {
      step: () => ({
        kind: 'choose',
        heading: headings().from,
        choices: [
          { label: msg('On a smartphone'), event: { type: 'choseFrom', place: 'smartphone' } },
          {
            label: msg('In a browser'),
            note: msg('As an extension on a computer'),
            event: { type: 'choseFrom', place: 'browser' },
          },
        ],
        others: [{ label: msg('Nowhere: it is lost or shows no code'), event: { type: 'wentToReset' } }],
        back: { type: 'wentToChooser' },
      }),
      on: {
        choseFrom: ({ base }, { place }, context) =>
          context.to ? away({ base, from: place, to: context.to }, context) : { at: 'to', base, old: place },
        wentToReset: (state) => go<EndsState, EndsEvent>(state, { effect: 'hand-over', flow: 'reset' }),
        wentToChooser: (state) => go<EndsState, EndsEvent>(state, { effect: 'hand-over', flow: 'choose' }),
      },
    },
    to: {
      step: toStep,
      on: {
        choseTo: ({ base, old }, { place }, context) => away({ base, from: old, to: place }, context),
        wentBack: ({ base }) => ({ at: 'from', base }),
      },
    },
  };
  return entries as unknown as {
    [At in EndsState['at']]: StateEntry<Extract<EndsState, { at: At }>, State, Event>;
  };
}

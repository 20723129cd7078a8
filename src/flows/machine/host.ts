import type { InputOf } from './flow-inputs.ts';
import { mapValues } from '../../core/map-values.ts';
import {
  listOf,
  type AnyTransition,
  type AnyEvent,
  type AnyFlow,
  type AnyState,
  type Context,
  type Dialect,
  type Entries,
  type Flow,
  type Spoken,
  type Transition,
} from './machine.ts';

/** How a fragment ends: data for the flow that embeds it. A state has no `exit`, and an exit has no `at`. */
export interface Exit {
  exit: string;
  at?: never;
}

/** States that several flows share. Each of them says where the exits lead. */
export interface Fragment<Own extends AnyState, Event extends AnyEvent, Out extends Exit = never, Input = unknown> {
  states: Entries<Own, Own | Out, Event, Spoken<Event, Input>>;
}

/** Where each exit of a fragment leads to in its host. */
type Exits<Out extends Exit, State, Event, Input> = {
  [Name in Out['exit']]: (out: Extract<Out, { exit: Name }>, context: Context<Input>) => Transition<State, Event>;
};

/**
 * The functions with which a file writes down a flow or a fragment, with its types given once. `Out`: the exits of a
 * fragment. `Speaks`: another dialect, of a machine that is no flow. Here, and nowhere else in the flows, types are
 * forgotten: the runner treats all flows alike.
 */
export function hostOf<
  State extends AnyState,
  Event extends AnyEvent,
  Out extends Exit = never,
  Input = unknown,
  Speaks extends Dialect = Spoken<Event, Input>,
>() {
  return host as {
    /** The next state together with what is to be done. */
    go: (to: State | Out, ...run: Speaks['effect'][]) => readonly [State | Out, ...Speaks['effect'][]];
    /** Checks a flow against its unions, each state has an entry, and against what those who hand over to it tell it. */
    define: <Id extends string>(
      flow: Flow<State, Event, Speaks> & { id: InputOf<Id> extends Input ? Id : never },
    ) => AnyFlow<Spoken<Event, Input> extends Speaks ? Spoken<AnyEvent> : Speaks>;
    /** Takes over a fragment: its states and events are among the host's, and each of its exits leads somewhere. */
    embed: <Own extends State, Happens extends Event, Ends extends Exit>(
      fragment: Fragment<Own, Happens, Ends, Input>,
      exits: Exits<Ends, State | Out, Event, Input>,
    ) => Entries<Own, State | Out, Event, Spoken<Event, Input>>;
  };
}

type React = (state: unknown, event: unknown, context: Context) => AnyTransition;
type Leads = Record<string, (out: AnyState, context: Context) => AnyTransition>;

const host = {
  go: (...transition: unknown[]) => transition,
  define: (flow: unknown) => flow,
  embed: ({ states }: { states: Record<string, { on: Record<string, React> }> }, leads: Leads) =>
    mapValues(states, (entry) => ({
      ...entry,
      on: mapValues(entry.on, (react): React => (state, event, context) => {
        const [to, ...run] = listOf(react(state, event, context));
        const [next, ...more] = to.at ? [to] : listOf(leads[(to as unknown as Exit).exit]!(to, context));
        return [next, ...run, ...more];
      }),
    })),
} as never;

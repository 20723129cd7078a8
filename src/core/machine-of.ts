import type { AnyEvent, AnyState, Reactions, Transition } from './machine.ts';

/** The functions with which a file writes down a machine without screens, with its types given once. */
export function machineOf<State extends AnyState, Event extends AnyEvent, Effect>() {
  type Table = { [Name in State['at']]: Reactions<Extract<State, { at: Name }>, State, Event, Effect> };
  type React = (state: State, event: Event) => Transition<State, Effect>;
  return {
    /** The next state together with what is to be done. */
    go: (to: State, ...run: Effect[]): readonly [State, ...Effect[]] => [to, ...run],
    /** The machine of a table: the same state, and nothing to do, where the table has no entry for the event. */
    define:
      (table: Table) =>
      (state: State, event: Event): readonly [State, ...Effect[]] => {
        const react = table[state.at as State['at']][event.type as Event['type']] as React | undefined;
        const next = react ? react(state, event) : state;
        // Not by `listOf`: a file that flows share with a pairing is one more request for whoever builds.
        return Array.isArray(next) ? (next as [State]) : [next as State];
      },
  };
}

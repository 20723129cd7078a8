import { listOf, type AnyEvent, type AnyState, type Reactions, type Transition } from './machine.ts';

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
        return react ? listOf(react(state, event)) : [state];
      },
  };
}

/**
 * How machines are written here: a state is one of a union by `at`, an event one of a union by `type`, and what is to be
 * done is data. Flows add screens and a context to it (src/flows/machine); a pairing is this and no more.
 */
export interface AnyState {
  at: string;
}
export interface AnyEvent {
  type: string;
}

/** The next state, alone or first in a list with what is to be done. A state is no list, whatever its members are. */
export type Transition<State, Effect> = State | readonly [to: State, ...run: Effect[]];

/** What happens next in a state. An event that is missing does nothing in it. `Knows`: what a machine sees besides. */
export type Reactions<Here, Next, Event extends AnyEvent, Effect, Knows extends unknown[] = []> = {
  [Type in Event['type']]?: (
    state: Here,
    event: Extract<Event, { type: Type }>,
    ...knows: Knows
  ) => Transition<Next, Effect>;
};

/** The next state first, and what is to be done after it. */
export const listOf = <State extends AnyState, Effect>(
  transition: Transition<State, Effect>,
): readonly [State, ...Effect[]] => (Array.isArray(transition) ? (transition as [State]) : [transition as State]);

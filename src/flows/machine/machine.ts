import type { Problem } from '../../contract/problem-codes.ts';
import type { OperationName, Platform } from '../../contract/types.ts';
import type { Place } from '../../apps/app.ts';
import type { Abilities } from '../../apps/routes.ts';
import type { Profile } from '../../profiles/schema.ts';
import type { Locale } from '../../localization/languages.ts';
import { withLocale } from '../../localization/msg.ts';
import type { Invited, Pairing } from '../../ports/pairing.ts';
import type { VaultFault, VaultOperation, VaultState } from '../../ports/vault.ts';
import type { Effect } from './effects.ts';
import type { Screen } from './screen.ts';

/** What a flow may know beside its own state. */
export interface Context<Input = unknown> {
  mode: 'backed' | 'guide';
  profile: Profile;
  locale: Locale;
  /** The device the person reads this on. */
  device: { form: 'phone' | 'computer'; platform: Platform | null };
  /** What its browser can do. */
  can: Abilities;
  /** This device's clock, milliseconds since the epoch. */
  nowMs: number;
  /** How far that clock is ahead of the server's, once known. */
  clockAheadMs: number | undefined;
  /** Why this flow cut in, for the flows that do. */
  refusal: Problem | undefined;
  /** The call that was refused then. */
  refusedCall: OperationName | undefined;
  /** Where the page says that the app is, and where it is wanted. */
  from: Place | undefined;
  to: Place | undefined;
  /** What this flow was told by the one that handed over to it. */
  input: Input;
  /** Where to sign in, ready to come back to this page. */
  signInHref: string | undefined;
}

/** A refused call; every flow that calls can meet it. */
export interface Refused {
  type: 'refused';
  operation: OperationName;
  problem: Problem;
}

/** This browser's own app did not do what was asked. */
export interface VaultRefused {
  type: 'vaultRefused';
  operation: VaultOperation;
  fault: VaultFault;
}

/** It changed from outside: another tab, a lock. */
export interface VaultChanged {
  type: 'vaultChanged';
  vault: VaultState;
}

/** Where a pairing under way is now. */
export interface PairingChanged {
  type: 'pairingChanged';
  pairing: Pairing;
}

/** What the address of the page invites to; null when it is nothing, or another element has taken it. */
export interface PairingInvited {
  type: 'invited';
  invited: Invited | 'unreadable' | null;
}

/** What is known of the account may be out of date: a neighbour changed it, or the person comes back to the page. */
export interface AccountChanged {
  type: 'accountChanged';
}

/** The next state, alone or first in a list with what is to be done. A state is no list, whatever its members are. */
export type Transition<State, Event> = State | readonly [to: State, ...run: Effect<Event>[]];

interface At {
  at: string;
}
interface Happened {
  type: string;
}

export interface StateEntry<Here, State, Event extends Happened, Input = unknown> {
  /** The screen of this state. */
  screen: (state: Here, context: Context<Input>) => Screen<Event>;
  /** What happens next. An event that is missing here does nothing in this state. */
  on: {
    [Type in Event['type']]?: (
      state: Here,
      event: Extract<Event, { type: Type }>,
      context: Context<Input>,
    ) => Transition<State, Event>;
  };
  /** Work is under way on the screen of another state: the person stays where they are. */
  busyOn?: string;
  /** A part of the screen of another state has changed, a row that is edited say: the person stays where they are. */
  within?: string;
  /** The person would lose something by leaving now. */
  unfinished?: true;
  /** Only in this way of running. */
  only?: Context['mode'];
}

/** An entry for each state of `Own`, which leads to one of `Next`. */
export type Entries<Own extends At, Next, Event extends Happened, Input = unknown> = {
  [Name in Own['at']]: StateEntry<Extract<Own, { at: Name }>, Next, Event, Input>;
};

export interface Flow<State extends At, Event extends Happened, Input = unknown> {
  id: string;
  start: (context: Context<Input>) => Transition<State, Event>;
  states: Entries<State, State, Event, Input>;
}

/** A flow whose own types are not known: what the runner and the conformance walk handle. */
export interface AnyFlow {
  id: string;
  start: (context: Context) => Transition<At, Happened>;
  states: Record<string, StateEntry<At, At, Happened>>;
}
export type AnyState = At;
export type AnyEvent = Happened;
export type AnyTransition = Transition<AnyState, AnyEvent>;

/** The only ways into a flow. What it says there, on a screen or as the name of a device, is in the language of `context`. */
export const startOf = (flow: AnyFlow, context: Context): AnyTransition =>
  withLocale(context.locale, () => flow.start(context));
/** Undefined where the state has no entry for the event. */
export const nextOf = (flow: AnyFlow, state: AnyState, event: AnyEvent, context: Context): AnyTransition | undefined =>
  withLocale(context.locale, () => flow.states[state.at]!.on[event.type]?.(state, event, context));
export const screenOf = (flow: AnyFlow, state: AnyState, context: Context): Screen<AnyEvent> =>
  withLocale(context.locale, () => flow.states[state.at]!.screen(state, context));

/** The next state first, and what is to be done after it. */
export const listOf = (transition: AnyTransition): readonly [AnyState, ...Effect<AnyEvent>[]] =>
  Array.isArray(transition) ? (transition as [AnyState]) : [transition as AnyState];

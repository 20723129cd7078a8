import type { AnyEvent, AnyState, Reactions, Transition as MachineTransition } from '../../core/machine.ts';
import type { Problem } from '../../contract/problem-codes.ts';
import type { Account, OperationName } from '../../contract/types.ts';
import type { Place } from '../../apps/app.ts';
import type { Abilities } from '../../apps/routes.ts';
import type { Profile } from '../../profiles/schema.ts';
import type { Locale } from '../../localization/languages.ts';
import { withLocale } from '../../localization/msg.ts';
import type { Invited, Pairing } from '../../ports/pairing.ts';
import type { VaultFault, VaultOperation, VaultState } from '../../ports/vault.ts';
import type { Effect } from './effects.ts';
import type { FlowId } from './flow-id.ts';
import type { Screen } from './screen.ts';

/** What a flow may know beside its own state. */
export interface Context<Input = unknown> {
  mode: 'backed' | 'guide';
  profile: Profile;
  locale: Locale;
  /** Where this element begins, and where whoever leaves a flow of another one goes back to. */
  home: FlowId;
  /** The device the person reads this on; what its browser says of itself is read in common/this-browser.ts. */
  device: { form: 'phone' | 'computer'; platform: 'ios' | 'android' | null; userAgent: string };
  /** What its browser can do. */
  can: Abilities;
  /** This device's clock, milliseconds since the epoch. */
  nowMs: number;
  /** How far that clock is ahead of the server's, once known. */
  clockAheadMs: number | undefined;
  /** The account and what the service offers, as far as this page has been told; not for flows that ask themselves. */
  account: Account | undefined;
  offers: Account['offers'];
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

/** What machines of one kind know beside their state, want done, and show. */
export interface Dialect {
  context: { locale: Locale };
  effect: unknown;
  screen: unknown;
}
/** A flow's. */
export interface Spoken<Event, Input = unknown> {
  context: Context<Input>;
  effect: Effect<Event>;
  screen: Screen<Event>;
}

export type Transition<State, Event, Speaks extends Dialect = Spoken<Event>> = MachineTransition<
  State,
  Speaks['effect']
>;

export interface StateEntry<Here, State, Event extends AnyEvent, Speaks extends Dialect = Spoken<Event>> {
  /** The screen of this state. */
  screen: (state: Here, context: Speaks['context']) => Speaks['screen'];
  on: Reactions<Here, State, Event, Speaks['effect'], [context: Speaks['context']]>;
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
export type Entries<Own extends AnyState, Next, Event extends AnyEvent, Speaks extends Dialect = Spoken<Event>> = {
  [Name in Own['at']]: StateEntry<Extract<Own, { at: Name }>, Next, Event, Speaks>;
};

export interface Flow<State extends AnyState, Event extends AnyEvent, Speaks extends Dialect = Spoken<Event>> {
  id: string;
  start: (context: Speaks['context']) => Transition<State, Event, Speaks>;
  states: Entries<State, State, Event, Speaks>;
}

/** A flow whose own types are not known: what the runner and the conformance walk handle. */
export interface AnyFlow<Speaks extends Dialect = Spoken<AnyEvent>> {
  id: string;
  start: (context: Speaks['context']) => AnyTransition<Speaks>;
  states: Record<string, StateEntry<AnyState, AnyState, AnyEvent, Speaks>>;
}
export type { AnyEvent, AnyState };
export { listOf } from '../../core/machine.ts';
export type AnyTransition<Speaks extends Dialect = Spoken<AnyEvent>> = Transition<AnyState, AnyEvent, Speaks>;

/** The only ways into a flow. What it says there, on a screen or as the name of a device, is in the language of `context`. */
export const startOf = <Speaks extends Dialect>(
  flow: AnyFlow<Speaks>,
  context: Speaks['context'],
): AnyTransition<Speaks> => withLocale(context.locale, () => flow.start(context));
/** Undefined where the state has no entry for the event. */
export const nextOf = <Speaks extends Dialect>(
  flow: AnyFlow<Speaks>,
  state: AnyState,
  event: AnyEvent,
  context: Speaks['context'],
): AnyTransition<Speaks> | undefined =>
  withLocale(context.locale, () => flow.states[state.at]!.on[event.type]?.(state, event, context));
export const screenOf = <Speaks extends Dialect>(
  flow: AnyFlow<Speaks>,
  state: AnyState,
  context: Speaks['context'],
): Speaks['screen'] => withLocale(context.locale, () => flow.states[state.at]!.screen(state, context));

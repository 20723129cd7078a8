import type { OperationName } from '../../src/contract/types.ts';
import { readShape } from '../../src/contract/shape.ts';
import type { Effect } from '../../src/flows/machine/effects.ts';
import {
  listOf,
  type AnyTransition,
  nextOf,
  screenOf,
  startOf,
  type AnyEvent,
  type AnyFlow,
  type AnyState,
  type Context,
} from '../../src/flows/machine/machine.ts';
import type { Screen, WaitScreen } from '../../src/flows/machine/screen.ts';
import type { ReaderScreen } from '../../src/flows/reading/reader-state.ts';
import type { Locale } from '../../src/localization/languages.ts';
import type { PairingPart, PairingRole } from '../../src/ports/pairing.ts';
import { Secret } from '../../src/core/secret.ts';
import { pairings, invitedSamples } from './pairing-samples.ts';
import type { VaultOperation } from '../../src/ports/vault.ts';
import { areAlike, numbering } from './alike.ts';
import { readerNews, readerOffers } from './reader-samples.ts';
import {
  allAccounts,
  answerSamples,
  canary,
  deltaSamples,
  pickedSamples,
  problemSamples,
  readingSamples,
  shapes,
  typedSamples,
  vaultAnswers,
  vaultFaults,
  vaultStates,
} from './samples.ts';

/** Where on a screen a person acts, or what else moves a flow. */
export type Cause =
  | 'primary'
  | 'choice'
  | 'submit'
  | 'alert'
  | 'other'
  | 'back'
  | 'again'
  | 'pick'
  | 'answer'
  | 'refusal'
  | 'diagnosis'
  | 'made'
  /** The account or the browser app changed from outside. */
  | 'news'
  | 'reading'
  /** What a pairing under way tells. */
  | 'pairing'
  /** What its camera, its files or a shared window tell the reader of keys. */
  | 'reader';

/** The reader of keys stands below the heading of a flow's screen, and has none. */
export type AnyScreen = Screen<AnyEvent> | (ReaderScreen & Omit<WaitScreen<AnyEvent>, 'kind'>);
export type AnyEffect = Effect<AnyEvent & { answer: never }>;

/** A moment of a flow: the state, what is being done, and the screen. */
export interface Node {
  at: string;
  state: AnyState;
  effects: AnyEffect[];
  screen: AnyScreen;
  /** The same moment for readers of the other languages that were asked for. */
  there: { effects: AnyEffect[]; screen: AnyScreen }[];
  /** What can happen then. */
  onward: Edge[];
}

export interface Edge {
  from: Node;
  to: Node;
  event: AnyEvent;
  cause: Cause;
}

/** Everything that can happen in a flow. */
export interface Graph {
  flow: AnyFlow;
  context: Context;
  start: Node;
  nodes: Node[];
  edges: Edge[];
  /** Events that a state was offered and that it has no entry for. */
  ignored: Omit<Edge, 'to'>[];
  /** Where another language leads elsewhere. */
  differing: Omit<Edge, 'to'>[];
}

/** Whether an effect ends the flow, or reaches its aim. */
export const isGoal = ({ effect }: AnyEffect): boolean => goals.has(effect);
const goals = new Set<string>(['complete', 'stop', 'hand-over', 'tell']);

/** The runner asks the person when this one is refused, and makes it again; no flow is told. */
export const isNeverRefused = (operation: OperationName): boolean => operation === 'getAccount';

/** What may be met on a walk, beside the screens. */
interface Way {
  /** Those that may be signed in. */
  accounts?: typeof allAccounts;
  samples?: typeof answerSamples;
  /** Languages in which everything is said, too. */
  alsoIn?: readonly Locale[];
}

/**
 * Walks a flow breadth-first from its start: each thing that its screens offer, each answer and refusal of each call.
 * Two moments are the same when state and effects serialise alike.
 */
export function walk(
  flow: AnyFlow,
  context: Context,
  { accounts = allAccounts, samples = answerSamples, alsoIn = [] }: Way = {},
): Graph {
  const nodes = new Map<number, Node>();
  const edges: Edge[] = [];
  const [ignored, differing]: [Graph['ignored'], Graph['differing']] = [[], []];
  const { numberOf, remember } = numbering();
  const others = alsoIn.map((locale) => ({ ...context, locale }));

  const arrive = ({ state, effects }: Landing): Node => {
    const number = numberOf([state, effects]);
    let node = nodes.get(number);
    if (!node) {
      if (!flow.states[state.at]) throw new Error(`${flow.id}: there is no state “${state.at}”`);
      node = { at: state.at, state, effects, screen: screenOf(flow, state, context), there: [], onward: [] };
      nodes.set(number, node);
      remember(state);
    }
    return node;
  };
  const answers = { ...samples, getAccount: () => accounts };
  /** Whether the same comes of it in the other languages, words apart. */
  const isSameThere = (node: Node, comesOf: (context: Context) => AnyTransition | undefined): boolean =>
    others.every((other, index) => {
      const comes = comesOf(other);
      if (!comes) return false;
      const { state, effects } = landing(comes);
      const there = (node.there[index] ??= { effects, screen: screenOf(flow, node.state, other) });
      return areAlike(state, node.state) && areAlike(effects, there.effects);
    });
  const hasSameEvents = ({ effects, screen, there }: Node): boolean =>
    there.every(
      (other) =>
        areAlike(offered(screen), offered(other.screen)) &&
        (areAlike(effects, other.effects) || areAlike(outcomes(effects, answers), outcomes(other.effects, answers))),
    );

  const start = arrive(landing(startOf(flow, context)));
  if (!isSameThere(start, (other) => startOf(flow, other)))
    differing.push({ from: start, event: { type: 'start' }, cause: 'news' });
  // A Map iterates over what is added on the way.
  for (const from of nodes.values()) {
    if (!hasSameEvents(from)) differing.push({ from, event: { type: 'another' }, cause: 'news' });
    const heard = [...news, ...roleOf(from.state)].filter(({ event }) => event.type in flow.states[from.at]!.on);
    if (from.screen.kind === 'reader')
      heard.push(...readerNews(from.state).map((event): Happening => ({ cause: 'reader', event })));
    for (const { event, cause } of [...offered(from.screen), ...outcomes(from.effects, answers), ...heard]) {
      const next = nextOf(flow, from.state, event, context);
      if (!next) {
        ignored.push({ from, event, cause });
        continue;
      }
      const to = arrive(landing(next));
      from.onward.push({ from, to, event, cause });
      if (!isSameThere(to, (other) => nextOf(flow, from.state, event, other))) differing.push({ from, event, cause });
    }
    for (const edge of from.onward) edges.push(edge);
  }
  return { flow, context, start, nodes: [...nodes.values()], edges, ignored, differing };
}

/** Whether a flow begins with a call. */
export const beginsWithCall = (flow: AnyFlow, context: Context): boolean =>
  landing(startOf(flow, context)).effects.some(({ effect }) => effect === 'call');

type Landing = Pick<Node, 'state' | 'effects'>;
function landing(transition: AnyTransition): Landing {
  const [state, ...effects] = listOf(transition);
  return { state, effects: effects as AnyEffect[] };
}

/** What may happen at any moment; told to the states that have an entry for it. */
const news: Happening[] = [
  { cause: 'news', event: { type: 'accountChanged' } },
  ...vaultStates.map((vault): Happening => ({ cause: 'news', event: { type: 'vaultChanged', vault } as AnyEvent })),
];

/** A pairing under way goes on whatever the screen. */
const roleOf = (state: AnyState): Happening[] => {
  const { pair } = state as AnyState & { pair?: { part: PairingPart } };
  return pair ? pairingNews(pair.part.role) : [];
};

type Happening = Pick<Edge, 'event' | 'cause'>;

const pairingNews = (role: PairingRole): Happening[] =>
  pairings(role).map((pairing) => ({ cause: 'pairing', event: { type: 'pairingChanged', pairing } as AnyEvent }));

/** What the reader of keys asks for, and nobody waits for. */
const inPassing = new Set<string>(['set-torch', 'gather', 'clear-text', 'end', 'forget']);

/** Work that answers; a pairing is stopped, and its digits are called different, without an answer. */
export const isWork = (effect: AnyEffect): boolean =>
  !isGoal(effect) &&
  !inPassing.has(effect.effect) &&
  !(effect.effect === 'pair' && (effect.do === 'stop' || effect.do === 'deny'));

/** What a person can do on a screen. */
export function offered(screen: AnyScreen): Happening[] {
  const all: Happening[] = [];
  const offer = (cause: Cause, event: AnyEvent | undefined) => event && all.push({ cause, event });
  if (screen.alert && 'action' in screen.alert) offer('alert', screen.alert.action?.event);
  offer('back', screen.back);
  for (const { event } of screen.others ?? []) offer('other', event);
  if (screen.kind === 'choose')
    for (const event of ends(screen.choices.map(({ event }) => event))) offer('choice', event);
  if ('primary' in screen && screen.primary && 'event' in screen.primary) offer('primary', screen.primary.event);
  if (screen.kind === 'enter-code') offer('again', screen.again?.event);
  if (screen.kind === 'compare-digits') offer('primary', screen.differ.event);
  if (screen.kind === 'enter-code' || screen.kind === 'enter-text') {
    const type = screen.submit.type as string;
    const texts = typedSamples[type];
    if (!texts) throw new Error(`No sample texts for “${type}”: add a row to typedSamples`);
    for (const value of texts) offer('submit', { type, value } as AnyEvent);
  }
  if (screen.kind === 'list') {
    for (const { actions, further, edit } of endRows(screen.rows)) {
      for (const { event } of [...actions, ...(further?.actions ?? [])]) offer('choice', event);
      if (!edit) continue;
      offer('back', edit.cancel.event);
      const type = edit.submit.type as string;
      for (const value of typedSamples[type]!) offer('submit', { type, value } as AnyEvent);
    }
  }
  if (screen.kind === 'reader') for (const event of readerOffers(screen)) offer('pick', event);
  if (screen.kind === 'scan')
    for (const sources of pickedSamples) offer('pick', { type: screen.read as string, sources } as AnyEvent);
  return all;
}

/** Of long lists of the same thing, apps say, the first and the last: the others differ in data only. */
const ends = (events: AnyEvent[]): AnyEvent[] =>
  events.filter(({ type }, index) => {
    const like = events.flatMap((event, at) => (event.type === type ? [at] : []));
    return like.length < 4 || index === like[0] || index === like.at(-1);
  });

/** Of more rows than a few the first, the second and the last: the others differ in data only. */
const endRows = <Row>(rows: readonly Row[]): readonly Row[] =>
  rows.length < 6 ? rows : [rows[0]!, rows[1]!, rows.at(-1)!];

/** How the work under way can end. */
function outcomes(effects: AnyEffect[], samples: typeof answerSamples): Happening[] {
  return effects.flatMap((effect): Happening[] => {
    if (effect.effect === 'diagnose') {
      return deltaSamples.map((deltaSteps) => ({
        cause: 'diagnosis',
        event: { type: 'diagnosed', deltaSteps } as AnyEvent,
      }));
    }
    if (effect.effect === 'read')
      return readingSamples.map((reading) => ({ cause: 'reading', event: { type: 'read', reading } as AnyEvent }));
    if (effect.effect === 'make-code')
      return [new Secret(canary.appCode), null].map((code) => ({
        cause: 'made',
        event: { type: 'made', code } as AnyEvent,
      }));
    if (effect.effect === 'pair') {
      if (effect.do === 'look')
        return invitedSamples.map((invited) => ({
          cause: 'pairing',
          event: { type: 'invited', invited } as AnyEvent,
        }));
      const role = 'part' in effect ? effect.part.role : 'taker';
      return effect.do === 'open' || effect.do === 'join' ? pairingNews(role) : [];
    }
    if (effect.effect === 'vault') {
      const { operation, then } = effect as unknown as { operation: VaultOperation; then: string };
      return [
        ...vaultAnswers(operation).map((answer) => ({
          cause: 'answer' as const,
          event: { type: then, answer } as AnyEvent,
        })),
        ...vaultFaults(operation).map((fault) => ({
          cause: 'refusal' as const,
          event: { type: 'vaultRefused', operation, fault } as AnyEvent,
        })),
      ];
    }
    if (effect.effect !== 'call') return [];
    const { operation, input, then } = effect as unknown as { operation: OperationName; input: never; then: string };
    const right = samples[operation](input).map((sample) => ({
      cause: 'answer' as const,
      event: { type: then, answer: handedOn(operation, sample) } as AnyEvent,
    }));
    if (isNeverRefused(operation)) return right;
    const refused = problemSamples(operation).map((problem) => ({
      cause: 'refusal' as const,
      event: { type: 'refused', operation, problem } as AnyEvent,
    }));
    return [...right, ...refused];
  });
}

/** As the client hands an answer on: secrets wrapped. A sample is the same for each state that asks. */
function handedOn(operation: OperationName, sample: object): unknown {
  const read = answersRead.get(sample) ?? new Map<OperationName, unknown>();
  answersRead.set(sample, read);
  if (!read.has(operation)) read.set(operation, readShape(shapes[operation], sample));
  return read.get(operation);
}
const answersRead = new WeakMap<object, Map<OperationName, unknown>>();

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apps } from '../../src/apps/catalogue.ts';
import { contract } from '../../src/contract/table.ts';
import type { Account, OperationName } from '../../src/contract/types.ts';
import type { FlowSource } from '../../src/flow-table/source.ts';
import { usualSources } from '../../src/flow-table/usual.ts';
import { interruptions } from '../../src/flow-table/interruptions.ts';
import { guideSources, otherSources } from '../../src/flow-table/other.ts';
import { screenOf, type AnyFlow, type Context, type Refused } from '../../src/flows/machine/machine.ts';
import { isDraft, locales, sourceLocale } from '../../src/localization/languages.ts';
import { allFlows, guideFlows, keyReader } from './all-flows.ts';
import { areAlike, searching } from './alike.ts';
import { missing, speakOnly } from './missing-words.ts';
import { namingNoButton, notFoundAgain, pointingAtNothing } from './promises.ts';
import { readerContexts } from './reader-samples.ts';
import {
  accounts,
  allAccounts,
  canaryTexts,
  contexts,
  cutInContexts,
  fewAccounts,
  insecurePage,
  knownBrowsers,
  keepsNothing,
  manyDevices,
  newerAccount,
  nowMs,
  twoBrowsers,
} from './samples.ts';
import { textsOf } from './texts.ts';
import {
  beginsWithCall,
  isGoal,
  isNeverRefused,
  isWork,
  walk,
  type Cause,
  type Edge,
  type Graph,
  type Node,
} from './walk.ts';

/**
 * What holds for every flow. Each is walked once for each reader, in all languages at a time, and forgotten when its
 * tests have run: of all walks at once, a machine would hold ten gigabytes.
 */

/** Flows that cut in on others when a call is refused; nothing is called without a back end. */
const cutIns = new Set(['sign-in', 'step-up', 'trouble']);

const isPress = ({ cause }: Edge): boolean =>
  !['answer', 'refusal', 'diagnosis', 'made', 'news', 'reading', 'pairing', 'reader'].includes(cause);
/** The session has proven who it is a moment ago. */
const isFresh = ({ event }: Edge): boolean =>
  Date.parse((event as { answer?: Partial<Account> }).answer?.stepUp?.freshUntil ?? '') > nowMs;
/** Where something else than a press led to: the runner does not put the person back there. */
const notPutBack = (edges: readonly Edge[]): Set<Node> =>
  new Set(edges.filter((edge) => !isPress(edge) && !isFresh(edge)).map(({ to }) => to));
const isCalling = ({ effects }: Node): boolean => effects.some(({ effect }) => effect === 'call');
const isEnd = ({ effects }: Node): boolean => effects.some(isGoal);
const isWorking = ({ effects }: Node): boolean => effects.some(isWork);
/** `code (submittedCode)`: enough to find the place, and no code. */
const named = ({ from, event }: Pick<Edge, 'from' | 'event'>): string => `${from.at} (${event.type})`;
const distinct = (list: string[]): string[] => [...new Set(list)].sort();
/**
 * A flow that begins with a call has nothing to offer where there is no back end; one in a file for guide mode is
 * never fetched where there is one.
 */
const worksIn = (flow: AnyFlow, context: Context): boolean =>
  context.mode === 'backed' ? !guideFlows.has(flow) : !beginsWithCall(flow, context);

/** A transfer branches by two apps, what is read and who is told: a few readers and accounts show all of its screens. */
export const isTransfer = ({ id }: AnyFlow): boolean => /^sync-|^change-device$/.test(id);
const readersOfTransfers = ['computer', 'unknown device, guide only'];
/** Whose words are looked at as well. */
const anotherReader = 'iPhone, its clock slow';
const keepingNothing = { 'page that keeps nothing': keepsNothing };
const readersOf = (flow: AnyFlow): typeof contexts => {
  if (flow === keyReader) return readerContexts;
  return isTransfer(flow)
    ? Object.fromEntries(readersOfTransfers.map((name) => [name, contexts[name]!]))
    : {
        ...contexts,
        ...cutInContexts[flow.id],
        ...(flow.id === 'devices' && keepingNothing),
        ...(flow.id === 'app-browser' && knownBrowsers),
        ...(flow.id === 'pair-there' && { ...keepingNothing, 'page without https': insecurePage }),
      };
};

/** Languages that have to be complete. */
const translated = locales.filter((locale) => locale !== sourceLocale).filter((locale) => !isDraft(locale));

const sources: Partial<Record<string, FlowSource>> = { ...usualSources, ...otherSources, ...interruptions };
const sourceOf = (flow: AnyFlow): Pick<FlowSource, 'words'> | undefined =>
  flow === keyReader
    ? { words: ['key-reader'] }
    : (guideFlows.has(flow) ? (guideSources as typeof sources) : sources)[flow.id];

/** What walks leave behind: every state and event that they met, and the flows that they hand over to. */
interface Trace {
  seen: Set<string>;
  handedTo: Set<string>;
}

/** The tests of each of `flows`. Those that `share` states need not each meet each of them, but all of them together. */
export function conformAll(flows: readonly AnyFlow[], { share }: { share: boolean }): void {
  const traces: Trace[] = [];
  for (const flow of flows)
    describe(`the flow ${flow.id}${guideFlows.has(flow) ? ', guide only' : ''}`, () => {
      const trace: Trace = { seen: new Set(), handedTo: new Set() };
      traces.push(trace);
      conform(flow, trace);
      if (!share)
        test('every state is reached, and nothing in one waits for an event that never comes', () =>
          idle([flow], [trace]));
    });

  if (share)
    test('every state of the transfers is reached in one of them, and nothing there waits for an event that never comes', () =>
      idle(flows, traces));

  test('without a back end, a flow hands over only to flows that need none', () => {
    const guide = Object.values(contexts).find(({ mode }) => mode === 'guide')!;
    const targets = distinct(traces.flatMap(({ handedTo }) => [...handedTo]));
    assert.deepEqual(
      targets.filter((id) => !allFlows.some((flow) => flow.id === id && worksIn(flow, guide))),
      [],
    );
  });
}

function conform(flow: AnyFlow, trace: Trace): void {
  // Much is asked there of each account.
  const some =
    isTransfer(flow) || ['devices', 'pair-give'].includes(flow.id)
      ? fewAccounts
      : [...new Set([...allAccounts, ...fewAccounts])];
  // A list as long as that is walked once, and without this browser’s own app.
  const accountsFor = ({ can }: Context) => {
    if (flow.id === 'devices' && !can.vault) return [manyDevices];
    if (flow.id === 'pair-give') return [...some, twoBrowsers];
    return flow.id === 'app-here' ? [...some, newerAccount] : some;
  };
  let graphs: [name: string, graph: Graph][] = [];
  let backed: typeof graphs = [];
  /** By language, what a further reader of a transfer reads. */
  let others: Graph[] = [];
  before(async () => {
    const source = sourceOf(flow);
    assert.ok(source, 'no element knows where this flow is');
    for (const locale of translated) await speakOnly(locale, ['frame', 'refusals', ...source.words]);
    graphs = Object.entries(readersOf(flow))
      .filter(([, context]) => worksIn(flow, context))
      .map(([name, context]) => [name, walk(flow, context, { accounts: accountsFor(context), alsoIn: translated })]);
    assert.ok(graphs.length, 'nobody walks it');
    backed = graphs.filter(([, { context }]) => context.mode === 'backed');
    if (isTransfer(flow))
      others = translated.map((locale) => {
        const context = { ...contexts[anotherReader]!, locale };
        return walk(flow, context, { accounts: accountsFor(context) });
      });
    for (const [, { context, nodes, edges }] of graphs) {
      for (const { at, effects } of nodes) {
        trace.seen.add(at);
        for (const effect of effects)
          if (effect.effect === 'hand-over' && context.mode === 'guide' && !cutIns.has(flow.id))
            trace.handedTo.add(effect.flow);
      }
      for (const edge of edges) trace.seen.add(named(edge));
    }
  });
  after(() => {
    graphs = backed = [];
    others = [];
  });

  /** A complaint for each place that `find` names, over all walks. */
  const none = (find: (graph: Graph) => string[], among = graphs): void => {
    assert.deepEqual(distinct(among.flatMap(([name, graph]) => find(graph).map((place) => `${place}, ${name}`))), []);
  };

  test('a state of a single mode is reached in that mode only', () => {
    const reached = (mode: Context['mode']) =>
      new Set(
        graphs.filter(([, { context }]) => context.mode === mode).flatMap(([, { nodes }]) => nodes.map(({ at }) => at)),
      );
    const inMode = { backed: reached('backed'), guide: reached('guide') };
    for (const [at, { only }] of Object.entries(flow.states)) {
      if (only)
        assert.ok(!inMode[only === 'guide' ? 'backed' : 'guide'].has(at), `“${at}” is reached in the other mode`);
    }
  });

  test('every moment leads elsewhere, ends the flow, or has work under way', () => {
    none(({ nodes, edges }) => {
      const left = new Set(edges.filter(({ from, to }) => from.at !== to.at || isEnd(to)).map(({ from }) => from));
      return nodes.filter((node) => !left.has(node) && !isEnd(node)).map(({ at }) => at);
    });
  });

  test('from every moment an end of the flow can be reached', () => {
    none(({ nodes, edges }) => {
      const safe = leadingTo(nodes.filter(isEnd), edges);
      return nodes.filter((node) => !safe.has(node)).map(({ at }) => at);
    });
  });

  test('every screen does what it offers, unless it is busy', () => {
    none(({ ignored }) =>
      ignored.filter(({ from, cause }) => isOfPerson(cause) && !flow.states[from.at]!.busyOn).map(named),
    );
  });

  test('work under way ends in a way that the state knows: the answer, a refusal, a diagnosis', () => {
    none(({ ignored }) => ignored.filter(({ cause }) => !isOfPerson(cause)).map(named));
    none(({ nodes }) =>
      nodes
        .filter(({ effects }) => effects.length === 0)
        .flatMap(({ at, screen }) => (isWaiting(flow, at, screen) ? [`${at} waits for nothing`] : [])),
    );
  });

  test('whatever leads out of a pairing under way stops it', () => {
    const hears = ({ at }: Node): boolean => 'pairingChanged' in flow.states[at]!.on;
    none(({ edges }) =>
      edges
        .filter(({ from, to, cause }) => cause !== 'pairing' && hears(from) && !hears(to))
        .filter(({ to }) => !to.effects.some((effect) => effect.effect === 'pair' && !isWork(effect)))
        .map(named),
    );
  });

  test('work under way shows: the screen waits or is busy, and a busy one is that of the state it names', () => {
    none(({ nodes }) =>
      nodes
        .filter((node) => isWorking(node))
        .flatMap((node) => {
          const { busyOn, within } = flow.states[node.at]!;
          if (within && !busyOn) return [];
          if (!busyOn)
            return node.screen.kind === 'wait' || 'stop' in node.screen ? [] : [`${node.at} can be used twice`];
          const { kind, heading } = node.screen;
          const isSame = nodes.some(
            ({ at, screen }) => at === busyOn && screen.kind === kind && screen.heading === heading,
          );
          return isSame ? [] : [`${node.at} is not busy on ${busyOn}`];
        }),
    );
  });

  test('no work begins itself again: between two calls in a circle stands a person, or news from outside', () => {
    none(
      ({ nodes, edges }) =>
        inCircles(
          nodes,
          edges.filter(({ cause }) => !isOfPerson(cause) && !['news', 'pairing', 'reader'].includes(cause)),
        ).map(({ at }) => at),
      backed,
    );
  });

  test('every call has the input of the contract', () => {
    none(({ nodes }) =>
      nodes.flatMap(({ at, effects }) =>
        effects.flatMap((effect) =>
          effect.effect !== 'call' || contract[effect.operation as OperationName].input.safeParse(effect.input).success
            ? []
            : [`${at}: ${effect.operation}`],
        ),
      ),
    );
  });

  test('nothing is called where there is no back end', () => {
    none(({ context, nodes }) => (context.mode === 'guide' ? nodes.filter(isCalling).map(({ at }) => at) : []));
  });

  test('no state, screen or effect gives a key or a code away when it is written out', () => {
    none(({ nodes }) => {
      const isGiven = searching(canaries);
      return nodes.flatMap(({ at, state, screen, effects }) => [
        ...(isGiven(state) ? [`${at}: state`] : []),
        ...(canaries.test(JSON.stringify(withoutValue(screen))) ? [`${at}: screen`] : []),
        ...(effects.length > 0 && canaries.test(JSON.stringify(effects, withoutCode)) ? [`${at}: effects`] : []),
      ]);
    });
  });

  test('a code leaves a flow only as the code of a call', () => {
    for (const [, { nodes }] of graphs)
      for (const effect of nodes.flatMap(({ effects }) => effects)) {
        if (effect.effect !== 'call' || !/31415926|271828/.test(JSON.stringify(effect))) continue;
        assert.match((effect.input as { code: string }).code, /^\d+$/);
      }
  });

  test('opening it asks for no proof and sends nothing: whatever may do so waits for a press', () => {
    if (cutIns.has(flow.id)) return;
    none(({ start }) => {
      const unasked = new Set([start]);
      for (const { onward } of unasked)
        for (const edge of onward) if (!isPress(edge) && !isFresh(edge)) unasked.add(edge.to);
      return [...unasked].flatMap(({ at, effects }) =>
        effects.flatMap((effect) =>
          effect.effect === 'call' && effect.operation !== 'getAccount' ? [`${at} calls ${effect.operation}`] : [],
        ),
      );
    }, backed);
  });

  test('whoever leaves the question who they are is not told that something failed', () => {
    none(({ edges }) => {
      const staying = notPutBack(edges);
      return edges.flatMap(({ from, to, event }) =>
        (event as Partial<Refused>).problem?.code === 'step_up_required' &&
        !flow.states[from.at]!.busyOn &&
        /^This did not work/.test(to.screen.heading) &&
        staying.has(from)
          ? [from.at]
          : [],
      );
    }, backed);
  });

  test('states are plain data: written out and read again, they give the same screen', () => {
    none(({ context, nodes }) =>
      nodes.flatMap(({ at, state, screen }) => {
        const again = JSON.parse(JSON.stringify(state)) as Node['state'];
        return areAlike(screenOf(flow, again, context), screen) ? [] : [at];
      }),
    );
  });

  test('the step is one of those that are named, and never falls on the way forward', () => {
    none((graph) => {
      const wrong = graph.nodes.filter(({ screen: { progress: p } }) => p && p.steps[p.at] === undefined);
      return [...wrong.map(({ at }) => at), ...falls(graph)];
    });
  });

  test('every screen has a heading and no text is empty', () => {
    none(({ nodes }) => nodes.flatMap(({ at, screen }) => (textsOf(screen).every((text) => text.trim()) ? [] : [at])));
  });

  test('no sentence points at digits, a QR code, a key, a field or a button that is not on its screen', () => {
    none((graph) => {
      if (graph.context.locale !== 'en') return [];
      const nowhere = graph.nodes.flatMap(({ at, screen }) =>
        pointingAtNothing(screen).map((text) => `${at}: ${text}`),
      );
      return [...nowhere, ...namingNoButton(graph)];
    });
  });

  test('what may be done for some time is offered again to whoever opens the page anew', () => {
    none((graph) => (graph.context.locale === 'en' ? notFoundAgain(graph, isPress) : []));
  });

  for (const [index, locale] of translated.entries()) {
    test(`every text of every screen is there in ${locale}`, () => {
      none(({ nodes }) =>
        nodes.flatMap(({ at, there }) =>
          textsOf(there[index]!.screen, locale).flatMap((text) => (isTranslated(text) ? [] : [`${at}: ${text}`])),
        ),
      );
    });

    test(`the screens find all their words in what is loaded for them in ${locale}`, () => {
      const absent = (at: string, { effects, screen }: Pick<Node, 'effects' | 'screen'>): string[] => {
        // The name of a device goes to the service.
        const texts = [...textsOf(screen, locale), ...(effects.length > 0 ? [JSON.stringify(effects)] : [])];
        return texts.filter((text) => text.includes(missing)).map((text) => `${at}: ${text}`);
      };
      none(({ nodes }) => nodes.flatMap(({ at, there }) => absent(at, there[index]!)));
      for (const { nodes } of others.slice(index, index + 1))
        assert.deepEqual(distinct(nodes.flatMap((node) => absent(node.at, node))), []);
    });
  }

  test('the language of the reader changes words and nothing else', () => {
    none(({ differing }) => differing.map(named));
  });

  test('links lead to secure pages', () => {
    none(({ nodes }) =>
      nodes.flatMap(({ at, screen }) => {
        const primary = 'primary' in screen && screen.primary && 'href' in screen.primary ? [screen.primary] : [];
        return [...(screen.links ?? []), ...primary].filter(({ href }) => !href.startsWith('https://')).map(() => at);
      }),
    );
  });

  if (flow.id === 'step-up') {
    test('a person can give the proof up although the service refuses everything but the account', () => {
      for (const account of Object.values(accounts.shared)) {
        const { nodes, edges } = walk(flow, contexts['computer']!, { accounts: [account] });
        const dark = edges.filter(({ from, cause }) => cause !== 'answer' || !isRefusable(from));
        const stops = nodes.filter(({ effects }) => effects.some(({ effect }) => effect === 'stop'));
        const safe = leadingTo(stops, dark);
        assert.deepEqual(distinct(nodes.filter((node) => !safe.has(node) && !isEnd(node)).map(({ at }) => at)), []);
      }
    });
  }
}

/** A pairing, and the camera of the reader, tell unasked how it goes on. */
const isWaiting = ({ states }: AnyFlow, at: string, { kind }: Node['screen']): boolean =>
  (kind === 'wait' || states[at]!.busyOn !== undefined) &&
  !['pairingChanged', 'sawPart'].some((type) => type in states[at]!.on);

/** Complains about states, and about events in them, that no walk has seen. */
function idle(flows: readonly AnyFlow[], traces: readonly Trace[]): void {
  const all = flows.flatMap(({ states }) =>
    Object.entries(states).flatMap(([at, { on }]) => [at, ...Object.keys(on).map((type) => `${at} (${type})`)]),
  );
  assert.deepEqual(distinct(all.filter((name) => !traces.some(({ seen }) => seen.has(name)))), []);
}

const isForward = (cause: Cause): boolean =>
  !['other', 'back', 'again', 'refusal', 'news', 'pairing', 'reader'].includes(cause);
const isOfPerson = (cause: Cause): boolean =>
  !['answer', 'refusal', 'diagnosis', 'made', 'news', 'pairing', 'reader'].includes(cause);

const isRefusable = ({ effects }: Node): boolean =>
  effects.some((effect) => effect.effect === 'call' && !isNeverRefused(effect.operation as OperationName));

/** Nodes from which one of `goals` can be reached over `edges`, the goals included. */
function leadingTo(goals: Node[], edges: Edge[]): Set<Node> {
  const earlier = new Map<Node, Node[]>();
  for (const { from, to } of edges) {
    const before = earlier.get(to);
    if (before) before.push(from);
    else earlier.set(to, [from]);
  }
  const found = new Set(goals);
  for (const node of found) for (const before of earlier.get(node) ?? []) found.add(before);
  return found;
}

/** Nodes that lead back to themselves. Leaves are taken off until only circles, and ways between them, are left. */
function inCircles(nodes: Node[], edges: Edge[]): Node[] {
  let rest = edges;
  for (let before = -1; rest.length !== before;) {
    before = rest.length;
    const [starts, ends] = [new Set(rest.map(({ from }) => from)), new Set(rest.map(({ to }) => to))];
    rest = rest.filter(({ from, to }) => starts.has(to) && ends.has(from));
  }
  return nodes.filter((node) => rest.some(({ from }) => from === node));
}

/** Forward paths on which the number of the step falls; a screen without one, or a busy one, does not break a path. */
function falls({ flow, nodes }: Graph): string[] {
  const numberOf = ({ at, screen }: Node) => (flow.states[at]!.busyOn ? undefined : screen.progress?.at);
  return nodes.flatMap((start) => {
    const number = numberOf(start);
    if (number === undefined) return [];
    const onWay = new Set([start]);
    const found: string[] = [];
    for (const { onward } of onWay) {
      for (const { to, cause, event } of onward) {
        // A pairing that has ended is begun anew, from its first step.
        if (!isForward(cause) || event.type === 'pairedAgain') continue;
        const next = numberOf(to);
        if (next === undefined) onWay.add(to);
        else if (next < number) found.push(`${start.at} → ${to.at}`);
      }
    }
    return found;
  });
}

const canaries = new RegExp(canaryTexts.join('|'));
const withoutValue = (screen: Node['screen']): unknown =>
  screen.kind === 'enter-text' ? { ...screen, field: { ...screen.field, value: '' } } : screen;
const withoutCode = (name: string, value: unknown): unknown => (name === 'code' ? undefined : value);

/** Names that stay as they are in every language. */
const names = new Set([
  't***@example.org',
  'App Store（iPhone）',
  'Google Play（Android）',
  'Google Chrome',
  'Microsoft Edge',
  'Firefox',
  'Safari',
  ...apps.map(({ name }) => name),
  // What people and their apps call things.
  'Kyoto University',
  'Kyoto University · taro',
  'Pixel',
  'Lab computer',
  'taro',
  'hanako',
  'HD Webcam',
]);
/** For languages that are not written in Latin letters. */
export const isTranslated = (text: string): boolean =>
  names.has(text) || !/\p{L}/u.test(text) || /(?!\p{Script=Latin})\p{L}/u.test(text);

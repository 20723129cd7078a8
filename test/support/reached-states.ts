import type { FlowSource } from '../../src/flow-table/source.ts';
import { usualSources } from '../../src/flow-table/usual.ts';
import { interruptions } from '../../src/flow-table/interruptions.ts';
import { guideSources, otherSources } from '../../src/flow-table/other.ts';
import { screenOf, type AnyFlow, type AnyState, type Context } from '../../src/flows/machine/machine.ts';
import { locales, sourceLocale } from '../../src/localization/languages.ts';
import { loadWords } from '../../src/localization/load.ts';
import { Secret } from '../../src/core/secret.ts';
import {
  accounts,
  contexts,
  cutInContexts,
  fewAccounts,
  insecurePage,
  keepsNothing,
  newerAccount,
  twoBrowsers,
} from '../flows/samples.ts';
import { walk, type AnyScreen } from '../flows/walk.ts';
import { chunks, type ChunkName } from './chunks.ts';

/**
 * What is drawn of the flows, in the tests of the elements and in the stories: states, which are plain data. The walk
 * takes long, and is taken once, outside of the browsers (reached-states.mjs); what a state says is said in each of them.
 */

/** Long names and addresses are where a narrow screen breaks. */
const { 'three devices': account } = structuredClone(accounts.shared);
account.devices[0]!.name = 'x'.repeat(64);
account.mail!.address = `t***@${'very-long-name-of-a-department.'.repeat(3)}example.ac.jp`;

type Way = Context['mode'];
/** Where a flow is found, by its id and the way of running. */
export interface Shelf {
  id: string;
  source: FlowSource;
  mode: Way;
}
const shelves = (mode: Way, sources: Record<string, FlowSource>): Shelf[] =>
  Object.entries(sources).map(([id, source]) => ({ id, source, mode }));

/** Every flow that an element can show, in each way it has. */
export const everyFlow: Shelf[] = [
  ...shelves('backed', { ...usualSources, ...otherSources, ...interruptions }),
  ...shelves('guide', { ...otherSources, ...guideSources }),
].filter(({ id, mode }) => mode === 'backed' || /^(sync|change-device$|wipe$)/.test(id) || id in guideSources);

/** The other transfers differ in words only. */
const ofDevices = ['devices', 'remove-device', 'renew-key', 'recovery-codes', 'check-code'];
const ofTheApp = [
  ...['app-here', 'authenticator', 'authenticator-access', 'authenticator-add'],
  ...['authenticator-export', 'authenticator-locks', 'pair-here', 'pair-give', 'pair-there'],
];
const drawn = new Set([
  ...[...Object.keys(usualSources), ...Object.keys(interruptions)],
  ...['app-browser', 'sync-smartphone-browser', 'overview', 'sync', 'wipe', 'reset'],
  ...[...ofDevices, ...ofTheApp],
]);
/** Much is asked there of each account, or nothing of it. */
const isLarge = (id: string): boolean =>
  id.startsWith('sync-') || id === 'change-device' || [...ofDevices, ...ofTheApp].includes(id);
function readersOf({ id, mode }: Shelf): [who: string, context: Context][] {
  const cutIn = cutInContexts[id];
  if (cutIn) return Object.entries(cutIn);
  const readers = Object.entries(contexts).filter(([, context]) => context.mode === mode);
  return isLarge(id) ? readers.slice(0, 1) : readers;
}

/** Where a reader may come to in a flow. */
export interface Reached {
  shelf: Pick<Shelf, 'id' | 'mode'>;
  who: string;
  state: AnyState;
}

export const readers: Record<string, Context> = {
  ...contexts,
  ...Object.assign({}, ...Object.values(cutInContexts)),
  'page that keeps nothing': keepsNothing,
  'page without https': insecurePage,
};
export const flowOf = async ({ source: { flow } }: Shelf): Promise<AnyFlow> =>
  typeof flow === 'function' ? await flow() : flow;

/** Everywhere in the usual flows where a screen is another one, in any language. */
export async function everywhere(): Promise<Reached[]> {
  for (const locale of locales)
    if (locale !== sourceLocale) await loadWords(locale, Object.keys(chunks[locale]) as ChunkName[]);
  const found: Reached[] = [];
  for (const shelf of everyFlow.filter(({ id }) => drawn.has(id))) {
    const all = isLarge(shelf.id)
      ? fewAccounts.slice(1, 3)
      : [...Object.values(accounts.shared), ...Object.values(accounts['app before mail']), account];
    found.push(
      ...(await reached(shelf, readersOf(shelf), all, (flow, state, context) =>
        JSON.stringify(locales.map((locale) => screenOf(flow, state, { ...context, locale }))),
      )),
    );
  }
  return found;
}

/** Each state of one flow in which `looks` is another one: for some `readers` who may have any of the accounts. */
async function reached(
  shelf: Shelf,
  readers: [who: string, context: Context][],
  accounts: typeof fewAccounts,
  looks: (flow: AnyFlow, state: AnyState, context: Context, screen: AnyScreen) => string,
): Promise<Reached[]> {
  const flow = await flowOf(shelf);
  const { id, mode } = shelf;
  const found = new Map<string, Reached>();
  for (const [who, context] of readers)
    for (const { state, screen } of walk(flow, context, { accounts }).nodes)
      found.set(looks(flow, state, context, screen), { shelf: { id, mode }, who, state });
  return [...found.values()];
}

const isTransfer = (id: string): boolean => /^sync-|^change-device$/.test(id);
/** These take a flow to each of its states, with the readers below. */
const situations = [
  ...(['fresh', 'mail set up', 'app pending', 'three devices', 'key renewed', 'device without mail'] as const).map(
    (name) => accounts.shared[name],
  ),
  accounts['per-device']['one device'],
  fewAccounts.at(-1)!,
  newerAccount,
];

/** What each flow shows. Screens of one state that differ in data only, or in which refusal they tell, are shown once. */
export async function usually(): Promise<Reached[]> {
  const found: Reached[] = [];
  for (const shelf of everyFlow) {
    const { id, mode } = shelf;
    const readers = Object.entries({
      ...contexts,
      ...(id === 'pair-there' && { 'page that keeps nothing': keepsNothing, 'page without https': insecurePage }),
    });
    const all = id === 'pair-give' ? [...situations, twoBrowsers] : situations;
    const able = cutInContexts[id] ? readersOf(shelf) : readers.filter(([, context]) => context.mode === mode);
    found.push(
      ...(await reached(shelf, isTransfer(id) ? able.slice(0, 1) : able, all, (_, { at }, __, screen) =>
        outlineOf(at, screen),
      )),
    );
  }
  return found;
}

const outlineOf = (at: string, { kind, heading, alert }: AnyScreen): string =>
  JSON.stringify([at, kind, heading, alert && ('refusal' in alert ? alert.refusal.why : alert.tone)]);

/** Secrets keep silent when they are written out; these are samples, and a screen with a key has to show one. */
export const writeReached = (found: Reached[]): string =>
  JSON.stringify(found, function (this: Record<string, unknown>, name, value: unknown) {
    const own = this[name];
    return own instanceof Secret ? { sample: own.reveal() } : value;
  });
export const readReached = (text: string): Reached[] =>
  JSON.parse(text, (_, value: unknown) => {
    const isSample = typeof value === 'object' && value !== null && Object.keys(value).join() === 'sample';
    return isSample ? new Secret((value as { sample: string }).sample) : value;
  }) as Reached[];

import '../../src/elements/define/countdown.ts';
import { render, type CSSResult, type LitElement } from 'lit';
import { FlowElement } from '../../src/elements/flow-element.ts';
import type { FlowSource } from '../../src/elements/flow-source.ts';
import { renderFrame } from '../../src/elements/frame.ts';
import { interruptions } from '../../src/elements/interruptions.ts';
import { usualSources } from '../../src/elements/flow-sources.ts';
import { guideSources, moreSources } from '../../src/elements/more-flow-sources.ts';
import { listViews } from '../../src/elements/steps/list-views.ts';
import { pairViews } from '../../src/elements/steps/pair-views.ts';
import { saveCodesViews } from '../../src/elements/steps/save-codes.ts';
import { simpleViews } from '../../src/elements/steps/simple.ts';
import type { AnyStep } from '../../src/elements/steps/view.ts';
import { refusalWords } from '../../src/flows/refusal-words.ts';
import { chunks, type ChunkName } from './chunks.ts';
import { loadWords } from '../../src/localization/load.ts';
import { locales, type Locale } from '../../src/localization/languages.ts';
import type { Context } from '../../src/flows/machine.ts';
import { accounts, contexts, fewAccounts, keepsNothing, cutInContexts, newerAccount } from '../flows/samples.ts';
import { walk } from '../flows/walk.ts';

/** A screen as a flow describes it. */
export interface Screen {
  /** `flow/state, language, for whom` */
  name: string;
  state: string;
  locale: Locale;
  step: AnyStep;
}

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
  ...shelves('backed', { ...usualSources, ...moreSources, ...interruptions }),
  ...shelves('guide', { ...moreSources, ...guideSources }),
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

/** Every screen that the usual flows can show, once in each language. */
export async function allScreens(languages: readonly Locale[] = locales): Promise<Screen[]> {
  const screens: Screen[] = [];
  for (const shelf of everyFlow.filter(({ id }) => drawn.has(id)))
    for (const locale of languages) {
      const all = isLarge(shelf.id)
        ? fewAccounts.slice(1, 3)
        : [...Object.values(accounts.shared), ...Object.values(accounts['app before mail']), account];
      screens.push(...(await screensOf(shelf, locale, readersOf(shelf), all)));
    }
  return once(screens);
}

const once = (screens: Screen[]): Screen[] => [
  ...new Map(screens.map((screen) => [`${screen.locale} ${JSON.stringify(screen.step)}`, screen])).values(),
];

/** The screens of one flow: those of some `readers` who may have any of the accounts. */
async function screensOf(
  { source: { flow: found } }: Shelf,
  locale: Locale,
  readers: [who: string, context: Context][],
  all: typeof fewAccounts,
): Promise<Screen[]> {
  await loadWords(locale, Object.keys(chunks.ja) as ChunkName[]);
  const flow = typeof found === 'function' ? await found() : found;
  return readers.flatMap(([who, context]) =>
    walk(flow, { ...context, locale }, { accounts: all }).nodes.map(({ at, step }) => ({
      name: `${flow.id}/${at}, ${locale}, ${who}`,
      state: at,
      locale,
      step,
    })),
  );
}

const isTransfer = (id: string): boolean => /^sync-|^change-device$/.test(id);
/** These take a flow to each of its states, with the readers below. */
const situations = [
  ...(['fresh', 'mail set up', 'app pending', 'one device', 'key renewed', 'device without mail'] as const).map(
    (name) => accounts.shared[name],
  ),
  accounts['per-device']['one device'],
  fewAccounts.at(-1)!,
  newerAccount,
];

/** What a flow shows. Screens of one state that differ in data only, or in which refusal they tell, are shown once. */
export async function usualScreens(shelf: Shelf, locale: Locale): Promise<Screen[]> {
  const { id, mode } = shelf;
  const readers = Object.entries({
    ...contexts,
    ...(id === 'pair-there' && { 'page that keeps nothing': keepsNothing }),
  });
  const able = cutInContexts[id] ? readersOf(shelf) : readers.filter(([, context]) => context.mode === mode);
  const screens = await screensOf(shelf, locale, isTransfer(id) ? able.slice(0, 1) : able, situations);
  return [...new Map(screens.map((screen) => [outlineOf(screen), screen])).values()];
}

const outlineOf = ({ state, step: { kind, heading, alert } }: Screen): string =>
  JSON.stringify([state, kind, heading, alert && ('refusal' in alert ? alert.refusal.why : alert.tone)]);

const views = { ...simpleViews, ...saveCodesViews, ...pairViews, ...listViews, refusal: refusalWords };
const sheets = (
  [FlowElement.styles, pairViews.styles!, listViews.styles!, saveCodesViews.styles!].flat(2) as CSSResult[]
).map(({ styleSheet }) => styleSheet!);

/** Draws a screen into `host` as the element does; resolves when its QR code is there, too. */
export async function draw({ locale, step }: Screen, host: HTMLElement): Promise<ShadowRoot> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  const helpDesk = { flow: 'x', step: 'x', locale, problems: [], clockAheadMs: undefined };
  const view = { views, locale, helpDesk, send: () => undefined, refresh: () => undefined };
  render(renderFrame(step, view), root);
  for (const each of root.querySelectorAll<LitElement>(
    'mfa-qr-code, mfa-copy-button, mfa-countdown, mfa-key-reader, mfa-live-code, mfa-time-left',
  ))
    await each.updateComplete;
  return root;
}

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
import { locales, withLocale, type Locale } from '../../src/localization/msg.ts';
import type { Context } from '../../src/flows/machine.ts';
import { accounts, contexts, fewAccounts, refusalContexts } from '../flows/samples.ts';
import { walk } from '../flows/walk.ts';

/** A screen as a flow describes it. */
export interface Screen {
  /** `flow/state, language, for whom` */
  name: string;
  locale: Locale;
  step: AnyStep;
}

/** Long names and addresses are where a narrow screen breaks. */
const { 'three devices': account } = structuredClone(accounts.shared);
account.devices[0]!.name = 'x'.repeat(64);
account.mail!.address = `t***@${'very-long-name-of-a-department.'.repeat(3)}example.ac.jp`;

/** The other transfers differ in words only. */
const { 'app-browser': appBrowser, 'sync-smartphone-browser': toBrowser, overview, sync, wipe, reset } = moreSources;
const ofDevices = ['devices', 'remove-device', 'renew-key', 'recovery-codes', 'check-code'] as const;
const ofTheApp = [
  ...(['app-here', 'authenticator', 'authenticator-access', 'authenticator-add'] as const),
  ...(['authenticator-export', 'authenticator-locks', 'pair-here', 'pair-give', 'pair-there'] as const),
];
const forBackEnd: FlowSource[] = [
  ...Object.values<FlowSource>(usualSources),
  ...[appBrowser, toBrowser, overview, sync, wipe, reset],
  ...[...ofDevices, ...ofTheApp].map((id) => moreSources[id]),
  ...Object.values(interruptions),
];
const forGuide: FlowSource[] = [...Object.values<FlowSource>(guideSources), toBrowser, sync];
const sources = [
  ...forBackEnd.map(({ flow }) => ({ source: flow, mode: 'backed' })),
  ...forGuide.map(({ flow }) => ({ source: flow, mode: 'guide' })),
];
/** Much is asked there of each account, or nothing of it. */
const isLarge = (id: string): boolean =>
  id.startsWith('sync-') || [...ofDevices, ...ofTheApp].some((each) => each === id);
function readersOf(id: string, mode: string): [who: string, context: Context][] {
  if (id === 'trouble') return Object.entries(refusalContexts);
  const readers = Object.entries(contexts).filter(([, context]) => context.mode === mode);
  return isLarge(id) ? readers.slice(0, 1) : readers;
}

/** Every screen that any flow can show, once in each language. */
export async function allScreens(): Promise<Screen[]> {
  await Promise.all(locales.map((locale) => loadWords(locale, Object.keys(chunks.ja) as ChunkName[])));
  const screens = new Map<string, Screen>();
  for (const { source, mode } of sources) {
    const flow = typeof source === 'function' ? await source() : source;
    for (const [who, context] of readersOf(flow.id, mode)) {
      for (const locale of locales) {
        const all = isLarge(flow.id)
          ? fewAccounts.slice(1, 3)
          : [...Object.values(accounts.shared), ...Object.values(accounts['app before mail']), account];
        for (const { at, step } of walk(flow, { ...context, locale }, all).nodes)
          screens.set(`${locale} ${JSON.stringify(step)}`, {
            name: `${flow.id}/${at}, ${locale}, ${who}`,
            locale,
            step,
          });
      }
    }
  }
  return [...screens.values()];
}

const views = { ...simpleViews, ...saveCodesViews, ...pairViews, ...listViews, refusal: refusalWords };
const sheets = (
  [FlowElement.styles, pairViews.styles!, listViews.styles!, saveCodesViews.styles!].flat(2) as CSSResult[]
).map(({ styleSheet }) => styleSheet!);

/** Draws a screen into `host` as the element does, everything unfolded; resolves when its QR code is there, too. */
export async function draw({ locale, step }: Screen, host: HTMLElement): Promise<ShadowRoot> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  const helpDesk = { flow: 'x', step: 'x', locale, problems: [], clockAheadMs: undefined };
  const view = { views, locale, helpDesk, send: () => undefined, refresh: () => undefined };
  withLocale(locale, () => render(renderFrame(step, view), root));
  for (const details of root.querySelectorAll('details')) details.open = true;
  for (const each of root.querySelectorAll<LitElement>(
    'mfa-qr-code, mfa-copy-button, mfa-countdown, mfa-key-reader, mfa-live-code, mfa-time-left',
  ))
    await each.updateComplete;
  return root;
}

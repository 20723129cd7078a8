import '../../src/screens/define/countdown.ts';
import { render, type CSSResult, type LitElement } from 'lit';
import { FlowElement } from '../../src/elements/flow-element.ts';
import { renderFrame } from '../../src/screens/frame.ts';
import { listViews } from '../../src/screens/kinds/list-views.ts';
import { pairViews } from '../../src/screens/kinds/pair-views.ts';
import { saveCodesViews } from '../../src/screens/kinds/save-codes.ts';
import { simpleViews } from '../../src/screens/kinds/simple.ts';
import type { ReaderState } from '../../src/flows/reading/reader-state.ts';
import type { AnyScreen } from '../../src/screens/kinds/view.ts';
import { screenOf } from '../../src/flows/machine/machine.ts';
import { refusalWords } from '../../src/flows/common/refusal-words.ts';
import { sourceLocale, type Locale } from '../../src/localization/languages.ts';
import { loadWords } from '../../src/localization/load.ts';
import { chunks, type ChunkName } from './chunks.ts';
import { everyFlow, flowOf, readers, type Reached } from './reached-states.ts';

/** A screen as a flow describes it. */
export interface Scene {
  /** `flow/state, language, for whom` */
  name: string;
  state: string;
  locale: Locale;
  screen: AnyScreen;
  /** Where the reader of keys on it is, in place of its beginning. */
  reader?: ReaderState;
}

/** What is said where a flow leads to. */
export async function screensOf(found: readonly Reached[], locale: Locale): Promise<Scene[]> {
  if (locale !== sourceLocale) await loadWords(locale, Object.keys(chunks[locale]) as ChunkName[]);
  const flows = await Promise.all(
    everyFlow.map(async (shelf) => [`${shelf.mode} ${shelf.id}`, await flowOf(shelf)] as const),
  );
  const byShelf = new Map(flows);
  return found.map(({ shelf: { id, mode }, who, state }) => ({
    name: `${id}/${state.at}, ${locale}, ${who}`,
    state: state.at,
    locale,
    screen: screenOf(byShelf.get(`${mode} ${id}`)!, state, { ...readers[who]!, locale }),
  }));
}

const views = { ...simpleViews, ...saveCodesViews, ...pairViews, ...listViews, refusal: refusalWords };
const sheets = (
  [FlowElement.styles, pairViews.styles!, listViews.styles!, saveCodesViews.styles!].flat(2) as CSSResult[]
).map(({ styleSheet }) => styleSheet!);

/** Draws a screen into `host` as the element does; resolves when its QR code is there, too. */
export async function draw({ locale, screen, reader }: Scene, host: HTMLElement): Promise<ShadowRoot> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  const helpDesk = { flow: 'x', step: 'x', locale, problems: [], clockAheadMs: undefined };
  const view = { views, locale, helpDesk, send: () => undefined, refresh: () => undefined };
  render(renderFrame(screen, view), root);
  for (const each of root.querySelectorAll<LitElement>(
    'mfa-qr-code, mfa-copy-button, mfa-countdown, mfa-key-reader, mfa-live-code, mfa-time-left',
  ))
    await each.updateComplete;
  const keys = root.querySelector('mfa-key-reader');
  if (keys && reader) keys.state = reader;
  await keys?.updateComplete;
  return root;
}

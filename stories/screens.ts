import type { Parameters } from '@storybook/web-components-vite';
import { css, html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Locale } from '../src/localization/languages.ts';
import { localeFor } from '../src/localization/msg.ts';
import reached from 'virtual:reached-states';
import { draw, screensOf as screensIn, type Scene } from '../test/support/gallery.ts';
import { readReached, type Reached } from '../test/support/reached-states.ts';

/** In which language the toolbar wants screens; the pseudo-language takes the place of English. */
const localeOf = (globals: Record<string, unknown>): Locale => localeFor(String(globals['language']));

const states = readReached(reached);

/** What a flow shows, in the language of the toolbar. */
export const screensOf = ({ id, mode }: Reached['shelf'], globals: Record<string, unknown>): Promise<Scene[]> =>
  screensIn(
    states.filter(({ shelf }) => shelf.id === id && shelf.mode === mode),
    localeOf(globals),
  );

/** These have every kind of screen between them; codes are compared by eye where there is no back end. */
const shelves: Reached['shelf'][] = [
  ...[
    'choose',
    'mail',
    'app-smartphone',
    'sync-smartphone-browser',
    'devices',
    'recovery-codes',
    'pair-here',
    'pair-give',
  ].map((id) => ({ id, mode: 'backed' as const })),
  { id: 'app-browser', mode: 'guide' },
];

export async function screensOfEveryKind(globals: Record<string, unknown>): Promise<Scene[]> {
  return (await Promise.all(shelves.map((shelf) => screensOf(shelf, globals)))).flat();
}

let drawing: Promise<unknown>[] = [];

/**
 * Screens one below another, each named by what is special about it, on elements of a class if one is given. Nothing on
 * them leads anywhere.
 */
export function renderScreens(screens: { name: string; screen: Scene }[], theme = ''): TemplateResult {
  drawing = [];
  if (!screens.length)
    return html`<p>Nothing: only another of the transfers comes to this state, or one with a back end.</p>`;
  return html`<div class="states">
    ${screens.map(
      ({ name, screen }) => html`
        <section aria-label=${name}>
          <h1>${name}</h1>
          <div class=${theme} ${ref((host) => void (host && drawing.push(drawLater(screen, host as HTMLElement))))}></div>
        </section>
      `,
    )}
  </div>`;
}

/** Rows beyond the window have a size that is guessed, and axe would take it for the true one. */
const unrolled = css`
  .rows li {
    content-visibility: visible;
  }
`.styleSheet!;

/** After the host is on the page: until then its elements wait to be connected. */
async function drawLater(screen: Scene, host: HTMLElement): Promise<void> {
  await Promise.resolve();
  const root = await draw(screen, host);
  root.adoptedStyleSheets.push(unrolled);
}

/** Resolves when the screens are drawn, with their QR codes. */
export const drawn = (): Promise<unknown> => Promise.all(drawing);

/** For stories of such screens. */
export const pictures: Parameters = {
  // The panel would draw each a second time, beside the page.
  docs: { source: { type: 'code' } },
  // Each screen is a landmark, and several are on a page here.
  a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
};

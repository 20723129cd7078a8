import { LitElement, type CSSResult } from 'lit';
import type { Dress } from '../flow-table/source.ts';
import type { Locale } from '../localization/languages.ts';
import { loadWords, type ChunkName } from '../localization/load.ts';
import { localeFor } from '../localization/msg.ts';
import { simpleViews } from '../screens/kinds/simple.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';
import type { Shown } from '../runner/runner.ts';
import { tell } from './events.ts';
import { LanguageController } from './language-controller.ts';

/** Parts whose download can fail. */
type Missable = 'words' | 'flow';

/**
 * An element with words, views and styles for its screens; each flow brings what its screens need.
 *
 * Owns: loading them, in the language around the element. Does not own: which flow is shown.
 */
export abstract class DressedElement extends LitElement {
  protected views: ScreenViews = simpleViews;
  /** The language that is spoken: the last one whose words are here. */
  protected locale: Locale | undefined;
  /** The screen as it was drawn last: made once for each drawing, for everybody who has to do with it. */
  protected shown: Shown | undefined;
  /** What is being fetched for the screens. */
  protected loading: Promise<unknown> = Promise.resolve();
  /** The last download that failed since a flow began. Missing words matter only before the first usable screen. */
  protected missed: Missable | undefined;
  readonly #language = new LanguageController(this, () => void this.load(this.#speak()));
  readonly #words = new Set<ChunkName>(['frame']);

  /**
   * Keeps whoever waits for `loading` waiting. A file that does not arrive leaves the screen as it is, to be asked for
   * again. Firefox before 155 does that only on a page that is loaded anew
   * (https://github.com/whatwg/html/pull/10327), so people are told.
   */
  protected load<Work extends Promise<unknown>>(work: Work, what: Missable = 'words'): Work {
    this.loading = Promise.all([
      this.loading,
      work.catch(() => {
        tell(this, 'mfa-error', { code: 'offline' });
        this.missed = what;
        this.requestUpdate();
      }),
    ]);
    return work;
  }

  /** The language around the element: spoken as soon as its words are here. */
  protected get reading(): Locale {
    return localeFor(this.#language.tag);
  }

  protected async dress({ views, words }: Dress): Promise<void> {
    for (const name of words) this.#words.add(name);
    const [more] = await Promise.all([views?.(), this.#speak()]);
    if (!this.views.guard && more?.guard) this.addController(more.guard(this, () => !!this.shown?.unfinished));
    this.views = { ...this.views, ...more };
    for (const sheet of more?.styles ?? []) wear(this.renderRoot as ShadowRoot, sheet);
    this.requestUpdate();
  }

  /** Loads the words for the language around the element; the old ones stay until the new ones are here. */
  async #speak(): Promise<void> {
    const locale = this.reading;
    await loadWords(locale, [...this.#words]);
    if (this.reading !== locale) return;
    this.locale = locale;
    this.requestUpdate();
  }
}

function wear(root: ShadowRoot, { styleSheet }: CSSResult): void {
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}

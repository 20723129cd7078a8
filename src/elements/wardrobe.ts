import type { CSSResult, LitElement } from 'lit';
import type { Dress } from '../flow-table/source.ts';
import type { Locale } from '../localization/languages.ts';
import { loadWords, type ChunkName } from '../localization/load.ts';
import { localeFor } from '../localization/msg.ts';
import { simpleViews } from '../screens/kinds/simple.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';
import { tell } from './events.ts';
import { LanguageController } from './language-controller.ts';

/** Parts whose download can fail. */
type Missable = 'words' | 'flow';

/**
 * Words, views and styles for the screens of one element; each flow brings what its screens need.
 *
 * Owns: loading them, in the language around the element. Does not own: which flow is shown.
 */
export class Wardrobe {
  views: ScreenViews = simpleViews;
  /** The language that is spoken: the last one whose words are here. */
  locale: Locale | undefined;
  /** Whether the screen as drawn last would lose something if the person left. */
  isUnfinished = false;
  /** What is being fetched for the screens. */
  loading: Promise<unknown> = Promise.resolve();
  /** The last download that failed since a flow began. Missing words matter only before the first usable screen. */
  missed: Missable | undefined;
  readonly #host: LitElement;
  readonly #language: LanguageController;
  readonly #words = new Set<ChunkName>(['frame']);

  constructor(host: LitElement) {
    this.#host = host;
    this.#language = new LanguageController(host, () => this.load(this.#speak()));
  }

  /**
   * Keeps whoever waits for `loading` waiting. A file that does not arrive leaves the screen as it is, to be asked for
   * again. Firefox before 155 does that only on a page that is loaded anew
   * (https://github.com/whatwg/html/pull/10327), so people are told.
   */
  load(work: Promise<unknown>, what: Missable = 'words'): void {
    this.loading = Promise.all([
      this.loading,
      work.catch(() => {
        tell(this.#host, 'mfa-error', { code: 'offline' });
        this.missed = what;
        this.#host.requestUpdate();
      }),
    ]);
  }

  /** The language around the element: spoken as soon as its words are here. */
  get reading(): Locale {
    return localeFor(this.#language.tag);
  }

  async dress({ views, words }: Dress): Promise<void> {
    for (const name of words) this.#words.add(name);
    const [more] = await Promise.all([views?.(), this.#speak()]);
    const host = this.#host;
    if (!this.views.guard && more?.guard) host.addController(more.guard(host, () => this.isUnfinished));
    this.views = { ...this.views, ...more };
    for (const sheet of more?.styles ?? []) wear(host.renderRoot as ShadowRoot, sheet);
    host.requestUpdate();
  }

  /** Loads the words for the language around the element; the old ones stay until the new ones are here. */
  async #speak(): Promise<void> {
    const locale = this.reading;
    await loadWords(locale, [...this.#words]);
    if (this.reading !== locale) return;
    this.locale = locale;
    this.#host.requestUpdate();
  }
}

function wear(root: ShadowRoot, { styleSheet }: CSSResult): void {
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}

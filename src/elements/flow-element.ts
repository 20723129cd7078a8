import { html, type PropertyValues } from 'lit';
// Before the screens: Vite then leaves all that the first screen needs in one file (test/package/suites/budgets.ts).
import { FlowPlayer } from './flow-player.ts';
import type { Client } from '../client/client.ts';
import { sharedClient } from '../client/shared.ts';
import type { HeadersSource } from '../client/transport.ts';
import type { Dress } from '../flow-table/source.ts';
import type { OwnWords } from '../localization/languages.ts';
import { renderFrame } from '../screens/frame.ts';
import { onceGone } from '../screens/once-gone.ts';
import { controls } from '../theme/controls.styles.ts';
import { tokens } from '../theme/tokens.ts';
import { flowStyles } from './flow-element.styles.ts';
import { ScreenFollower } from './screen-follower.ts';

/**
 * What all elements that show flows have in common.
 *
 * Owns: properties, and drawing the screen at hand. Does not own: which flow is shown (player), how a screen looks (frame
 * and kinds), focus (screen follower).
 */
export abstract class FlowElement extends FlowPlayer {
  static override properties = {
    endpoint: {},
    profile: {},
    signIn: { attribute: 'sign-in' },
    flow: {},
    from: {},
    to: {},
    fragment: {},
    keepsCodes: { type: Boolean, attribute: 'keeps-codes' },
    client: { attribute: false },
    fetch: { attribute: false },
    headers: { attribute: false },
    stepUp: { attribute: false },
  };
  static override styles = [tokens, controls, flowStyles];

  /** Base address of a back end that speaks the contract; without one the element guides only. */
  declare endpoint: string | undefined;
  /** A shipped profile by name, the address of a JSON file, or (by script) an object. */
  declare profile: string | object | undefined;
  /** Where to sign in; overrides the profile. The address of this page is added as `return`. */
  declare signIn: string | undefined;
  /** Begins with this flow. */
  declare flow: string | undefined;
  /** Where the app is, and where it is wanted: `smartphone` or `browser`. */
  declare from: string | undefined;
  declare to: string | undefined;
  /** Whether keys may stay in this page's origin, which no other pages share: this browser is an app then. */
  declare keepsCodes: boolean;
  /** Name in the fragment of the address that says with which flow to begin: with `mfa`, `#mfa=mail`. */
  declare fragment: string | undefined;
  /** A client of your own in place of the one made from `endpoint`, `fetch` and `headers`. */
  declare client: Client | undefined;
  declare fetch: typeof fetch | undefined;
  /** Sent with every request: a value, or a function asked each time (bearer tokens). */
  declare headers: HeadersSource | undefined;
  /** Your own way to prove identity anew: resolves to whether the person did, and rejects where it could not be asked. */
  declare stepUp: ((signal: AbortSignal) => Promise<boolean>) | undefined;

  #follower = new ScreenFollower(this);
  /** Whether the address of the page asked for what is shown. */
  #isCalled = false;
  /** Whether the words for refusals are here or on their way. */
  #hasRefusals = false;

  /** Resolves when the first screen that can be used is shown. */
  get ready(): Promise<void> {
    return this.#follower.ready;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followLink);
    if (this.hasUpdated && !this.playing) this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followLink);
    onceGone(this, () => this.stop());
  }

  /** Begins anew with the first flow; an unfinished set-up is found again by the back end. */
  restart(): void {
    const linked = this.#linked();
    this.#isCalled = linked !== null;
    this.begin(linked ?? this.flow ?? this.firstFlow());
  }

  #linked(): string | null {
    const named = new URLSearchParams(location.hash.slice(1));
    // What another device shows as a QR code (pairing/code.ts): whoever scans it came for that.
    return named.has('mfa-pair') ? 'pair-there' : named.get(this.fragment ?? '');
  }

  #followLink = (): void => {
    const flow = this.#linked();
    // A link is pressed here, while a code is scanned elsewhere: that costs nobody what is unfinished.
    if (flow !== null && !(flow === 'pair-there' && this.shown?.unfinished)) this.restart();
  };

  protected override updated(changed: PropertyValues): void {
    if (['profile', 'endpoint', 'client'].some((name) => changed.has(name))) this.forgetInstitution();
    if (!this.isConnected) return;
    if (!this.playing || [...changed].some(([name]) => !staying.includes(name))) this.restart();
    const shown = this.shown;
    if (!shown) return;
    this.#follower.follow(shown, this.#isCalled);
    if (!this.#hasRefusals && (shown.screen.alert || shown.screen.kind.startsWith('enter-'))) {
      this.#hasRefusals = true;
      void this.load(this.dress(refusals));
    }
  }

  protected override render() {
    const { problems, playing, views, missed } = this;
    // Words are spoken only once those of a language are here.
    const shown = (this.shown = this.locale && playing?.runner?.show());
    if (missed && (!shown || shown.screen.kind === 'wait')) return cutOff;
    if (!shown) return html`<section aria-busy="true"></section>`;
    const { flow, at, screen, locale } = shown;
    const frame = renderFrame(screen, {
      views,
      locale,
      send: (event) => playing!.runner!.send(event),
      refresh: () => this.requestUpdate(),
      helpDesk: { flow, step: at, locale, problems, clockAheadMs: this.clientInUse?.clockAheadMs },
    });
    return missed === 'flow' ? [cutOff, frame] : frame;
  }

  /** What calls go through; none in guide mode. */
  protected override get clientInUse(): Client | undefined {
    const { client, endpoint, fetch, headers } = this;
    return client ?? (endpoint ? sharedClient({ endpoint, fetch, headers }, this.baseURI) : undefined);
  }
}

/** What may change while a flow is under way. */
const staying: PropertyKey[] = ['signIn', 'keepsCodes', 'stepUp'];

/** In every language, since the words may be what is missing. */
const reload: OwnWords = { en: 'Please reload this page.', ja: '再読み込みしてください。' };
const cutOff = html`<p role="alert">${Object.entries(reload).map(([lang, text]) => [html`<span lang=${lang}>${text}</span>`, ' '])}</p>`;

/**
 * The words that explain what went wrong. They are fetched when a screen asks for something, so that they are here if
 * the network goes.
 */
const refusals: Dress = {
  words: ['refusals', 'interruptions'],
  async views() {
    const views = import('../screens/kinds/refusal-views.ts').then(({ refusalViews }) => refusalViews);
    return (await Promise.all([views, import('../flow-table/interruptions.ts')]))[0];
  },
};

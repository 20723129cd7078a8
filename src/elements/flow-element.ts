import { html, LitElement, type CSSResult, type PropertyValues } from 'lit';
import { placeOf } from '../apps/app.ts';
import type { Client } from '../client/client.ts';
import { sharedClient } from '../client/shared.ts';
import type { HeadersSource } from '../client/transport.ts';
import { notChangingAccount } from '../contract/generated/account.ts';
import type { Account } from '../contract/types.ts';
import type { MfaError } from '../contract/mfa-error.ts';
import type { FlowId } from '../flows/machine/flow-id.ts';
import type { AnyFlow } from '../flows/machine/machine.ts';
import { loadWords, type ChunkName } from '../localization/load.ts';
import { inLanguage, type Locale, type OwnWords } from '../localization/languages.ts';
import { localeFor } from '../localization/msg.ts';
import type { Profile } from '../profiles/schema.ts';
import type { InterruptionId, Listener, Ports } from '../runner/ports.ts';
import { Runner, type Shown } from '../runner/runner.ts';
import { controls } from '../theme/controls.styles.ts';
import { tokens } from '../theme/tokens.ts';
import { tell } from './events.ts';
import { flowStyles } from './flow-element.styles.ts';
import type { Dress, FlowSource } from '../flow-table/source.ts';
import { sourceOf } from '../flow-table/source-of.ts';
import type { FlowSources } from '../flow-table/usual.ts';
import { renderFrame } from '../screens/frame.ts';
import { LanguageController } from './language-controller.ts';
import { loadProfile } from '../page/load-profile.ts';
import { onceGone } from '../screens/once-gone.ts';
import { ScreenFollower } from './screen-follower.ts';
import { signInHref } from '../page/sign-in-href.ts';
import { simpleViews } from '../screens/kinds/simple.ts';
import type { ScreenViews } from '../screens/kinds/view.ts';
import { thisDevice } from '../page/this-device.ts';

/**
 * What all elements that show flows have in common.
 *
 * Owns: configuration, the client shared with the neighbours, profile, language, one runner at a time.
 * Does not own: what happens next (flows), how a screen looks (frame and kinds), focus (screen follower).
 */
export abstract class FlowElement extends LitElement {
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
  /** Your own way to prove identity anew; resolves to whether it succeeded. */
  declare stepUp: ((signal: AbortSignal) => Promise<boolean>) | undefined;

  #language = new LanguageController(this, () => this.#load(this.#speak()));
  #follower = new ScreenFollower(this);
  #locale: Locale | undefined;
  #institution: Profile | undefined;
  #meeting: Promise<Profile> | undefined;
  #words = new Set<ChunkName>(['frame']);
  #views: ScreenViews = simpleViews;
  /** The runner on screen, and the next one until its words and views are here. */
  #runner: Runner | undefined;
  #next: Runner | undefined;
  /** The screen as it was drawn last: made once for each drawing, for everybody who has to do with it. */
  #shown: Shown | undefined;
  #offers: Account['offers'];
  /** What is being fetched for the screens. */
  #loading: Promise<unknown> = Promise.resolve();
  #starts = 0;
  #unheed: (() => void) | undefined;
  /** The last download that failed since `restart`. Missing words matter only before the first usable screen. */
  #missed: '' | Missable = '';
  /** Whether the words for refusals are here or on their way. */
  #hasRefusals = false;

  /** Where a person begins who asked for nothing else. */
  protected abstract firstFlow(): FlowId;

  /** The flows that come along with this element. */
  protected own: FlowSources = {};

  /** What else this element knows for its flows. */
  protected more: { clockAheadMs?: number } | undefined;

  /** The flow that this element shows when another one asks for `flow`: its own home, say, in place of the chooser. */
  protected instead(flow: string): string {
    return flow;
  }

  /** Resolves when the first screen that can be used is shown. */
  get ready(): Promise<void> {
    return this.#follower.ready;
  }

  /** Resolves when nothing is under way: no call, no loading, no drawing. */
  get idle(): Promise<void> {
    const loading = this.#loading;
    return loading
      .then(() => this.#runner?.idle)
      .then(() => this.updateComplete)
      .then(() => (loading === this.#loading ? undefined : this.idle));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followLink);
    if (this.hasUpdated && !this.#runner) this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followLink);
    onceGone(this, () => {
      this.#starts++;
      this.#runner?.stop();
      this.#next?.stop();
      this.#unheed?.();
      this.#runner = this.#next = undefined;
    });
  }

  /** Begins anew with the first flow; an unfinished set-up is found again by the back end. */
  restart(): void {
    this.#run(this.#linked() ?? this.flow ?? this.firstFlow());
  }

  #linked(): string | null {
    const named = new URLSearchParams(location.hash.slice(1));
    // What another device shows as a QR code (pairing/code.ts): whoever scans it came for that.
    return named.has('mfa-pair') ? 'pair-there' : named.get(this.fragment ?? '');
  }

  #followLink = (): void => {
    const flow = this.#linked();
    // A link is pressed here, while a code is scanned elsewhere: that costs nobody what is unfinished.
    if (flow !== null && !(flow === 'pair-there' && this.#shown?.unfinished)) this.restart();
  };

  protected override updated(changed: PropertyValues): void {
    if (['profile', 'endpoint', 'client'].some((name) => changed.has(name))) this.#meeting = undefined;
    if (!this.isConnected) return;
    if (this.#starts === 0 || restarting.some((name) => changed.has(name))) this.restart();
    const shown = this.#shown;
    if (!shown) return;
    this.#follower.follow(shown);
    if (!this.#hasRefusals && (shown.screen.alert || shown.screen.kind.startsWith('enter-'))) {
      this.#hasRefusals = true;
      this.#load(this.#dress(refusals));
    }
  }

  protected override render() {
    const runner = this.#runner;
    // Words are spoken only once those of a language are here.
    const shown = (this.#shown = this.#locale && runner?.show());
    if (this.#missed && (!shown || shown.screen.kind === 'wait')) return cutOff;
    if (!shown) return html`<section aria-busy="true"></section>`;
    const { flow, at, screen, locale } = shown;
    const frame = renderFrame(screen, {
      views: this.#views,
      locale,
      send: (event) => runner!.send(event),
      refresh: () => this.requestUpdate(),
      helpDesk: {
        flow,
        step: at,
        locale,
        problems: this.#follower.problems,
        clockAheadMs: this.clientInUse?.clockAheadMs,
      },
    });
    return this.#missed === 'flow' ? [cutOff, frame] : frame;
  }

  /** What calls go through; none in guide mode. */
  protected get clientInUse(): Client | undefined {
    const { client, endpoint, fetch, headers } = this;
    return client ?? (endpoint ? sharedClient({ endpoint, fetch, headers }, this.baseURI) : undefined);
  }

  /** What a neighbour changes on the account is told to the screen. */
  #heed(client: Client | undefined): void {
    this.#unheed?.();
    this.#unheed = client?.onChange(() => this.#runner?.send({ type: 'accountChanged' }));
  }

  #run(id: string, input?: object): void {
    this.#load(this.#start(this.instead(id), input), 'flow');
  }

  /**
   * Keeps `idle` waiting. A file that does not arrive leaves the screen as it is, to be asked for again. Firefox before
   * 155 does that only on a page that is loaded anew (https://github.com/whatwg/html/pull/10327), so people are told.
   */
  #load(work: Promise<void>, what?: Missable): void {
    this.#loading = Promise.all([this.#loading, work.catch(() => this.#miss(what))]);
  }

  #miss(what: Missable = 'words'): void {
    tell(this, 'mfa-error', { code: 'offline' });
    this.#missed = what;
    this.requestUpdate();
  }

  /** The old screen stays until the new one has its code, words and institution; the first call does not wait for them. */
  async #start(id: string, input: object = {}): Promise<void> {
    const start = ++this.#starts;
    this.#missed = '';
    this.#next?.stop();
    this.#next = undefined;
    const client = this.clientInUse;
    this.#heed(client);
    // The flow's own getAccount shares this answer. Where the flow calls nothing, it tells the clock and what is offered.
    if (id !== 'choose')
      void client
        ?.call('getAccount', {}, undefined, this.#reading)
        .then(({ offers }) => (this.#offers = offers))
        .catch(() => undefined)
        .then(() => this.requestUpdate());
    const find = (id: string) => sourceOf(id, !client, this.own);
    // An unknown flow falls back to the first one.
    const source = (await find(id)) ?? (await find(this.firstFlow()))!;
    const institution = this.#meetInstitution();
    await Promise.all([
      this.#dress(source),
      institution,
      // Without a back end a flow begins with the institution's rules.
      Promise.all([flowOf(source), client ? undefined : institution]).then(([flow]) => {
        if (start === this.#starts) this.#next = new Runner(flow, this.#ports(client, input), this.#listener);
      }),
    ]);
    if (start !== this.#starts) return;
    this.#runner?.stop();
    this.#runner = this.#next;
    this.#next = undefined;
    this.requestUpdate();
  }

  async #dress({ views, words }: Dress): Promise<void> {
    for (const name of words) this.#words.add(name);
    const [more] = await Promise.all([views?.(), this.#speak()]);
    if (!this.#views.guard && more?.guard) this.addController(more.guard(this, () => this.#shown?.unfinished ?? false));
    this.#views = { ...this.#views, ...more };
    for (const sheet of more?.styles ?? []) this.#wear(sheet);
    this.requestUpdate();
  }

  async #loadInterruption(id: InterruptionId): Promise<AnyFlow> {
    const source = (await import('../flow-table/interruptions.ts')).interruptions[id];
    const [flow] = await Promise.all([flowOf(source), this.#dress(source)]);
    return flow;
  }

  #wear({ styleSheet }: CSSResult): void {
    const root = this.renderRoot as ShadowRoot;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }

  /** The language around the element; what it speaks as soon as the words are here. */
  get #reading(): Locale {
    return localeFor(this.#language.tag);
  }

  /** Loads the words for the language around the element; the old ones stay until the new ones are here. */
  async #speak(): Promise<void> {
    const locale = this.#reading;
    await loadWords(locale, [...this.#words]);
    if (this.#reading !== locale) return;
    this.#locale = locale;
    this.requestUpdate();
  }

  /** The former institution stays until the new one is known. */
  async #meetInstitution(): Promise<void> {
    const meeting = (this.#meeting ??= loadProfile(this.profile, !this.clientInUse).catch(
      (error: Partial<MfaError>) => {
        tell(this, 'mfa-error', { code: error.problem?.code ?? 'offline' });
        return loadProfile(undefined);
      },
    ));
    const institution = await meeting;
    if (meeting === this.#meeting) this.#institution = institution;
  }

  #ports(client: Client | undefined, input: object): Ports {
    return {
      client,
      nowMs: () => Date.now(),
      context: () => {
        // Screens are drawn, and words spoken, only once both are here.
        const profile = this.#institution!;
        const locale = this.#locale ?? this.#reading;
        const { signIn } = profile?.links ?? {};
        return {
          mode: client ? 'backed' : 'guide',
          profile,
          locale,
          device: thisDevice(),
          can: { camera: 'mediaDevices' in navigator, vault: !!this.keepsCodes, insecure: !isSecureContext },
          from: placeOf(this.from),
          to: placeOf(this.to),
          input,
          offers: this.#offers,
          ...this.more,
          signInHref: signInHref(this.signIn ?? (signIn && inLanguage(signIn, locale))),
        };
      },
      loadInterruption: (id) => {
        const loading = this.#loadInterruption(id);
        loading.catch(() => this.#miss());
        return loading;
      },
      loadDeviceEffects: async (deliver) =>
        (await import('../page/device-ports.ts')).deviceEffects(client, () => this.#institution!, deliver),
      stepUp: this.stepUp,
    };
  }

  #listener: Listener = {
    changed: () => this.requestUpdate(),
    handOver: (flow, input) => this.#run(flow, input),
    completed: (flow, deviceId) => tell(this, 'mfa-complete', { flow, ...(deviceId && { deviceId }) }),
    stopped: (flow) => {
      if (tell(this, 'mfa-cancel', { flow, by: 'person' }, { cancelable: true })) this.#run('choose');
    },
    answered: (operation) => {
      if (!notChangingAccount.includes(operation)) tell(this, 'mfa-change', { change: operation });
    },
    failed: ({ code }) => {
      this.#follower.problems.push(code);
      tell(this, 'mfa-error', { code });
    },
  };
}

/** Parts whose download can fail. */
type Missable = 'words' | 'flow';

const restarting = ['endpoint', 'client', 'fetch', 'headers', 'profile', 'flow', 'from', 'to', 'fragment'];

/** In every language, since the words may be what is missing. */
const reload: OwnWords = { en: 'Please reload this page.', ja: '再読み込みしてください。' };
const cutOff = html`<p role="alert">${Object.entries(reload).map(([lang, text]) => [html`<span lang=${lang}>${text}</span>`, ' '])}</p>`;

const flowOf = async ({ flow }: FlowSource): Promise<AnyFlow> => (typeof flow === 'function' ? flow() : flow);

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

import { html, LitElement, type PropertyValues } from 'lit';
import { sharedClient } from '../client/shared.ts';
import type { Client } from '../client/client.ts';
import type { HeadersSource } from '../client/transport.ts';
import { MfaError } from '../contract/mfa-error.ts';
import type { Problem } from '../contract/problem-codes.ts';
import type { FlowId } from '../flows/flow-id.ts';
import type { AnyFlow, Context } from '../flows/machine.ts';
import { loadWords, type ChunkName } from '../localization/load.ts';
import { localeFor, withLocale, type Locale } from '../localization/msg.ts';
import type { Profile } from '../profiles/schema.ts';
import type { InterruptionId } from '../runner/ports.ts';
import { Runner } from '../runner/runner.ts';
import { controls } from '../theme/controls.styles.ts';
import { tokens } from '../theme/tokens.ts';
import { version } from '../version.ts';
import { tell } from './events.ts';
import { flowStyles } from './flow-element.styles.ts';
import type { FlowSource } from './flow-source.ts';
import { renderFrame } from './frame.ts';
import { LanguageController } from './language-controller.ts';
import { loadProfile } from './load-profile.ts';
import { signInHref } from './sign-in-href.ts';
import { simpleViews } from './steps/simple.ts';
import { stepStyles } from './steps/steps.styles.ts';
import type { StepViews } from './steps/view.ts';
import { thisDevice } from './this-device.ts';

/**
 * What all elements that show flows have in common.
 *
 * Owns: configuration, the client shared with the neighbours, language, profile, one runner at a time, focus, events.
 * Does not own: what happens next (flows), how a screen looks (frame and steps).
 */
export abstract class FlowElement extends LitElement {
  static override properties = {
    endpoint: {},
    profile: {},
    signIn: { attribute: 'sign-in' },
    client: { attribute: false },
    fetch: { attribute: false },
    headers: { attribute: false },
    stepUp: { attribute: false },
  };
  static override styles = [tokens, controls, flowStyles, stepStyles];

  /** Base address of a back end that speaks the contract; without one the element guides only. */
  declare endpoint: string | undefined;
  /** A shipped profile by name, the address of a JSON file, or (by script) an object. */
  declare profile: string | object | undefined;
  /** Where to sign in; overrides the profile. The address of this page is added as `return`. */
  declare signIn: string | undefined;
  /** A client of your own in place of the one made from `endpoint`, `fetch` and `headers`. */
  declare client: Client | undefined;
  declare fetch: typeof fetch | undefined;
  /** Sent with every request: a value, or a function asked each time (bearer tokens). */
  declare headers: HeadersSource | undefined;
  /** Your own way to prove identity anew; resolves to whether it succeeded. */
  declare stepUp: ((signal: AbortSignal) => Promise<boolean>) | undefined;

  /** Resolves when the first screen that can be used is shown. */
  readonly ready: Promise<void>;

  #becomeReady!: () => void;
  #language = new LanguageController(this, () => void this.#speak());
  #locale: Locale | undefined;
  #institution: Profile | undefined;
  #runner: Runner | undefined;
  #starting: Promise<void> = Promise.resolve();
  #shownScreen = '';
  #wordsFor: readonly ChunkName[] = ['frame'];
  #views: StepViews = simpleViews;
  #problems: Problem['code'][] = [];
  #isCopied = false;
  #mayLeave = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    this.ready = new Promise((resolve) => (this.#becomeReady = resolve));
  }

  /** Where a person begins. */
  protected abstract firstFlow(): FlowId;
  protected abstract readonly flows: Record<FlowId, FlowSource>;
  protected abstract readonly interruptions: Record<InterruptionId, FlowSource>;

  /** Resolves when nothing is under way: no call, no loading, no drawing. */
  get idle(): Promise<void> {
    return this.#starting
      .then(() => this.#runner?.idle)
      .then(() => this.updateComplete)
      .then(() => undefined);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#beforeUnload);
    if (this.hasUpdated) this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#beforeUnload);
    this.#end();
  }

  /** Begins anew with the first flow; an unfinished set-up is found again by the back end. */
  restart(): void {
    this.#run(this.firstFlow());
  }

  protected override firstUpdated(): void {
    this.restart();
  }

  protected override updated(changed: PropertyValues): void {
    const isNewHost = ['endpoint', 'client', 'fetch', 'headers', 'profile'].some((name) => changed.has(name));
    if (isNewHost && this.#shownScreen) {
      this.#institution = undefined;
      this.restart();
    }
    this.#focusNewScreen();
    this.#tick();
  }

  protected override render() {
    const locale = this.#locale;
    if (!this.#runner || !this.#institution || !locale) return html`<main aria-busy="true"></main>`;
    return withLocale(locale, () => {
      const { flow, at, step } = this.#runner!.shown;
      return renderFrame(step, {
        views: this.#views,
        locale,
        send: (event) => this.#runner?.send(event),
        nowMs: Date.now(),
        copy: this.#copy,
        isCopied: this.#isCopied,
        leaveForApp: this.#leaveForApp,
        helpDesk: {
          version,
          flow,
          step: at,
          lastProblems: this.#problems,
          clockAheadMs: this.#client?.clockAheadMs,
          locale,
          nowMs: Date.now(),
        },
      });
    });
  }

  get #client(): Client | undefined {
    if (this.client) return this.client;
    const { endpoint, fetch, headers } = this;
    return endpoint ? sharedClient({ endpoint, fetch, headers }) : undefined;
  }

  #run(id: FlowId): void {
    this.#end();
    const source = this.flows[id];
    const client = this.#client;
    // Fetched while code and words are still on their way; the flow's own call shares this answer.
    if (client) void client.call('getAccount', {}).catch(() => undefined);
    this.#starting = Promise.all([this.#load(source), this.#loadInstitution()]).then(([flow]) => {
      if (!this.isConnected || this.flows[id] !== source) return;
      this.#runner = new Runner(
        flow,
        {
          client,
          nowMs: () => Date.now(),
          context: () => this.#context(client),
          loadInterruption: (interruption) => this.#loadInterruption(interruption),
          findDelta: async (key, code, nowMs) => (await import('./find-delta.ts')).findDeltaNearby(key, code, nowMs),
          stepUp: this.stepUp,
        },
        {
          changed: () => this.#changed(),
          handOver: (flowId) => this.#run(flowId),
          completed: (done, deviceId) => tell(this, 'mfa-complete', { flow: done, ...(deviceId && { deviceId }) }),
          stopped: (stopped) => {
            if (tell(this, 'mfa-cancel', { flow: stopped, by: 'person' }, { cancelable: true })) this.#run('choose');
          },
          failed: ({ code }) => {
            this.#problems = [...this.#problems.slice(-4), code];
            tell(this, 'mfa-error', { code });
          },
        },
      );
      this.#changed();
    });
  }

  #end(): void {
    this.#runner?.stop();
    this.#runner = undefined;
    this.#unsubscribe?.();
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  async #loadInstitution(): Promise<void> {
    try {
      this.#institution ??= await loadProfile(this.profile);
    } catch (error) {
      if (!(error instanceof MfaError)) throw error;
      tell(this, 'mfa-error', { code: error.problem.code });
      this.#institution = await loadProfile(undefined);
    }
  }

  async #loadInterruption(id: InterruptionId): Promise<AnyFlow> {
    return this.#load(this.interruptions[id]);
  }

  async #load({ load, views, words }: FlowSource): Promise<AnyFlow> {
    this.#wordsFor = [...new Set([...this.#wordsFor, ...words])];
    const [flow, more] = await Promise.all([load(), views(), this.#speak()]);
    this.#views = { ...this.#views, ...more };
    return flow;
  }

  /** Loads the words for the language around the element; the old ones stay until the new ones are here. */
  async #speak(): Promise<void> {
    const locale = localeFor(this.#language.tag);
    await loadWords(locale, this.#wordsFor);
    if (localeFor(this.#language.tag) !== locale) return;
    this.#locale = locale;
    this.requestUpdate();
  }

  #context(client: Client | undefined): Omit<Context, 'nowMs' | 'clockAheadMs'> {
    const profile = this.#institution!;
    const locale = this.#locale!;
    return {
      mode: client ? 'backed' : 'guide',
      profile,
      locale,
      device: thisDevice(),
      signInHref: signInHref(this.signIn ?? profile.links.signIn?.[locale] ?? profile.links.signIn?.en),
    };
  }

  #changed(): void {
    this.#isCopied = false;
    this.requestUpdate();
  }

  /** A new screen begins at its heading; a refusal on the same screen brings the person back to the field. */
  #focusNewScreen(): void {
    const shown = this.#runner?.shown;
    if (!shown || !this.#institution || !this.#locale) return;
    const screen = `${shown.flow}/${shown.screen}`;
    const isUsable = shown.step.kind !== 'wait';
    if (screen !== this.#shownScreen) {
      const isFirst = !this.#shownScreen;
      if (isUsable) this.#shownScreen = screen;
      if (isUsable) tell(this, 'mfa-step', { flow: shown.flow, step: shown.screen });
      if (isFirst && isUsable) this.#announceReady();
      if (!isFirst && isUsable) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } else if (shown.step.alert?.tone === 'error' && !shown.step.busy) {
      const field = this.renderRoot.querySelector<HTMLInputElement>('input');
      if (field && this.shadowRoot?.activeElement !== field) field.select();
    }
  }

  #announceReady(): void {
    tell(this, 'mfa-ready', {});
    this.#becomeReady();
  }

  /** Draws each second while the screen counts down, and only then. */
  #tick(): void {
    const step = this.#runner?.shown.step;
    const until = step?.kind === 'enter-code' ? Math.max(step.lockedUntilMs ?? 0, step.again?.fromMs ?? 0) : 0;
    if (until > Date.now()) {
      this.#ticking ??= setInterval(() => this.requestUpdate(), 1000);
    } else {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  #copy = async (text: string): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText(text);
      this.#isCopied = true;
      this.requestUpdate();
    } catch {
      return false;
    }
    return true;
  };

  /** Opening an app is a navigation, too, but not away from here. */
  #leaveForApp = (): void => {
    this.#mayLeave = true;
    setTimeout(() => (this.#mayLeave = false), 1000);
  };

  #beforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#runner?.shown.unfinished && !this.#mayLeave) event.preventDefault();
  };
}

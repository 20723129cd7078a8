import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { page } from '../../core/page.ts';
import type { KeySource } from '../../flows/machine/effects.ts';
import { listOf, nextOf, screenOf, startOf } from '../../flows/machine/machine.ts';
import type { Action } from '../../flows/machine/screen.ts';
import { reader } from '../../flows/reading/reader.ts';
import { isWorking } from '../../flows/reading/reader-screen.ts';
import type { Inside, ReaderContext, ReaderEvent, ReaderState, Way } from '../../flows/reading/reader-state.ts';
import { languages, type Locale } from '../../localization/languages.ts';
import { loadWords } from '../../localization/load.ts';
import { ReaderEffects } from '../../page/reader-effects.ts';
import { controls } from '../../theme/controls.styles.ts';
import { tokens } from '../../theme/tokens.ts';
import { screenStyles } from '../kinds/styles.ts';
import { onceGone } from '../once-gone.ts';
import { filesIn, isForeignField, isSending, pastedText } from './key-reader-input.ts';
import { readerStyles } from './key-reader.styles.ts';

export type KeySourcesEvent = CustomEvent<{ sources: readonly KeySource[] }>;

/**
 * Takes keys that exist already, in whatever way the person has them: camera, pictures, files, paste, drop, shared
 * screen, typed text. Tells `key-sources` once for all that the person brought by one action: the codes in view, every
 * code of every picture, and the files that are no pictures.
 *
 * Owns: drawing what the reader (flows/reading/reader.ts) shows, handing on what the person does, the typed text until it
 * was taken. Does not own: what happens then, how it is done (page/reader-effects.ts), what a text or file means.
 */
export class MfaKeyReader extends LitElement {
  static override properties = {
    first: { attribute: false },
    locale: { attribute: false },
    busy: { attribute: false },
    isRefused: { attribute: false },
    state: { state: true },
  };
  static override styles = [tokens, controls, screenStyles, readerStyles];

  /** The way that is open at first. */
  declare first: ReaderContext['first'];
  declare locale: Locale;
  /** What was told is being looked at: the camera stays on, and nothing new is told until it is done. */
  declare busy: boolean;
  /** Nothing of what was told last could be used: what was typed stays in the field. */
  declare isRefused: boolean;
  /** Where the reader is. */
  declare state: ReaderState;
  readonly #effects = new ReaderEffects({
    send: (event) => this.#send(event),
    video: () => this.renderRoot.querySelector('video'),
    isBusy: () => this.busy,
    tell: (sources) =>
      this.dispatchEvent(new CustomEvent('key-sources', { detail: { sources } }) satisfies KeySourcesEvent),
    clearText: () => {
      const field = this.#field;
      if (field) field.value = '';
    },
  });
  #leaving = new AbortController();

  constructor() {
    super();
    this.first = 'camera';
    this.locale = 'en';
    this.busy = false;
    this.isRefused = false;
    this.state = this.#first();
  }

  /** While files are searched or a window is looked at. */
  get isWorking(): boolean {
    return isWorking(this.state);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    page.addEventListener('paste', (event) => this.#paste(event), { signal: this.#leaving.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    onceGone(this, () => this.#send({ type: 'left' }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('first')) {
      this.#send({ type: 'left' });
      this.state = this.#first();
    }
    if (changed.get('busy')) this.#send({ type: 'looked', isRefused: this.isRefused });
    // Without its words it speaks English.
    if (changed.has('locale'))
      void loadWords(this.locale, ['key-reader']).then(
        () => this.requestUpdate(),
        () => undefined,
      );
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('busy')) this.#effects.tellNext();
  }

  get #context(): ReaderContext {
    return {
      locale: this.locale,
      first: this.first,
      canShareScreen: typeof navigator.mediaDevices?.getDisplayMedia === 'function',
      isBusy: this.busy,
    };
  }

  #first(): ReaderState {
    return listOf(startOf(reader, this.#context))[0] as ReaderState;
  }

  #send(event: ReaderEvent): void {
    const next = nextOf(reader, this.state, event, this.#context);
    if (!next) return;
    const [to, ...run] = listOf(next);
    this.state = to as ReaderState;
    for (const effect of run) this.#effects.perform(effect);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #picked({ currentTarget }: Event): void {
    const input = currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked again.
    input.value = '';
    if (files.length) this.#send({ type: 'brought', files, text: '' });
  }

  #paste(event: ClipboardEvent): void {
    if (event.defaultPrevented || isForeignField(event, this)) return;
    const files = filesIn(event.clipboardData);
    const text = pastedText(event, this, files.length > 0);
    if (!files.length && !text) return;
    event.preventDefault();
    this.#send({ type: 'brought', files, text });
  }

  #drop(event: DragEvent): void {
    this.#over(event);
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    this.#send({ type: 'brought', files: filesIn(event.dataTransfer), text });
  }

  #over(event: DragEvent): void {
    event.preventDefault();
    (event.currentTarget as Element).toggleAttribute('data-over', event.type === 'dragover');
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#send({ type: 'submittedText', value: this.#field!.value });
  }

  #pressed(event: KeyboardEvent): void {
    if (!isSending(event)) return;
    event.preventDefault();
    this.#field!.form!.requestSubmit();
  }

  protected override render() {
    const { news, stop, ways, inside } = screenOf(reader, this.state, this.#context);
    return html`<div
      class="reader ${languages[this.locale].breaks}"
      lang=${this.locale}
      @dragover=${this.#over}
      @dragleave=${this.#over}
      @drop=${this.#drop}
    >
      <div id="news" role="status">${news.map((text) => html`<p>${text}</p>`)}</div>
      ${stop ? this.#button('secondary', stop) : nothing}
      ${ways.map(
        ({ way, label, event }) => html`<div class="row">
          <button
            class="title"
            type="button"
            aria-expanded=${String(inside?.way === way)}
            aria-controls="way-${way}"
            @click=${() => this.#send(event)}
          >
            ${label}
          </button>
          <div class="inside" id="way-${way}" ?hidden=${inside?.way !== way}>
            ${inside?.way === way ? this.#inside(inside) : nothing}
          </div>
        </div>`,
      )}
    </div>`;
  }

  #button(
    kind: 'primary' | 'secondary',
    { label, event }: Action<ReaderEvent>,
    { isClosed = false, isOn }: { isClosed?: boolean; isOn?: boolean } = {},
  ): TemplateResult {
    return html`<button
      class=${kind}
      part=${kind}
      type="button"
      aria-disabled=${String(isClosed)}
      aria-pressed=${isOn === undefined ? nothing : String(isOn)}
      @click=${() => this.#send(event)}
    >
      ${label}
    </button>`;
  }

  #inside(inside: Inside): TemplateResult {
    switch (inside.way) {
      case 'camera':
        return this.#camera(inside);
      case 'picture':
        return html`
          <p id="picture-hint">${inside.hint}</p>
          <div class="field">
            <label for="file">${inside.label}</label>
            <input id="file" part="field" type="file" multiple aria-describedby="picture-hint" @change=${this.#picked} />
          </div>
        `;
      case 'screen':
        return html`
          <p>${inside.hint}</p>
          ${this.#button('primary', inside.share, inside)}
        `;
      case 'text':
        return this.#text(inside);
    }
  }

  /** The video is there before the camera, which shows itself in it. */
  #camera(inside: InsideOf<'camera'>): TemplateResult {
    const film = 'preview' in inside ? inside : undefined;
    return html`
      ${'preview' in inside ? nothing : html`<p>${inside.reason}</p>`}
      ${'alert' in inside ? html`<div class="alert error" role="alert">${inside.alert.map((text) => html`<p>${text}</p>`)}</div>` : nothing}
      <video playsinline muted .muted=${true} aria-label=${film?.preview ?? nothing} ?hidden=${!film}></video>
      ${'preview' in inside ? this.#film(inside) : this.#button('primary', inside.start, inside)}
    `;
  }

  #film({ device, stop, torch }: Film): TemplateResult {
    return html`
      ${
        device
          ? html`<div class="field">
              <label for="device">${device.label}</label>
              <select
                id="device"
                part="field"
                @change=${({ target }: Event) =>
                  this.#send({ type: 'startedCamera', deviceId: (target as HTMLSelectElement).value })}
              >
                ${device.options.map(
                  ({ id, label }) => html`<option value=${id} ?selected=${id === device.chosen}>${label}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      <div class="buttons">${this.#button('secondary', stop)} ${torch ? this.#button('secondary', torch, torch) : nothing}</div>
    `;
  }

  #text({ label, hint, submit }: InsideOf<'text'>): TemplateResult {
    return html`<form novalidate @submit=${this.#submit}>
      <div class="field">
        <label for="text">${label}</label>
        <textarea
          id="text"
          part="field"
          rows="1"
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck="false"
          translate="no"
          writingsuggestions="false"
          aria-describedby="text-hint"
          ?readonly=${this.busy}
          @keydown=${this.#pressed}
        ></textarea>
        <p class="quiet" id="text-hint">${hint}</p>
      </div>
      <button class="primary" part="primary" type="submit" aria-disabled=${String(this.busy)}>${submit}</button>
    </form>`;
  }
}

type InsideOf<Open extends Way> = Extract<Inside, { way: Open }>;
type Film = Extract<Inside, { preview: string }>;

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { loadWords } from '../../localization/load.ts';
import { languages, type Locale } from '../../localization/languages.ts';
import { withLocale } from '../../localization/msg.ts';
import { page } from '../../core/page.ts';
import type { Camera, CameraDevice, CameraFailure } from '../../qr/camera.ts';
import type { KeySource } from '../../flows/machine/effects.ts';
import { Secret } from '../../core/secret.ts';
import { SecretBytes } from '../../core/secret-bytes.ts';
import { progressOf } from '../../qr/parts.ts';
import type { Part } from '../../qr/text.ts';
import { controls } from '../../theme/controls.styles.ts';
import { tokens } from '../../theme/tokens.ts';
import { onceGone } from '../once-gone.ts';
import { screenStyles } from '../kinds/styles.ts';
import { filesIn, isForeignField, isPicture, largestFileBytes, pastedText } from './key-reader-input.ts';
import { JustTold } from './key-reader-told.ts';
import { cameraFailure, newsWords, wayWords, words, type News, type Way } from './key-reader-words.ts';
import { readerStyles } from './key-reader.styles.ts';

/** Where the camera is. */
type CameraState =
  | { at: 'off' }
  | { at: 'asking' }
  | { at: 'on'; camera: Camera; devices: CameraDevice[]; deviceId: string | undefined; torch: 'none' | 'on' | 'off' }
  | { at: 'failed'; why: CameraFailure };

export type KeySourcesEvent = CustomEvent<{ sources: readonly KeySource[] }>;

/** How long a camera looks for further codes in view after the first, ms: each may need another look. */
const gatheringMs = 600;

/**
 * Takes keys that exist already, in whatever way the person has them: camera, pictures, files, paste, drop, shared
 * screen, typed text. Tells `key-sources` once for all that the person brought by one action: the codes in view, every
 * code of every picture, and the files that are no pictures.
 *
 * Owns: the ways in and which one is open, the camera from the click to the light going off, size limits, not telling
 * twice what stays in view, the typed text until it was taken. Does not own: what a text or file means; that is the
 * importers'.
 */
export class MfaKeyReader extends LitElement {
  static override properties = {
    first: { attribute: false },
    locale: { attribute: false },
    busy: { attribute: false },
    isRefused: { attribute: false },
    open: { state: true },
    cameraState: { state: true },
    news: { state: true },
    isWorking: { state: true },
    isOver: { state: true },
  };
  static override styles = [tokens, controls, screenStyles, readerStyles];

  /** The way that is open at first. */
  declare first: 'camera' | 'picture';
  declare locale: Locale;
  /** What was told is being looked at: the camera stays on, and nothing new is told until it is done. */
  declare busy: boolean;
  /** Nothing of what was told last could be used: what was typed stays in the field. */
  declare isRefused: boolean;
  declare open: Way | undefined;
  declare cameraState: CameraState;
  declare news: News[];
  /** True while pictures or a shared screen are searched. */
  declare isWorking: boolean;
  declare isOver: boolean;
  readonly #justTold = new JustTold();
  /** Of the action under way, what has been read so far. */
  #gathered: KeySource[] = [];
  /** Of each action before, what has not been told yet. */
  #untold: KeySource[][] = [];
  #isTelling = false;
  /** Of texts in several codes, those seen since a way was taken. */
  #parts: Part[] = [];
  #work = new AbortController();
  #leaving = new AbortController();

  constructor() {
    super();
    this.first = 'camera';
    this.locale = 'en';
    this.busy = false;
    this.cameraState = { at: 'off' };
    this.news = [];
    this.isWorking = false;
    this.isOver = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    page.addEventListener('paste', (event) => this.#paste(event), { signal: this.#leaving.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    onceGone(this, () => this.#close());
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('first')) this.open = this.first;
    // Why it was refused stands above, where “Text taken” would say otherwise.
    if (changed.get('busy') && this.isRefused) this.news = this.news.filter(({ at }) => !/taken|read/.test(at));
    // Without its words it speaks English.
    if (changed.has('locale'))
      void loadWords(this.locale, ['key-reader']).then(
        () => this.requestUpdate(),
        () => undefined,
      );
  }

  /** Ends what the open way does. */
  #close(): void {
    this.#work.abort();
    this.#work = new AbortController();
    if (this.cameraState.at === 'on') this.cameraState.camera.stop();
    this.cameraState = { at: 'off' };
    this.isWorking = false;
    this.#gathered = [];
    this.#untold = [];
    this.#parts = [];
    this.#justTold.clear();
  }

  /** As closing, except that what has been read by then counts. */
  #end(): void {
    const read = this.#gathered;
    this.#close();
    this.#tell(read);
  }

  #enter(way: Way): void {
    this.#end();
    this.news = [];
    this.open = this.open === way ? undefined : way;
  }

  /** Told when what was told before has been looked at. */
  #tell(sources: KeySource[]): void {
    if (sources.length) this.#untold.push(sources);
    if (!this.#isTelling) this.#tellNext();
  }

  #tellGathered(): void {
    this.#tell(this.#gathered);
    this.#gathered = [];
  }

  #tellNext(): void {
    const next = this.busy ? undefined : this.#untold.shift();
    this.#isTelling = next !== undefined;
    if (!next) return;
    this.dispatchEvent(new CustomEvent('key-sources', { detail: { sources: next } }) satisfies KeySourcesEvent);
    // By then the host has made this busy if it has to look.
    setTimeout(() => this.#tellNext());
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('busy')) return;
    const field = this.renderRoot.querySelector('textarea');
    if (changed.get('busy') && !this.isRefused && field) field.value = '';
    if (!this.#isTelling) this.#tellNext();
  }

  async #startCamera(deviceId?: string): Promise<void> {
    if (this.cameraState.at === 'asking') return;
    this.#end();
    const { signal } = this.#work;
    this.news = [];
    this.cameraState = { at: 'asking' };
    const { openCamera } = await import('../../qr/camera.ts').catch(() => ({ openCamera: undefined }));
    const video = this.renderRoot.querySelector('video');
    if (signal.aborted) return;
    if (!openCamera || !video) {
      this.cameraState = { at: 'off' };
      this.news = [{ at: 'not-loaded' }];
      return;
    }
    const onEnd = (): void => {
      if (!signal.aborted) this.#stopCamera();
    };
    const onTexts = (texts: Secret[]): void => this.#seen(texts, signal);
    const onPart = (): void => void (this.news = this.#partNews());
    const opening = await openCamera(video, { onTexts, onEnd, onPart, parts: this.#parts }, deviceId);
    if (opening.at === 'failed') {
      if (!signal.aborted) this.cameraState = opening;
      return;
    }
    const { camera } = opening;
    const devices = await camera.devices();
    // Left, or another way taken, while the browser asked.
    if (signal.aborted) return camera.stop();
    if (camera.isOff) return;
    const torch = camera.hasTorch ? 'off' : 'none';
    this.cameraState = { at: 'on', camera, devices, deviceId: camera.deviceId, torch };
    this.news = [{ at: 'looking' }];
  }

  #stopCamera(): void {
    this.#end();
    this.news = [{ at: 'camera-off' }];
  }

  async #switchTorch(): Promise<void> {
    if (this.cameraState.at !== 'on') return;
    const { camera, torch } = this.cameraState;
    await camera.setTorch(torch === 'off');
    if (this.cameraState.at === 'on') this.cameraState = { ...this.cameraState, torch: torch === 'off' ? 'on' : 'off' };
  }

  /** What a camera sees, many times a second. */
  #seen(texts: Secret[], signal: AbortSignal): void {
    const news = this.busy ? [] : this.#justTold.newOf(texts);
    if (!news.length) return;
    this.news = [{ at: 'read' }];
    if (!this.#gathered.length) setTimeout(() => signal.aborted || this.#tellGathered(), gatheringMs);
    this.#gathered.push(...news);
  }

  async #readScreen(): Promise<void> {
    if (this.isWorking) return;
    const { signal } = this.#work;
    this.isWorking = true;
    this.news = [{ at: 'looking' }];
    const screen = await import('../../qr/screen.ts').catch(() => undefined);
    if (signal.aborted) return;
    const onPart = (): void => void (this.news = this.#partNews());
    const reading = await screen?.readScreen(signal, { parts: this.#parts, onPart });
    if (signal.aborted) return;
    this.isWorking = false;
    if (reading?.at === 'read') {
      this.news = [{ at: 'read' }];
      this.#tell(reading.texts);
    } else this.news = [{ at: reading ? `screen-${reading.why}` : 'not-loaded' }];
  }

  /** Picked, dropped or pasted, with a text that came along. A refused one does not keep the others from being read. */
  async #take(files: File[], text = ''): Promise<void> {
    if (!files.length) return this.#takeText(text);
    if (this.isWorking || this.busy) return;
    const { signal } = this.#work;
    this.isWorking = true;
    // What is copied with its picture, say; the address of a dragged picture holds no key.
    if (text.includes('otpauth') && text.length <= largestFileBytes) this.#gathered.push(new Secret(text));
    this.news = [{ at: 'looking' }];
    const all = new Map<string, News>();
    for (const file of files) {
      const news = await this.#takeOne(file, signal).catch((): News => ({ at: 'not-loaded' }));
      if (signal.aborted) return;
      all.set(`${news.at} ${'name' in news ? news.name : ''}`, news);
    }
    this.isWorking = false;
    this.news = [...all.values()].flatMap((news) => (news.at === 'parts' ? this.#partNews() : news));
    this.#tellGathered();
  }

  async #takeOne(file: File, signal: AbortSignal): Promise<News> {
    const { name } = file;
    if (!(await isPicture(file))) {
      if (file.size > largestFileBytes) return { at: 'file-too-large', name };
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (signal.aborted) return { at: 'stopped' };
      this.#gathered.push(new SecretBytes(bytes));
      return { at: 'file-taken' };
    }
    const { readPicture } = await import('../../qr/read-picture.ts');
    const reading = await readPicture(file, { signal, parts: this.#parts });
    if (signal.aborted) return { at: 'stopped' };
    if (reading.at === 'refused')
      return reading.why === 'part' ? { at: 'parts', read: 0, of: 0 } : { at: `picture-${reading.why}`, name };
    this.#gathered.push(...reading.texts);
    return { at: 'read' };
  }

  /** What is found and what is missing, of a text in several codes. */
  #partNews(): News[] {
    const progress = progressOf(this.#parts);
    return progress && progress.read < progress.of ? [{ at: 'parts', ...progress }, { at: 'next-part' }] : [];
  }

  #stopWork(): void {
    this.#end();
    this.news = [{ at: 'stopped' }];
  }

  #picked({ currentTarget }: Event): void {
    const input = currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked again.
    input.value = '';
    void this.#take(files);
  }

  #paste(event: ClipboardEvent): void {
    if (event.defaultPrevented || isForeignField(event, this)) return;
    const files = filesIn(event.clipboardData);
    const text = pastedText(event, this, files.length > 0);
    if (!files.length && !text) return;
    event.preventDefault();
    void this.#take(files, text);
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    void this.#take(filesIn(event.dataTransfer), event.dataTransfer?.getData('text/plain'));
  }

  #over(event: DragEvent): void {
    event.preventDefault();
    this.isOver = event.type === 'dragover';
  }

  #takeText(text: string): void {
    const trimmed = text.trim();
    if (!trimmed || this.busy) return;
    const isTooLong = trimmed.length > largestFileBytes;
    this.news = [{ at: isTooLong ? 'text-too-long' : 'taken' }];
    if (!isTooLong) this.#tell([new Secret(trimmed)]);
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#takeText((event.currentTarget as HTMLFormElement).querySelector('textarea')!.value);
  }

  /** Enter sends one line, as in any field of one line, and breaks the line where there are several already. */
  #pressed(event: KeyboardEvent): void {
    const field = event.currentTarget as HTMLTextAreaElement;
    // Safari ends a composition before it tells of the key, by which it can be known all the same.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    if (field.value.includes('\n') && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    field.form!.requestSubmit();
  }

  #ways(): Way[] {
    const second: Way = this.first === 'camera' ? 'picture' : 'camera';
    const screen: Way[] = typeof navigator.mediaDevices?.getDisplayMedia === 'function' ? ['screen'] : [];
    return [this.first, second, ...screen, 'text'];
  }

  protected override render() {
    return withLocale(this.locale, () => {
      const shown: Record<Way, () => TemplateResult> = {
        camera: () => this.#cameraWay(),
        picture: () => this.#pictureWay(),
        screen: () => this.#screenWay(),
        text: () => this.#textWay(),
      };
      return html`<div
        class="reader ${languages[this.locale].breaks} ${this.isOver ? 'over' : ''}"
        lang=${this.locale}
        @dragover=${this.#over}
        @dragleave=${this.#over}
        @drop=${this.#drop}
      >
        <div id="news" role="status">${this.news.map((news) => html`<p>${newsWords(news)}</p>`)}</div>
        ${this.isWorking ? this.#stopButton() : nothing}
        ${this.#ways().map((way) => {
          const isOpen = this.open === way;
          return html`<div class="row">
            <button class="title" type="button" aria-expanded=${String(isOpen)} aria-controls="way-${way}" @click=${() => this.#enter(way)}>
              ${wayWords(way)}
            </button>
            <div class="inside" id="way-${way}" ?hidden=${!isOpen}>${isOpen ? shown[way]() : nothing}</div>
          </div>`;
        })}
      </div>`;
    });
  }

  #cameraWay(): TemplateResult {
    const { cameraState } = this;
    const isOn = cameraState.at === 'on';
    return html`
      ${isOn ? nothing : html`<p>${words.cameraReason()}</p>`}
      ${cameraState.at === 'failed' ? html`<div class="alert error" role="alert">${cameraFailure(cameraState.why)}</div>` : nothing}
      <video playsinline muted .muted=${true} aria-label=${words.preview()} ?hidden=${!isOn}></video>
      ${isOn ? this.#cameraControls(cameraState) : this.#startButton(cameraState.at === 'asking')}
    `;
  }

  #startButton(isAsking: boolean): TemplateResult {
    return html`<button class="primary" part="primary" type="button" aria-disabled=${String(isAsking)} @click=${() => this.#startCamera()}>
      ${isAsking ? words.asking() : words.startCamera()}
    </button>`;
  }

  #cameraControls({ devices, deviceId, torch }: CameraState & { at: 'on' }): TemplateResult {
    return html`
      ${
        devices.length > 1
          ? html`<div class="field">
              <label for="device">${words.device()}</label>
              <select id="device" part="field" @change=${({ target }: Event) => this.#startCamera((target as HTMLSelectElement).value)}>
                ${devices.map(
                  ({ id, label }, index) =>
                    html`<option value=${id} ?selected=${id === deviceId}>${label || words.deviceNumber(index + 1)}</option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      <div class="buttons">
        <button class="secondary" part="secondary" type="button" @click=${this.#stopCamera}>${words.stopCamera()}</button>
        ${
          torch === 'none'
            ? nothing
            : html`<button class="secondary" part="secondary" type="button" aria-pressed=${String(torch === 'on')} @click=${this.#switchTorch}>${words.torch()}</button>`
        }
      </div>
    `;
  }

  #stopButton(): TemplateResult {
    return html`<button class="secondary stop" part="secondary" type="button" @click=${this.#stopWork}>${words.stop()}</button>`;
  }

  #pictureWay(): TemplateResult {
    return html`
      <p id="picture-hint">${words.pictureHint()}</p>
      <div class="field">
        <label for="file">${words.file()}</label>
        <input id="file" part="field" type="file" multiple aria-describedby="picture-hint" @change=${this.#picked} />
      </div>
    `;
  }

  #screenWay(): TemplateResult {
    return html`
      <p>${words.screenHint()}</p>
      <button class="primary" part="primary" type="button" aria-disabled=${String(this.isWorking)} @click=${this.#readScreen}>
        ${words.share()}
      </button>
    `;
  }

  #textWay(): TemplateResult {
    return html`<form novalidate @submit=${this.#submit}>
      <div class="field">
        <label for="text">${words.text()}</label>
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
        <p class="quiet" id="text-hint">${words.textHint()}</p>
      </div>
      <button class="primary" part="primary" type="submit" aria-disabled=${String(this.busy)}>${words.submit()}</button>
    </form>`;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import type { Secret } from '../../core/secret.ts';
import type { QrPath } from '../../qr/encode.ts';

/** Largest side on the page, CSS pixels: readable at arm's length, and it fits a 320 px sidebar. */
const largestPx = 272;

/**
 * A QR code that scans in every theme: black on its own white with its own quiet zone, whole device pixels for each
 * module, never recoloured by forced colours.
 *
 * Owns: loading the encoder, drawing after the first paint. Does not own: the text equivalent (the key beside it).
 */
export class MfaQrCode extends LitElement {
  static override properties = { value: { attribute: false }, label: { attribute: false }, code: { state: true } };
  static override styles = css`
    :host {
      aspect-ratio: 1;
      background: #fff;
      display: grid;
      forced-color-adjust: none;
      inline-size: ${largestPx}px;
      max-inline-size: 100%;
      place-content: center;
      place-items: center;
    }
    svg {
      block-size: auto;
      display: block;
      max-inline-size: 100%;
    }
  `;

  declare value: Secret | undefined;
  declare label: string;
  declare code: QrPath | undefined;
  #drawn: Promise<void> = Promise.resolve();

  /** Resolves when the code is on the page. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#drawn;
    return done;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // Without the encoder there is the key beside it.
    if (changed.has('value')) this.#drawn = this.#draw().catch(() => undefined);
  }

  async #draw(): Promise<void> {
    const { value } = this;
    this.code = undefined;
    if (!value) return;
    const [{ encodeQr }] = await Promise.all([
      import('../../qr/encode.ts'),
      new Promise((resolve) => setTimeout(resolve)),
    ]);
    if (this.value === value) this.code = encodeQr(value.reveal());
  }

  protected override render() {
    if (!this.code) return nothing;
    const { modules, path } = this.code;
    const ratio = window.devicePixelRatio || 1;
    const side = (modules * Math.max(1, Math.floor((largestPx * ratio) / modules))) / ratio;
    return html`<svg role="img" aria-label=${this.label} width=${side} height=${side} viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges">
      <path fill="#fff" d="M0 0h${modules}v${modules}H0z" /><path fill="#000" d=${path} />
    </svg>`;
  }
}

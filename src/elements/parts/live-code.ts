import { css, html, LitElement, nothing } from 'lit';
import type { EntryKey } from '../../entry.ts';
import { msg, str, withLocale, type Locale } from '../../localization/msg.ts';
import { codeAt, stepAt } from '../../otp.ts';
import { tokens } from '../../theme/tokens.ts';

/**
 * The code of a key, now, and how long it lasts.
 *
 * Owns: the second hand; the code of each time step is made once. Not announced when it changes: whoever listens asks
 * for it, and it would speak over everything else twice a minute.
 */
export class MfaLiveCode extends LitElement {
  static override properties = {
    key: { attribute: false },
    label: { attribute: false },
    locale: { attribute: false },
    code: { state: true },
    leftS: { state: true },
  };
  static override styles = [
    tokens,
    css`
      :host {
        display: grid;
        gap: 0.25em;
      }
      .digits {
        font-size: 2.25em;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
        letter-spacing: 0.04em;
        line-height: 1.2;
      }
      .digits span + span {
        margin-inline-start: 0.4em;
      }
      p {
        margin: 0;
      }
      .quiet {
        color: var(--_quiet);
      }
      progress {
        accent-color: var(--_accent);
        block-size: 6px;
        inline-size: 11em;
        max-inline-size: 100%;
      }
    `,
  ];

  declare key: EntryKey;
  declare label: string;
  declare locale: Locale;
  declare code: string | undefined;
  declare leftS: number;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #step: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.code = this.#step = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('key')) return;
    this.#step = undefined;
    this.#tick();
  }

  #tick(): void {
    const { key } = this;
    const { periodS } = key;
    const nowMs = Date.now();
    this.leftS = periodS - (Math.floor(nowMs / 1000) % periodS);
    const step = stepAt(nowMs, periodS);
    if (step === this.#step) return;
    this.#step = step;
    void codeAt(key, step).then(
      (code) => {
        if (step === this.#step && key === this.key) this.code = code;
      },
      () => undefined,
    );
  }

  protected override render() {
    const { code, label, leftS, key } = this;
    if (!code) return nothing;
    const middle = Math.ceil(code.length / 2);
    return withLocale(
      this.locale,
      () => html`
        <p class="quiet">${label}</p>
        <p class="digits" role="text" translate="no"><span>${code.slice(0, middle)}</span><span>${code.slice(middle)}</span></p>
        <progress aria-hidden="true" max=${key.periodS} .value=${leftS}></progress>
        <p class="quiet">${msg(str`New digits in ${leftS} seconds`)}</p>
      `,
    );
  }
}

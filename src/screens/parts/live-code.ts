import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { EntryKey } from '../../core/entry.ts';
import type { Locale } from '../../localization/languages.ts';
import { msg, str, withLocale } from '../../localization/msg.ts';
import { codeAt, stepAt } from '../../core/otp.ts';
import { Secret } from '../../core/secret.ts';
import { tokens } from '../../theme/tokens.ts';
import { onceGone } from '../once-gone.ts';

/** So late in its life a code is better not begun with: the next one is shown beside it. */
const lastSecondsS = 7;

/**
 * The code of a key, now, and how long it lasts.
 *
 * The copy button comes with the forms, beside which a list of codes is always shown.
 *
 * Owns: the second hand; the code of each time step is made once. Not announced when it changes: whoever listens asks
 * for it, and it would speak over everything else twice a minute.
 */
export class MfaLiveCode extends LitElement {
  static override properties = {
    key: { attribute: false },
    label: { attribute: false },
    name: { attribute: false },
    aheadMs: { attribute: false },
    locale: { attribute: false },
    canCopy: { type: Boolean, attribute: 'can-copy' },
    code: { state: true },
    next: { state: true },
    leftS: { state: true },
  };
  static override styles = [
    tokens,
    css`
      :host {
        display: grid;
        gap: 0.25em;
        justify-items: start;
        padding-block: 0.25em;
      }
      .code {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 0.25em 1em;
      }
      .digits {
        font-size: 2.25em;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
        letter-spacing: 0.04em;
        line-height: 1.2;
      }
      .digits span + span,
      .next span + span {
        margin-inline-start: 0.4em;
      }
      .next {
        font-variant-numeric: tabular-nums;
      }
      p {
        margin: 0;
      }
      .quiet {
        color: var(--_quiet);
        font-size: 0.9375em;
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
  /** Above the digits. */
  declare label: string | undefined;
  /** Whose code it is, for the name of the copy button. */
  declare name: string | undefined;
  /** How far this device's clock is ahead: the code is that of the right time. */
  declare aheadMs: number | undefined;
  declare locale: Locale;
  declare canCopy: boolean;
  declare code: string | undefined;
  declare next: string | undefined;
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
    onceGone(this, () => (this.code = this.next = this.#step = undefined));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('key') && !changed.has('aheadMs')) return;
    this.#step = undefined;
    this.#tick();
  }

  #tick(): void {
    const { key, aheadMs = 0 } = this;
    const { periodS } = key;
    const nowMs = Date.now() - aheadMs;
    this.leftS = periodS - (Math.floor(nowMs / 1000) % periodS);
    const step = stepAt(nowMs, periodS);
    if (step === this.#step) return;
    this.#step = step;
    void Promise.all([codeAt(key, step), codeAt(key, step + 1)]).then(
      ([code, next]) => {
        if (step === this.#step && key === this.key) [this.code, this.next] = [code, next];
      },
      () => undefined,
    );
  }

  protected override render() {
    const { code, next, label, leftS, key, canCopy } = this;
    if (!code) return nothing;
    return withLocale(
      this.locale,
      () => html`
        ${label ? html`<p class="quiet">${label}</p>` : nothing}
        <div class="code">
          <p class="digits" role="text" translate="no">${grouped(code)}</p>
          ${canCopy ? this.#copyButton(code) : nothing}
        </div>
        <progress aria-hidden="true" max=${key.periodS} .value=${leftS}></progress>
        <p class="quiet">
          ${
            leftS <= lastSecondsS
              ? html`${msg('Next:')} <span class="next" translate="no">${grouped(next!)}</span>`
              : msg(str`New digits in ${leftS} seconds`)
          }
        </p>
      `,
    );
  }

  #copyButton(code: string): TemplateResult {
    return html`<mfa-copy-button
      exportparts="secondary"
      .text=${new Secret(code)}
      .label=${msg('Copy')}
      .done=${msg('Copied')}
      .about=${this.name}
    ></mfa-copy-button>`;
  }
}

/** In two groups, as people read and type them; nothing stands between them when they are copied. */
const grouped = (code: string): TemplateResult => {
  const middle = Math.ceil(code.length / 2);
  return html`<span>${code.slice(0, middle)}</span><span>${code.slice(middle)}</span>`;
};

import { LitElement } from 'lit';
import type { Locale } from '../../localization/languages.ts';
import { msg, str, withLocale } from '../../localization/msg.ts';

/**
 * “1:45 left.”
 *
 * Owns: the second hand. Not announced each second; whoever listens asks for it.
 */
export class MfaTimeLeft extends LitElement {
  static override properties = { untilMs: { attribute: false }, locale: { attribute: false } };

  declare untilMs: number;
  declare locale: Locale;
  #ticking: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override render() {
    const seconds = Math.max(0, Math.ceil((this.untilMs - Date.now()) / 1000));
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return withLocale(this.locale, () => msg(str`Time left: ${time}`));
  }
}

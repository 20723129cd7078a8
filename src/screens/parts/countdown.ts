import { LitElement } from 'lit';
import type { Locale } from '../../localization/languages.ts';
import { msg, str, withLocale } from '../../localization/msg.ts';

/** What the time left is about. */
type About = 'locked' | 'again';

/**
 * “You can try again in 4:05.”
 *
 * Owns: the second hand, and saying once that the time has come (`countdown-end`). Not announced each second: the
 * refusal above it has been.
 */
export class MfaCountdown extends LitElement {
  static override properties = {
    untilMs: { attribute: false },
    about: { attribute: false },
    locale: { attribute: false },
  };

  declare untilMs: number;
  declare about: About;
  declare locale: Locale;
  #ticking: ReturnType<typeof setInterval> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  #tick(): void {
    this.requestUpdate();
    if (this.untilMs <= Date.now()) this.dispatchEvent(new Event('countdown-end'));
  }

  protected override render() {
    const time = clockTime(Math.max(0, this.untilMs - Date.now()));
    return withLocale(this.locale, () =>
      this.about === 'locked'
        ? msg(str`You can try again in ${time}.`)
        : msg(str`No mail? You can have a new code sent in ${time}.`),
    );
  }
}

/** `4:05` */
function clockTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

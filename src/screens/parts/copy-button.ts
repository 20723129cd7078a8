import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Secret } from '../../core/secret.ts';
import { controls } from '../../theme/controls.styles.ts';
import { tokens } from '../../theme/tokens.ts';

/**
 * A button that puts a text on the clipboard and says that it did.
 *
 * What it says is live, but no `status`: that role would keep the words out of the button's name (AccName 2F).
 *
 * Where the clipboard is closed to pages, there may be another way (copy-anyway.ts).
 */
export class MfaCopyButton extends LitElement {
  static override properties = {
    text: { attribute: false },
    label: { attribute: false },
    done: { attribute: false },
    about: { attribute: false },
    isDone: { state: true },
  };
  static override styles = [
    tokens,
    controls,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  declare text: Secret;
  declare label: string;
  declare done: string;
  /** What is copied, where several buttons are alike. */
  declare about: string | undefined;
  declare isDone: boolean;

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text.reveal());
      this.isDone = true;
    } catch {
      this.isDone = (await import('../../page/copy-anyway.ts')).copyAnyway(this, this.text.reveal());
    }
  }

  /** Another text has not been copied yet. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('text') as Secret | undefined;
    if (before && before.reveal() !== this.text.reveal()) this.isDone = false;
  }

  protected override render() {
    const words = this.isDone ? this.done : this.label;
    return html`<button class="secondary" part="secondary" type="button" aria-label=${this.about ? `${words}: ${this.about}` : nothing} @click=${this.#copy}>
      <span aria-live="polite">${words}</span>
    </button>`;
  }
}

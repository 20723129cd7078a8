import { css, html, LitElement, nothing } from 'lit';
import type { Mailbox } from './mailbox.ts';

/** Shows the mails of a back end in this page, as they come. */
export class StoryMailbox extends LitElement {
  static override properties = { mailbox: { attribute: false } };
  static override styles = css`
    :host {
      display: block;
    }
    h2 {
      margin-block: 0 0.5rem;
      font-size: 1rem;
    }
    article {
      padding-block: 0.5rem;
      border-block-start: 1px solid;
    }
    p {
      margin: 0;
    }
    .text {
      white-space: pre-line;
    }
  `;

  declare mailbox: Mailbox | undefined;

  #show = () => this.requestUpdate();

  override willUpdate(): void {
    // Adding it once more changes nothing.
    this.mailbox?.addEventListener('mail', this.#show);
  }

  override render() {
    const mails = this.mailbox?.mails ?? [];
    return html`
      <section aria-labelledby="title">
        <h2 id="title">Mailbox of this page</h2>
        <div role="log" aria-labelledby="title">
          ${mails.map(
            ({ to, subject, text }) => html`
              <article>
                <p>${to}</p>
                <p><strong>${subject}</strong></p>
                <p class="text">${text}</p>
              </article>
            `,
          )}
          ${mails.length ? nothing : html`<p>No mail yet. What the back end sends is shown here.</p>`}
        </div>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'story-mailbox': StoryMailbox;
  }
}

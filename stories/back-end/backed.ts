import { html, nothing, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { createBackEnd, type BackEnd, type Plan } from './back-end.ts';
import { StoryMailbox } from './mailbox-view.ts';

customElements.define('story-mailbox', StoryMailbox);

/** Keeps one back end for as long as the story stands, however often a control draws it anew. */
class Backed extends Directive {
  #plan: Plan | undefined;
  #backEnd: BackEnd | undefined;

  render(plan: Plan, draw: (backEnd: BackEnd) => TemplateResult): TemplateResult {
    if (!this.#backEnd || plan !== this.#plan) this.#backEnd = createBackEnd(plan);
    this.#plan = plan;
    const { mailbox, isSignedIn, signIn } = this.#backEnd;
    return html`<div class="desk">
      <div>
        ${draw(this.#backEnd)}
        ${isSignedIn ? nothing : html`<p><button type="button" @click=${signIn}>Sign in, in this story</button></p>`}
      </div>
      <story-mailbox .mailbox=${mailbox}></story-mailbox>
    </div>`;
  }
}

const kept = directive(Backed);

/** `backed(people.newcomer, ({ endpoint, fetch }) => html`…`)`: an element beside the mailbox of its back end. */
export const backed = (plan: Plan, draw: (backEnd: BackEnd) => TemplateResult): TemplateResult =>
  html`${kept(plan, draw)}`;

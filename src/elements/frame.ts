import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../flows/machine.ts';
import type { Alert } from '../flows/steps.ts';
import { msg, str, type Locale } from '../localization/msg.ts';
import { helpDeskText, type HelpDeskFacts } from './help-desk.ts';
import { otherActions } from './steps/actions.ts';
import type { AnyStep, StepViews, View } from './steps/view.ts';

export interface FrameView extends View {
  /** The step functions that are loaded. */
  views: StepViews;
  locale: Locale;
  helpDesk: HelpDeskFacts;
}

/** What every screen has around its own part: way back, progress, heading, refusal, text, quiet ways on, help. */
export function renderFrame(step: AnyStep, view: FrameView): TemplateResult {
  const { heading, body = [], progress, alert, back, others, links, busy, kind } = step;
  const draw = view.views[kind] as (step: AnyStep, view: View) => TemplateResult;
  return html`
    <slot name="intro"></slot>
    <main part="body" lang=${view.locale} aria-busy=${String(busy ?? kind === 'wait')}>
      ${
        back || progress
          ? html`<div class="top">
            ${back ? html`<button class="plain" part="back" type="button" @click=${() => view.send(back)}>${msg('Back')}</button>` : nothing}
            ${progress ? html`<p class="progress" part="progress">${msg(str`Step ${progress.step} of ${progress.of}`)}</p>` : nothing}
          </div>`
          : nothing
      }
      <h2 part="heading" tabindex="-1">${heading}</h2>
      ${body.map((paragraph) => html`<p>${paragraph}</p>`)}
      <div id="alert" role="alert">${alert && !busy ? renderAlert(alert, view) : nothing}</div>
      ${draw(step, view)} ${otherActions(others, links, view)}
      <slot name="help"></slot>
      ${renderHelp(view)}
    </main>
    <slot name="footer"></slot>
  `;
}

function renderAlert({ tone, text, more = [], action }: Alert<AnyEvent>, { send }: View): TemplateResult {
  return html`<div class="alert ${tone}" part="error">
    <p>${text}</p>
    ${more.map((sentence) => html`<p>${sentence}</p>`)}
    ${action ? html`<button class="secondary" part="secondary" type="button" @click=${() => send(action.event)}>${action.label}</button>` : nothing}
  </div>`;
}

function renderHelp({ helpDesk, copy, isCopied }: FrameView): TemplateResult {
  const text = helpDeskText(helpDesk);
  return html`<details class="help" part="help">
    <summary class="quiet">${msg('Details for the help desk')}</summary>
    <div class="stack">
      <p class="quiet">${msg('If you ask for help, add these lines. They hold no key, code or name.')}</p>
      <pre>${text}</pre>
      <button class="secondary" part="secondary" type="button" @click=${() => copy(text)}>${isCopied ? msg('Copied') : msg('Copy the details')}</button>
    </div>
  </details>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../flows/machine/machine.ts';
import type { Alert, OwnAlert } from '../flows/machine/screen.ts';
import { languages } from '../localization/languages.ts';
import { msg, withLocale } from '../localization/msg.ts';
import type { HelpDeskFacts } from './help-desk.ts';
import { otherActions } from './kinds/actions.ts';
import type { AnyScreen, ScreenViews, View } from './kinds/view.ts';

export interface FrameView extends View {
  /** The views that are loaded. */
  views: ScreenViews;
  helpDesk: HelpDeskFacts;
}

/** What every screen has around its own part: way back, progress, heading, refusal, text, quiet ways on, help. */
export const renderFrame = (screen: AnyScreen, view: FrameView): TemplateResult =>
  withLocale(view.locale, () => drawFrame(screen, view));

function drawFrame(screen: AnyScreen, view: FrameView): TemplateResult {
  const { heading, body = [], alert, others, links, busy, kind } = screen;
  const draw = view.views[kind] as ((screen: AnyScreen, view: View) => TemplateResult) | undefined;
  const [wait, held] = view.views.hold?.(screen, view) ?? [nothing, screen];
  const { direction, breaks } = languages[view.locale];
  return html`
    <slot name="intro"></slot>
    <section part="body" lang=${view.locale} dir=${direction} class=${breaks} aria-labelledby="heading" aria-busy=${String(busy ?? kind === 'wait')}>
      ${renderTop(screen, view)}
      <h2 id="heading" part="heading" tabindex="-1">${heading}</h2>
      ${body.map((paragraph) => html`<p>${paragraph}</p>`)}
      <div id="alert" role="alert">${alert && !busy ? renderAlert(alert, view) : nothing}</div>
      ${wait} ${draw?.(held, view)} ${view.views.codesHere?.(screen, view.helpDesk)} ${otherActions(others, links, view)}
      <slot name="help"></slot>
      ${view.views.helpDesk?.(view.helpDesk)}
    </section>
    <slot name="footer"></slot>
  `;
}

function renderTop({ back, progress }: AnyScreen, { send }: View): TemplateResult | typeof nothing {
  if (!back && !progress) return nothing;
  return html`<div class="top">
    ${back ? html`<button class="plain" part="back" type="button" @click=${() => send(back)}>${msg('Back')}</button>` : nothing}
    ${progress ? html`<ol class="steps quiet" part="progress">${progress.steps.map((step, at) => html`<li aria-current=${at === progress.at ? 'step' : nothing}>${step}</li>`)}</ol>` : nothing}
  </div>`;
}

function renderAlert(alert: Alert<AnyEvent>, { send, views }: FrameView): TemplateResult | typeof nothing {
  const words: OwnAlert<AnyEvent> | undefined =
    'refusal' in alert ? views.refusal && { tone: alert.tone, ...views.refusal(alert.refusal) } : alert;
  if (!words) return nothing;
  const { tone, text, more = [], action } = words;
  return html`<div class="alert ${tone}" part="error">
    <p>${text}</p>
    ${more.map((sentence) => html`<p>${sentence}</p>`)}
    ${
      action
        ? html`<button class="secondary" part="secondary" type="button" @click=${() => send(action.event)}>${action.label}</button>`
        : nothing
    }
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { primaryAction } from './actions.ts';
import type { ScreenOf, ScreenView, ScreenViews, View } from './view.ts';

const leadOn = (screen: ScreenOf<'notice'> | ScreenOf<'done'>, view: View): TemplateResult =>
  html`${primaryAction(screen.primary, screen.busy, view)}`;

const choose: ScreenView<'choose'> = ({ choices }, { send }) => html`
  <ul class="choices">
    ${choices.map(
      ({ label, note, event }) => html`<li>
        <button class="choice" part="choice" type="button" @click=${() => send(event)}>
          <b>${label}</b>${note ? html`<span class="quiet">${note}</span>` : nothing}
        </button>
      </li>`,
    )}
  </ul>
`;

const wait: ScreenView<'wait'> = () => html`<div class="wait" aria-hidden="true"></div>`;

export const simpleViews: ScreenViews = { notice: leadOn, choose, wait, done: leadOn };

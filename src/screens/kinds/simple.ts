import { html, nothing, type TemplateResult } from 'lit';
import { primaryAction } from './actions.ts';
import type { StepOf, StepView, StepViews, View } from './view.ts';

const leadOn = (step: StepOf<'notice'> | StepOf<'done'>, view: View): TemplateResult =>
  html`${primaryAction(step.primary, step.busy, view)}`;

const choose: StepView<'choose'> = ({ choices }, { send }) => html`
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

const wait: StepView<'wait'> = () => html`<div class="wait" aria-hidden="true"></div>`;

export const simpleViews: StepViews = { notice: leadOn, choose, wait, done: leadOn };

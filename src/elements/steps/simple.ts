import { html, nothing } from 'lit';
import { primaryAction } from './actions.ts';
import type { StepView } from './view.ts';

export const notice: StepView<'notice'> = (step, view) => html`
  ${step.list ? html`<ol part="list">${step.list.map((item) => html`<li>${item}</li>`)}</ol>` : nothing}
  ${primaryAction(step.primary, step.busy, view)}
`;

export const choose: StepView<'choose'> = ({ choices }, { send }) => html`
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

export const wait: StepView<'wait'> = () => html`<div class="wait" aria-hidden="true"></div>`;

export const done: StepView<'done'> = (step, view) => html`${primaryAction(step.primary, step.busy, view)}`;

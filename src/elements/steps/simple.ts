import { html, nothing } from 'lit';
import { primaryAction } from './actions.ts';
import type { StepView, StepViews } from './view.ts';

const leadOn: StepView<'notice' | 'done'> = (step, view) => html`${primaryAction(step.primary, step.busy, view)}`;

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

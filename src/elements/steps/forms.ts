import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine.ts';
import { msg, str } from '../../localization/msg.ts';
import { submitAction } from './actions.ts';
import type { StepView, View } from './view.ts';

/** Reads the one field of a form and hands its text to the flow. */
function submitted(event: SubmitEvent, type: string, { send }: View): void {
  event.preventDefault();
  const { value } = (event.currentTarget as HTMLFormElement).querySelector('input')!;
  send({ type, value } as AnyEvent);
}

const hintFor = (hint: string | undefined): TemplateResult | typeof nothing =>
  hint ? html`<p class="quiet" id="hint">${hint}</p>` : nothing;

export const enterText: StepView<'enter-text'> = ({ field, submit, alert, busy }, view) => html`
  <form novalidate @submit=${(event: SubmitEvent) => submitted(event, submit.type as string, view)}>
    <div class="field">
      <label for="field">${field.label}</label>
      <input
        id="field"
        part="field"
        type=${field.type}
        autocomplete=${field.autocomplete}
        autocapitalize="off"
        spellcheck="false"
        maxlength=${field.maxLength}
        aria-describedby="alert hint"
        aria-invalid=${String(alert?.tone === 'error')}
        .value=${field.value}
        ?readonly=${busy ?? false}
      />
      ${hintFor(field.hint)}
    </div>
    ${submitAction(submit.label, busy ?? false)}
  </form>
`;

export const enterCode: StepView<'enter-code'> = ({ field, submit, alert, busy, lockedUntilMs, again }, view) => {
  const lockedForMs = (lockedUntilMs ?? 0) - view.nowMs;
  const isLocked = lockedForMs > 0;
  return html`
    <form novalidate @submit=${(event: SubmitEvent) => (isLocked ? event.preventDefault() : submitted(event, submit.type as string, view))}>
      <div class="field">
        <label for="field">${field.label}</label>
        <input
          id="field"
          class="code"
          part="field"
          inputmode="numeric"
          autocomplete="one-time-code"
          autocapitalize="off"
          spellcheck="false"
          maxlength="32"
          aria-describedby="alert hint"
          aria-invalid=${String(alert?.tone === 'error')}
          ?readonly=${busy ?? false}
        />
        ${hintFor(field.hint)}
      </div>
      ${isLocked ? html`<p>${msg(str`You can try again in ${clockTime(lockedForMs)}.`)}</p>` : nothing} ${submitAction(submit.label, isLocked || (busy ?? false))}
      ${again ? getAnother(again, view) : nothing}
    </form>
  `;
};

function getAnother(
  { label, event, fromMs }: { label: string; event: AnyEvent; fromMs: number },
  { send, nowMs }: View,
): TemplateResult {
  if (fromMs > nowMs)
    return html`<p class="quiet">${msg(str`No mail? You can have a new code sent in ${clockTime(fromMs - nowMs)}.`)}</p>`;
  return html`<button class="secondary" part="secondary" type="button" @click=${() => send(event)}>${label}</button>`;
}

/** `4:05` */
function clockTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

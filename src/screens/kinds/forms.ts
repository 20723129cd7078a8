import { html, nothing, type TemplateResult } from 'lit';
import type { AnyEvent } from '../../flows/machine/machine.ts';
import { submitAction } from './actions.ts';
import type { ScreenView, View } from './view.ts';

/** Reads the one field of a form and hands its text to the flow. */
function submitted(event: SubmitEvent, type: string, { send }: View): void {
  event.preventDefault();
  const { value } = (event.currentTarget as HTMLFormElement).querySelector('input')!;
  send({ type, value } as AnyEvent);
}

const hintFor = (hint: string | undefined): TemplateResult | typeof nothing =>
  hint ? html`<p class="quiet" id="hint">${hint}</p>` : nothing;

export const enterText: ScreenView<'enter-text'> = ({ field, submit, alert, busy }, view) => html`
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
        value=${field.value}
        ?readonly=${busy ?? false}
      />
      ${hintFor(field.hint)}
    </div>
    ${submitAction(submit.label, busy ?? false)}
  </form>
`;

export const enterCode: ScreenView<'enter-code'> = ({ field, submit, alert, busy, lockedUntilMs, again }, view) => {
  const isLocked = (lockedUntilMs ?? 0) > Date.now();
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
          aria-describedby="heading alert hint"
          aria-invalid=${String(alert?.tone === 'error')}
          ?readonly=${busy ?? false}
        />
        ${hintFor(field.hint)}
      </div>
      ${isLocked ? countdown('locked', lockedUntilMs!, view) : nothing} ${submitAction(submit.label, isLocked || (busy ?? false))}
      ${again ? getAnother(again, view) : nothing}
    </form>
  `;
};

function getAnother(
  { label, event, fromMs }: { label: string; event: AnyEvent; fromMs: number },
  view: View,
): TemplateResult {
  if (fromMs > Date.now()) return countdown('again', fromMs, view);
  return html`<button class="secondary" part="secondary" type="button" @click=${() => view.send(event)}>${label}</button>`;
}

/** Comes with the words for refusals (flow-element.ts): a screen that only shows a key has none. */
const countdown = (about: 'locked' | 'again', untilMs: number, { locale, refresh }: View): TemplateResult =>
  html`<mfa-countdown class="quiet" .about=${about} .untilMs=${untilMs} .locale=${locale} @countdown-end=${refresh}></mfa-countdown>`;

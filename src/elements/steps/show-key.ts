import { html, nothing, type TemplateResult } from 'lit';
import { primaryAction } from './actions.ts';
import type { StepView, View } from './view.ts';
import '../define/qr-code.ts';

/** Groups of four are easier to type; the blanks are only drawn, so that copying takes the key alone. */
const grouped = (key: string): TemplateResult[] =>
  (key.match(/.{1,4}/g) ?? []).map((group) => html`<span>${group}</span>`);

async function copyKey(event: Event, key: string, { copy }: View): Promise<void> {
  const way = (event.currentTarget as HTMLElement).parentElement!;
  // Where the clipboard is closed to pages, the key is at least marked, ready for the keyboard's own copy.
  if (!(await copy(key))) getSelection()?.selectAllChildren(way.querySelector('.secret')!);
}

export const showKey: StepView<'show-key'> = (step, view) => {
  const { uri, secret, qr, link, key, order } = step;
  const byLink = html`<div class="way">
    <a class="button secondary" part="link" href=${uri.reveal()} @click=${view.leaveForApp}>${link.label}</a>
    ${link.note ? html`<p class="quiet">${link.note}</p>` : nothing}
  </div>`;
  const byKey = html`<div class="way">
    <p>${key.note}</p>
    <code class="secret" part="secret" translate="no" aria-label=${key.label}>${grouped(secret.reveal())}</code>
    <button class="secondary" part="secondary" type="button" @click=${(event: Event) => copyKey(event, secret.reveal(), view)}>${view.isCopied ? key.copied : key.copy}</button>
  </div>`;
  const byQr = html`<div class="way">
    <p>${qr.instruction}</p>
    <mfa-qr-code part="qr" .value=${uri} .label=${qr.label}></mfa-qr-code>
  </div>`;
  return html`
    <div class="ways">${order === 'link-first' ? [byLink, byKey, byQr] : [byQr, byKey]}</div>
    ${primaryAction(step.primary, step.busy, view)}
  `;
};

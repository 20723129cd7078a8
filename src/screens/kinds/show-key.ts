import { html, nothing, type TemplateResult } from 'lit';
import { primaryAction } from './actions.ts';
import type { ScreenOf, View } from './view.ts';
import '../define/copy-button.ts';
import '../define/qr-code.ts';

/** Groups of four are easier to type; the blanks are only drawn, so that copying takes the key alone. */
const grouped = (key: string): TemplateResult[] =>
  (key.match(/.{1,4}/g) ?? []).map((group) => html`<span>${group}</span>`);

/** The back end's text becomes an address to follow only when it is one for an app. */
const appLink = (uri: string): string | typeof nothing => (uri.startsWith('otpauth://') ? uri : nothing);

/** Where the page may not copy, the key is at least marked, ready for the keyboard's own copy. */
function markKey({ currentTarget }: Event): void {
  getSelection()?.selectAllChildren((currentTarget as HTMLElement).parentElement!.querySelector('.secret')!);
}

export function showKey(
  screen: ScreenOf<'show-key'>,
  view: View,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { uri, secret, qr, link, key, order } = screen;
  const byLink = html`<div class="way">
    <a class="button secondary" part="link" href=${appLink(uri.reveal())}>${link.label}</a>
    ${link.note ? html`<p class="quiet">${link.note}</p>` : nothing}
  </div>`;
  const byKey = html`<div class="way">
    <p>${key.note}</p>
    <code class="secret" part="secret" translate="no" aria-label=${key.label}>${grouped(secret.reveal())}</code>
    <mfa-copy-button exportparts="secondary" .text=${secret} .label=${key.copy} .done=${key.copied} @copy-refused=${markKey}></mfa-copy-button>
  </div>`;
  const byQr = html`<div class="way">
    <p>${qr.instruction}</p>
    <mfa-qr-code part="qr" .value=${uri} .label=${qr.label}></mfa-qr-code>
  </div>`;
  return html`
    <div class="ways">${order === 'link-first' ? [byLink, byKey, byQr] : [byQr, byKey]} ${more}</div>
    ${primaryAction(screen.primary, screen.busy, view)}
  `;
}

import { html, nothing, type TemplateResult } from 'lit';
import { Secret } from '../../core/secret.ts';
import type { Store } from '../../flows/machine/screen.ts';
import { simpleViews } from './simple.ts';
import type { ScreenView } from './view.ts';
import '../define/qr-code.ts';

/** What a QR code is drawn from. The same object each time, or each drawing of the screen would draw it anew. */
const addresses: Record<string, Secret> = {};

const storeOf = ({ label, href, hasQr }: Store): TemplateResult => html`<div class="way">
  <a class="button secondary" href=${href} target="_blank" rel="noopener">${label}</a>
  ${hasQr ? html`<mfa-qr-code .value=${(addresses[href] ??= new Secret(href))} .label=${label}></mfa-qr-code>` : nothing}
</div>`;

/** Says where to get something before the button that leads on. */
export const noticeWithStores: ScreenView<'notice'> = (screen, view) => html`
  ${screen.stores ? html`<div class="others">${screen.stores.map(storeOf)}</div>` : nothing}
  ${simpleViews.notice!(screen, view)}
`;

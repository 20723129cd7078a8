import { css, html, nothing } from 'lit';
import { Secret } from '../../core/secret.ts';
import { primaryAction } from './actions.ts';
import { readViews } from './read-views.ts';
import type { InvitationScreen } from '../../flows/machine/screen.ts';
import type { ScreenView, ScreenViews, View } from './view.ts';
import '../define/time-left.ts';

const pairStyles = css`
  .signs {
    font-family: ui-monospace, 'SFMono-Regular', Consolas, monospace;
    font-size: 1.75em;
    font-weight: 600;
    letter-spacing: 0.06em;
    line-height: 1.3;
    user-select: all;
  }
  .digits {
    display: flex;
    flex-wrap: wrap;
    font-size: min(3em, 15vw);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    gap: 0 0.4em;
    letter-spacing: 0.06em;
    line-height: 1.2;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
`;

/** One by one, so that a screen reader spells them. */
const spelled = (signs: string): string => [...signs.replace(/-/g, '')].join(' ');

const timeLeft = (untilMs: number, { locale }: View) =>
  html`<p class="quiet"><mfa-time-left .untilMs=${untilMs} .locale=${locale}></mfa-time-left></p>`;

const byCode = ({ code, label, copy, copied }: NonNullable<InvitationScreen<unknown>['typing']>) =>
  html`<div class="way">
    <p class="signs" part="code" role="img" translate="no" aria-label="${label}: ${spelled(code)}">${code}</p>
    <mfa-copy-button exportparts="secondary" .text=${new Secret(code)} .label=${copy} .done=${copied}></mfa-copy-button>
  </div>`;

const invitation: ScreenView<'invitation'> = ({ address, qr, typing, untilMs }, view) => html`
  <div class="ways">
    ${typing ? byCode(typing) : nothing}
    <div class="way">
      ${qr.instruction ? html`<p>${qr.instruction}</p>` : nothing}
      <mfa-qr-code part="qr" .value=${address} .label=${qr.label}></mfa-qr-code>
    </div>
  </div>
  ${timeLeft(untilMs, view)}
`;

const compareDigits: ScreenView<'compare-digits'> = ({ digits, untilMs, primary, differ, first, busy }, view) => {
  const same = primaryAction(primary, busy, view);
  const no = html`<button class="secondary" part="secondary" type="button" @click=${() => view.send(differ.event)}>${differ.label}</button>`;
  return html`
    <p class="digits" part="code" role="img" translate="no" aria-label=${spelled(digits)}>
      <span>${digits.slice(0, 3)}</span><span>${digits.slice(3)}</span>
    </p>
    ${timeLeft(untilMs, view)}
    <div class="answers">${first ? [no, same] : [same, no]}</div>
  `;
};

/** Screens of a pairing, and those that lead to it: the QR code and the copy button come with them. */
export const pairViews: ScreenViews = {
  ...readViews,
  invitation,
  'compare-digits': compareDigits,
  styles: [...readViews.styles!, pairStyles],
};
